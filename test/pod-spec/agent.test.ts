import { Testing } from 'cdk8s';
import { AgentJob, TaskWorkspace } from '../../lib';
import type { PartialPodSpec } from '../../lib/settings/pod-spec';
import { emptyChart } from '../support';

function podOf(podSpec: PartialPodSpec, settings: object = {}) {
  const chart = emptyChart();
  const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'a' });
  new AgentJob(chart, 'job', { taskId: 'a', workspace, podSpec, ...settings });
  return Testing.synth(chart).find(({ kind }) => kind === 'Job').spec.template.spec;
}

test('the agent keeps the variables of the contract, first, its command and its workspace', () => {
  const [main] = podOf({ containers: [{ name: 'main', env: [{ name: 'A', value: '$(KERUTA_TASK_ID)' }] }] }).containers;
  expect(main.env.map(({ name }: { name: string }) => name)).toEqual([
    'KERUTA_TASK_ID',
    'KERUTA_API_URL',
    'KERUTA_API_TOKEN',
    'A',
  ]);
  expect(main.command[0]).toBe('keruta-agent');
  expect(main.volumeMounts).toEqual([{ name: 'git-repo', mountPath: '/work' }]);
});

test('the affinity of a ReadWriteOnce claim is kept, and that of the pod spec is added', () => {
  const term = { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'cache' } } };
  const { affinity } = podOf({
    affinity: { nodeAffinity: {}, podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
  });
  expect(affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual([
    expect.objectContaining({ topologyKey: 'kubernetes.io/hostname' }),
    term,
  ]);
});

test('an init container of a restricted pod follows the Pod Security Standard', () => {
  const { initContainers } = podOf(
    { initContainers: [{ name: 'clone', image: 'git:1' }] },
    { podSecurity: 'restricted' },
  );
  expect(initContainers[0].securityContext).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  });
});

test('what a restricted container sets is added to the standard', () => {
  const securityContext = { readOnlyRootFilesystem: true, capabilities: { add: ['NET_BIND_SERVICE'] } };
  const { containers, initContainers } = podOf(
    {
      containers: [{ name: 'main', securityContext }],
      initContainers: [{ name: 'clone', image: 'git:1', securityContext }],
    },
    { podSecurity: 'restricted' },
  );
  for (const container of [containers[0], initContainers[0]]) {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
    });
  }
});

test('one port in two protocols is no port twice', () => {
  const ports = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }];
  expect(podOf({ containers: [{ name: 'main', ports }] }).containers[0].ports).toEqual(ports);
});

test('the props of a Job are checked as the settings of tasks.yaml are', () => {
  expect(() => podOf({ containers: [{ name: 'proxy' }] })).toThrow(
    /podSpec\.containers\.0\.name is a second container/,
  );
  expect(() => podOf({ runtimeClass: 'gvisor' } as PartialPodSpec)).toThrow(/did you mean runtimeClassName/);
});

test('a longer grace period leaves an agent less time before its deadline', () => {
  const times = { timeout: 3500, activeDeadlineSeconds: 3600 };
  expect(() => podOf({}, times)).not.toThrow();
  expect(() => podOf({ terminationGracePeriodSeconds: 120 }, times)).toThrow(/grace period of 120 s/);
});
