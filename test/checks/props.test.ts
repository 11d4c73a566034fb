import { App, Chart } from 'cdk8s';
import { TaskChart, type TaskChartProps, TaskWorkspace } from '../../lib';
import { BOUNDARIES, type Boundary } from './boundaries';

/** The settings that are props of a task's chart. Repositories and ids of parents are for files; a clone needs a workspace. */
const OF_TASKS = BOUNDARIES.filter(({ file }) => 'tasks' in (file(undefined) as object)).filter(
  ({ setting }) => !['repository', 'parentTaskId', 'workspace'].includes(setting),
);

function chart({ file }: Boundary, value: unknown): () => TaskChart {
  const { tasks } = file(value) as { tasks: [TaskChartProps] };
  return () => new TaskChart(new App(), tasks[0]);
}

describe.each(OF_TASKS.map((boundary) => [boundary.setting, boundary] as const))('as a prop, %s', (_, boundary) => {
  test('has the limits that it has in a file, and is refused with the construct’s path', () => {
    for (const value of boundary.right) {
      expect(chart(boundary, value)).not.toThrow();
    }
    for (const value of [...boundary.wrong, ...(boundary.unseen ?? [])]) {
      expect(chart(boundary, value)).toThrow(/^\[(a\/workspace|a\/job|)\] [a-z]\w*/);
    }
  });
});

test('wrong props are told all at once, with the value, what is allowed and the fix', () => {
  const make = () =>
    new TaskChart(new App(), {
      taskId: 'a',
      image: '',
      logLevel: 'debug' as 'DEBUG',
      timeout: 100,
      activeDeadlineSeconds: 130,
      resources: { requests: { cpu: 2, memory: '1GB' }, limits: { cpu: 1 } },
      env: { KERUTA_API_TOKEN: 'x', A: { secretKeyref: { name: 'a', key: 'b' } } as unknown as string },
      labels: { app: 'mine' },
      annotations: { 'helm.sh/hook': 'x' },
      tolerations: [{}],
    });
  const allowed = 'a number with a suffix (Ki Mi Gi Ti Pi Ei, n u m k M G T P E) or without: 1Gi, 1.5Gi, 500M';
  expect(make).toThrow(
    [
      '[a/job] image is empty (got ""); allowed: HOST:PORT/PATH:TAG@sha256:DIGEST, of which only PATH is required: registry.example.com/team/agent:1.2',
      '[a/job] env.A.secretKeyref is not a known key; allowed: secretKeyRef, configMapKeyRef; did you mean secretKeyRef?',
      '[a/job] env.KERUTA_API_TOKEN is a secret: a secret does not belong in Git; name the Secret and its key with apiTokenSecret',
      `[a/job] resources.requests.memory is not a quantity (got "1GB"); allowed: ${allowed}; did you mean 1Gi or 1G?`,
      '[a/job] resources.requests.cpu is above its limit (got 2); allowed: at most limits.cpu, 1',
      '[a/job] logLevel is not one of the allowed values (got "debug"); allowed: DEBUG, INFO, WARN, ERROR; did you mean DEBUG?',
      '[a/job] tolerations.0 has no key (got {}); set key, or tolerate every taint with operator: Exists',
      '[a/job] labels.app is set by keruta; use another key',
      '[a/job] annotations.helm.sh/hook has the prefix helm.sh/: a hook, a wave or a forced replacement would run an agent twice; remove it',
      '[a/job] timeout 100 leaves the agent no time to end before activeDeadlineSeconds 130 ends its Job (got 100); ' +
        "allowed: less than activeDeadlineSeconds minus the pod's grace period of 30 s, or 0 for no timeout; " +
        'set activeDeadlineSeconds to at least 131, or lower timeout',
    ].join('\n'),
  );
});

test('a long value is shown by its beginning', () => {
  const make = () => new TaskChart(new App(), { taskId: 'a', command: ['x'.repeat(200_000)] });
  expect(make).toThrow(/^.{150,400}$/);
});

test('a prop that nothing reads is refused, where TypeScript did not', () => {
  const props = { taskId: 'a', storageSize: '1Gi' } as TaskChartProps;
  expect(() => new TaskChart(new App(), props)).toThrow(/^\[a\/job\] storageSize is not a known key/);
});

test('a misspelt prop is told with the props that the construct itself adds', () => {
  const make = () => new TaskWorkspace(new Chart(new App(), 'a'), 'w', { taskId: 'a', pvcStorageclass: 'b' } as never);
  expect(make).toThrow('did you mean pvcStorageClass?');
});
