import type { JobSettings, Task, TaskSettings } from '../../lib';
import { defaultsShape, taskShape } from '../../lib/tasks/shape';
import { task, textLoader, yaml } from './support';

const load = textLoader();

function loaded(text: string): readonly Task[] {
  return load(text).tasks;
}

test.each([
  ['a list of no tasks', 'tasks: []'],
  ['a list of no tasks after a comment', '# none yet\n---\ntasks: []\n...\n'],
  [
    'defaults for no tasks',
    'defaults: { image: a }\nrepositories: {}\nstorageClasses: {}\nlayout: { shards: 3 }\ntasks: []',
  ],
])('is legal: %s', (_, text) => {
  expect(load(text)).toMatchObject({ tasks: [], warnings: [] });
});

test('every key of a task', () => {
  const settings: Required<JobSettings & Pick<TaskSettings, 'namespace' | 'done'>> = {
    run: 2,
    jobName: 'job',
    volumeName: 'volume',
    namespace: 'agents',
    image: 'agent:1',
    imagePullPolicy: 'Always',
    imagePullSecrets: ['registry'],
    command: ['agent', '\t\n'],
    apiUrl: 'http://api',
    apiTokenSecret: { name: 'a', key: 'B_c.d-e' },
    env: {
      TEXT: 'two\nlines\r\nand a\ttab',
      SECRET: { secretKeyRef: { name: 'a', key: 'b' } },
      CONFIG: { configMapKeyRef: { name: 'a', key: 'b' } },
    },
    resources: {
      requests: { cpu: 0.5, memory: '512Mi', 'ephemeral-storage': '1G', 'hugepages-2Mi': '4Mi', 'nvidia.com/gpu': 1 },
      limits: { cpu: '500m', memory: 1_000_000_000, 'hugepages-2Mi': '4Mi', 'nvidia.com/gpu': '1' },
    },
    serviceAccountName: 'agent',
    workDir: '/src',
    logLevel: 'WARN',
    timeout: 0,
    autoCleanup: false,
    activeDeadlineSeconds: 60,
    onDisruption: 'fail',
    backoffLimit: 0,
    done: false,
    priorityClassName: 'low',
    queue: 'agents',
    workloadPriorityClass: 'urgent',
    nodeSelector: { 'kubernetes.io/arch': 'arm64' },
    tolerations: [
      { operator: 'Exists' },
      { key: 'a', value: 'b' },
      { key: 'c', effect: 'NoExecute', tolerationSeconds: 0 },
    ],
    podSecurity: 'restricted',
    podSpec: { terminationGracePeriodSeconds: 120 },
    labels: { 'example.com/team': 'web', empty: '' },
    annotations: { 'Example.com/note': 'two\nlines' },
  };
  const claim = { pvcStorageSize: '1.5Gi', pvcAccessMode: 'ReadWriteOncePod', pvcStorageClass: 'fast' };
  const tasks = [
    { taskId: 'a', ...claim, ...settings },
    { taskId: 'b', existingClaim: 'found', ...settings, jobName: 'b' },
    { taskId: 'c', parentTaskId: 'a', ...settings, jobName: 'c' },
  ];
  expect(loaded(JSON.stringify({ tasks }))).toMatchObject(tasks);
});

test('defaults and repositories take every key of a task but those that make it that task', () => {
  const ofTasksOnly = Object.keys(taskShape.shape).filter((key) => !Object.hasOwn(defaultsShape.shape, key));
  expect(ofTasksOnly).toEqual(['taskId', 'parentTaskId', 'existingClaim', 'repository', 'run', 'jobName', 'done']);
});

test('the value of an anchor is read wherever its alias stands', () => {
  const text = yaml`
    tasks:
      - { taskId: a, env: &env { A: x }, command: &command [sh, &last run] }
      - { taskId: b, env: *env, command: *command, image: *last }
  `;
  expect(loaded(text)).toMatchObject([{}, { env: { A: 'x' }, command: ['sh', 'run'], image: 'run' }]);
});

test('text is what YAML 1.2 says is text', () => {
  expect(loaded(task('env: { A: yes, B: 2024-01-02, C: 1_000, D: 0o8, E: off, F: "", G: ~x }'))[0]?.env).toEqual({
    A: 'yes',
    B: '2024-01-02',
    C: '1_000',
    D: '0o8',
    E: 'off',
    F: '',
    G: '~x',
  });
});

test('names that JavaScript’s objects have are names like any other where they may stand', () => {
  const names = ['toString', 'valueOf', 'hasOwnProperty', 'toJSON', 'then'];
  const map = Object.fromEntries(names.map((name) => [name, 'x']));
  const text = JSON.stringify({
    repositories: Object.fromEntries([...names, 'constructor'].map((name) => [name, { image: name.toLowerCase() }])),
    storageClasses: { constructor: { accessModes: ['ReadWriteOnce'] } },
    tasks: [
      {
        taskId: 'tostring',
        repository: 'constructor',
        env: { ...map, constructor: 'x' },
        labels: map,
        nodeSelector: map,
      },
      { taskId: 'child', parentTaskId: 'tostring', repository: 'toString', annotations: map },
    ],
  });
  expect(loaded(text)).toMatchObject([
    { image: 'constructor', env: { ...map, constructor: 'x' }, labels: map, nodeSelector: map },
    { image: 'tostring', annotations: map, root: 'tostring' },
  ]);
});

test('a storage class that is not in the catalogue may do anything', () => {
  const text = yaml`
    storageClasses: { fast: { accessModes: [ReadWriteOnce, ReadOnlyMany] } }
    tasks:
      - { taskId: a, pvcStorageClass: nfs, pvcAccessMode: ReadWriteMany }
      - { taskId: b, pvcStorageClass: fast }
      - { taskId: c, pvcAccessMode: ReadWriteMany }
  `;
  expect(loaded(text)).toHaveLength(3);
});

test('an existing claim may have the name of a task’s in another namespace', () => {
  const text = 'tasks: [{ taskId: a }, { taskId: b, namespace: other, existingClaim: git-repo-pvc-a }]';
  expect(loaded(text)[1]?.claim).toMatchObject({ name: 'git-repo-pvc-a', existing: true });
});

test('a task that is done is still a parent', () => {
  const text = 'tasks: [{ taskId: a, done: true, pvcStorageSize: 2Gi }, { taskId: b, parentTaskId: a }]';
  expect(loaded(text)).toMatchObject([{ done: true }, { root: 'a', claim: { name: 'git-repo-pvc-a', size: '2Gi' } }]);
});

test('parents come before their children, however they are written', () => {
  const text = 'tasks: [{ taskId: c, parentTaskId: b }, { taskId: b, parentTaskId: a }, { taskId: a }, { taskId: d }]';
  expect(loaded(text).map(({ taskId, depth }) => taskId + depth)).toEqual(['a0', 'd0', 'b1', 'c2']);
});

describe('no timeout is refused', () => {
  test.each([
    ['that leaves more than the grace period', 'timeout: 69', 'activeDeadlineSeconds: 100'],
    ['that never comes', 'timeout: 0', 'activeDeadlineSeconds: 1'],
    ['without a deadline', 'timeout: 2147483647', ''],
    ['that is not set', '', 'activeDeadlineSeconds: 1'],
    ['of a task that is done', 'timeout: 100', 'activeDeadlineSeconds: 100\n    done: true'],
  ])('%s', (_, ...lines) => {
    expect(loaded(task(...lines))).toHaveLength(1);
  });
});

describe('a clone', () => {
  const clone = (parent: string, child: string, layout = 'flat'): Task | undefined =>
    loaded(
      yaml`
      layout: LAYOUT
      tasks: [{ taskId: a, PARENT }, { taskId: b, parentTaskId: a, workspace: clone, CHILD }]
    `
        .replace('LAYOUT', layout)
        .replace('PARENT', parent)
        .replace('CHILD', child),
    )[1];

  test('has the size and the class of its source, and the default mode', () => {
    expect(
      clone('done: true, pvcStorageSize: 2Gi, pvcStorageClass: x, pvcAccessMode: ReadWriteMany', '')?.claim,
    ).toEqual({
      name: 'git-repo-pvc-b',
      namespace: undefined,
      size: '2Gi',
      storageClass: 'x',
      accessMode: 'ReadWriteOnce',
      existing: false,
    });
  });

  test('may be larger than its source, and of its class by name', () => {
    const claim = clone('done: true, pvcStorageClass: x', 'pvcStorageSize: 1025Mi, pvcStorageClass: x')?.claim;
    expect(claim).toMatchObject({ size: '1025Mi', storageClass: 'x' });
  });

  test('of an existing claim says its size, and may say its class', () => {
    const claim = clone('done: true, existingClaim: c', 'pvcStorageSize: 3Gi, pvcStorageClass: x')?.claim;
    expect(claim).toMatchObject({ name: 'git-repo-pvc-b', size: '3Gi', storageClass: 'x' });
  });

  test('may have a parent that is not done in the layout families, where it waits for it', () => {
    expect(clone('', '', 'families')?.claim.name).toBe('git-repo-pvc-b');
  });

  test('takes its mode from the defaults, and neither size nor class', () => {
    const text = yaml`
      defaults: { pvcAccessMode: ReadWriteMany, pvcStorageSize: 1Gi, pvcStorageClass: slow }
      tasks:
        - { taskId: a, done: true, pvcStorageSize: 2Gi, pvcStorageClass: fast, pvcAccessMode: ReadWriteOnce }
        - { taskId: b, parentTaskId: a, workspace: clone }
    `;
    expect(loaded(text)[1]?.claim).toMatchObject({ size: '2Gi', storageClass: 'fast', accessMode: 'ReadWriteMany' });
  });

  test('is what children get where the defaults say so, and no root', () => {
    const text = 'defaults: { workspace: clone }\ntasks: [{ taskId: a, done: true }, { taskId: b, parentTaskId: a }]';
    expect(loaded(text).map(({ claim }) => claim.name)).toEqual(['git-repo-pvc-a', 'git-repo-pvc-b']);
  });
});
