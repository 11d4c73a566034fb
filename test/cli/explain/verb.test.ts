import fc from 'fast-check';
import { dump } from 'js-yaml';
import { addTaskCharts, loadTasks, TaskApp } from '../../../lib';
import type { Explanation } from '../../../lib/cli/explain/explain-task';
import { SETTINGS } from '../../../lib/cli/explain/fields';
import { taskShape } from '../../../lib/tasks/shape';
import { ALL_JOB_SETTINGS } from '../../support';
import { inFolder, run } from '../run';

const TASKS = `defaults:
  pvcStorageClass: standard
  env:
    LOG: all
    SHARED: defaults
repositories:
  web:
    image: agent:2
    env:
      SHARED: web
tasks:
  - taskId: login
    repository: web
    pvcStorageSize: 5Gi
    env: { OWN: login }
  - taskId: login-tests
    parentTaskId: login
    timeout: 30
    workDir: /src
    autoCleanup: false
  - taskId: attempt
    parentTaskId: login
    workspace: clone
    pvcStorageSize: 8Gi
  - taskId: over
    parentTaskId: login-tests
    done: true
  - taskId: other
    existingClaim: mine
layout: families
`;

/** The settings of a task in the output of `--json`, by their names. */
async function explained(...args: string[]): Promise<Record<string, Explanation>> {
  inFolder({ 'tasks.yaml': TASKS });
  const { code, stdout } = await run(['explain', ...args, '--json']);
  expect(code).toBe(0);
  const settings: Explanation[] = JSON.parse(stdout).settings;
  return Object.fromEntries(settings.map((one) => [one.setting, one]));
}

/** Where a setting ends: each field's kind, path and, where it is another than the setting's, value. */
const ends = ({ fields, value }: Explanation) =>
  fields.map((field) => [
    field.kind === 'Job' ? 'Job' : 'claim',
    field.path,
    ...(JSON.stringify(field.value) === JSON.stringify(value) ? [] : [field.value]),
  ]);

describe('the values that a value overrides', () => {
  test('are those of the repository and the defaults, each with its place', async () => {
    const { 'env.SHARED': shared, 'env.LOG': log, image } = await explained('login');
    expect(shared).toMatchObject({ value: 'web', overrides: [{ value: 'defaults', from: 'defaults', line: 5 }] });
    expect(log).not.toHaveProperty('overrides');
    expect(image).not.toHaveProperty('overrides');
  });

  test('are shown below the setting, the strongest first', async () => {
    inFolder({
      'tasks.yaml': `defaults: { image: a:1 }
repositories:
  web: { image: a:2 }
tasks:
  - { taskId: login, repository: web, image: a:3 }
`,
    });
    expect((await run(['explain', 'login', 'image'])).stdout).toContain(
      'a:3  task, tasks.yaml:5\n  overrides a:2 of repository web, tasks.yaml:3\n  overrides a:1 of defaults, tasks.yaml:1\n',
    );
  });

  test('do not include defaults for claims, which a clone does not take', async () => {
    inFolder({
      'tasks.yaml': `defaults: { pvcStorageSize: 2Gi, pvcStorageClass: csi }
tasks:
  - { taskId: login, pvcStorageSize: 3Gi, done: true }
  - { taskId: attempt, parentTaskId: login, workspace: clone, pvcStorageSize: 4Gi }
`,
    });
    const { stdout } = await run(['explain', 'attempt', 'pvcStorageSize']);
    expect(stdout).toContain('pvcStorageSize  4Gi');
    expect(stdout).not.toContain('overrides');
    expect((await run(['explain', 'login', 'pvcStorageSize'])).stdout).toContain('overrides 2Gi of defaults');
  });

  test('are named at the place of an alias, not at its anchor', async () => {
    inFolder({
      'tasks.yaml': `defaults:
  env: &base { LEVEL: info }
tasks:
  - taskId: login
    env: *base
`,
    });
    expect((await run(['explain', 'login', 'env.LEVEL'])).stdout).toContain('info  task, tasks.yaml:5\n');
  });
});

describe('where a value came from', () => {
  test('the task, its repository and the defaults, each with file and line', async () => {
    const { taskId, image, pvcStorageClass, pvcStorageSize } = await explained('login');
    expect(taskId).toMatchObject({ from: 'task', file: 'tasks.yaml', line: 12, column: 5 });
    expect(pvcStorageSize).toMatchObject({ value: '5Gi', from: 'task', line: 14 });
    expect(image).toMatchObject({ value: 'agent:2', from: 'repository', repository: 'web', line: 8 });
    expect(pvcStorageClass).toMatchObject({ value: 'standard', from: 'defaults', line: 2 });
  });

  test('built in, without a place', async () => {
    const { backoffLimit, jobName, done } = await explained('login');
    expect(backoffLimit).toMatchObject({ value: 0, from: 'built in' });
    expect(jobName).toMatchObject({ value: 'keruta-job-login', from: 'built in' });
    expect(done).toMatchObject({ value: false, from: 'built in' });
    expect(backoffLimit).not.toHaveProperty('line');
  });

  test('each key of a map by itself', async () => {
    const { 'env.OWN': own, 'env.SHARED': shared, 'env.LOG': log } = await explained('login');
    expect(own).toMatchObject({ value: 'login', from: 'task', line: 15 });
    expect(shared).toMatchObject({ value: 'web', from: 'repository', line: 10 });
    expect(log).toMatchObject({ value: 'all', from: 'defaults', line: 4 });
  });

  test('the claim of an ancestor, and where that has it from', async () => {
    const { pvcStorageSize, pvcAccessMode, pvcStorageClass, image } = await explained('over');
    expect(pvcStorageSize).toMatchObject({ value: '5Gi', from: 'task', claimOf: 'login', line: 14 });
    expect(pvcStorageClass).toMatchObject({ value: 'standard', from: 'defaults', claimOf: 'login', line: 2 });
    expect(pvcAccessMode).toMatchObject({ value: 'ReadWriteOnce', from: 'built in', claimOf: 'login' });
    expect(image).not.toHaveProperty('claimOf');
  });

  test('of a clone, its own size and mode, and the class of its source', async () => {
    const { pvcStorageSize, pvcAccessMode, pvcStorageClass } = await explained('attempt');
    expect(pvcStorageSize).toMatchObject({ value: '8Gi', from: 'task', line: 24 });
    expect(pvcAccessMode).not.toHaveProperty('claimOf');
    expect(pvcStorageClass).toMatchObject({ value: 'standard', claimOf: 'login' });
  });

  test('of a claim that exists already, no size and no class', async () => {
    const settings = await explained('other');
    expect(Object.keys(settings)).not.toContain('pvcStorageSize');
    expect(Object.keys(settings)).not.toContain('pvcStorageClass');
  });
});

describe('where a value ends', () => {
  test('in the claim or in the Job', async () => {
    const { pvcStorageSize, image } = await explained('login');
    expect(ends(pvcStorageSize as Explanation)).toEqual([['claim', 'spec.resources.requests.storage']]);
    expect(ends(image as Explanation)).toEqual([['Job', 'spec.template.spec.containers[main].image']]);
  });

  test('an inherited size ends in the claim of the ancestor', async () => {
    const { pvcStorageSize } = await explained('login-tests');
    expect(pvcStorageSize?.fields).toMatchObject([{ kind: 'PersistentVolumeClaim', name: 'git-repo-pvc-login' }]);
  });

  test("the agent's own flags end in its command", async () => {
    const { workDir, timeout, autoCleanup } = await explained('login-tests');
    const command = 'spec.template.spec.containers[main].command';
    expect(ends(workDir as Explanation)).toContainEqual(['Job', `${command}[7]`]);
    expect(ends(timeout as Explanation)).toEqual([['Job', `${command}[9]`, '30']]);
    expect(ends(autoCleanup as Explanation)).toEqual([['Job', `${command}[10]`, '--auto-cleanup=false']]);
  });

  test('a parent ends in the claim that is mounted or cloned', async () => {
    expect(ends((await explained('login-tests')).parentTaskId as Explanation)).toEqual([
      ['Job', 'spec.template.spec.volumes[git-repo].persistentVolumeClaim.claimName', 'git-repo-pvc-login'],
    ]);
    expect(ends((await explained('attempt')).parentTaskId as Explanation)).toEqual([
      ['claim', 'spec.dataSource.name', 'git-repo-pvc-login'],
    ]);
  });

  test('of a task that is done, nothing in a Job', async () => {
    const settings = await explained('over');
    expect(Object.values(settings).flatMap(({ fields }) => fields.map(({ kind }) => kind))).not.toContain('Job');
  });
});

describe('every setting that a task can have', () => {
  test('is explained', () => {
    expect([...SETTINGS].sort()).toEqual(Object.keys(taskShape.shape).sort());
  });

  const settings: fc.Arbitrary<Record<string, unknown>> = fc.record(
    Object.fromEntries(
      Object.entries({
        ...ALL_JOB_SETTINGS,
        namespace: 'agents',
        pvcStorageClass: 'fast',
        pvcAccessMode: 'ReadWriteMany',
      })
        // They belong to one task.
        .filter(([key]) => key !== 'run' && key !== 'jobName')
        .map(([key, value]) => [key, fc.constant(value)]),
    ),
    { requiredKeys: [] },
  );
  const own = fc.record(
    { run: fc.integer({ min: 1, max: 99 }), jobName: fc.constant('other-job'), done: fc.boolean() },
    { requiredKeys: [] },
  );
  const JOB_KEYS = Object.keys(ALL_JOB_SETTINGS);

  test('stands in the manifests at the fields that are named', async () => {
    await fc.assert(
      fc.asyncProperty(settings, settings, settings, own, async (defaults, repository, task, more) => {
        // A child names no namespace but its parent's, and says nothing of a claim that it inherits.
        const { namespace } = { ...defaults, ...repository, ...task };
        const ofJob = Object.fromEntries(Object.entries(task).filter(([key]) => JOB_KEYS.includes(key)));
        const { pvcAccessMode } = task;
        const tasks = [
          { taskId: 'root', repository: 'r', ...task },
          {
            taskId: 'child',
            repository: 'r',
            parentTaskId: 'root',
            ...ofJob,
            namespace,
            workspace: 'inherit',
            ...more,
          },
          { taskId: 'clone', repository: 'r', parentTaskId: 'child', namespace, workspace: 'clone', pvcAccessMode },
          { taskId: 'other', ...ofJob, namespace, existingClaim: 'mine', volumeName: 'pvc-volume' },
        ];
        const file = dump({ layout: 'families', defaults, repositories: { r: repository }, tasks: tasks.map(defined) });
        const folder = inFolder({ 'tasks.yaml': file });
        const objects = manifests(folder);
        for (const { taskId } of tasks) {
          const { stdout, stderr } = await run(['explain', taskId, '--json']);
          expect(stderr).toBe('');
          const explanations: Explanation[] = JSON.parse(stdout).settings;
          for (const { setting, fields } of taskId === 'root' ? explanations : []) {
            expect([setting, fields.length > 0]).toEqual([setting, !['repository', 'done'].includes(setting)]);
          }
          for (const { kind, name, path, value } of explanations.flatMap(({ fields }) => fields)) {
            const object = objects.find((one) => one.kind === kind && one.metadata.name === name);
            expect([taskId, path, at(object, path)]).toEqual([taskId, path, value]);
          }
        }
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  const defined = (task: object) => Object.fromEntries(Object.entries(task).filter(([, value]) => value !== undefined));

  function manifests(outdir: string) {
    const app = new TaskApp({ outdir });
    return [...addTaskCharts(app, loadTasks().tasks).values()].flatMap((chart) => chart.toJson());
  }

  /** The value at a path. */
  function at(object: unknown, path: string): unknown {
    const steps = [...path.matchAll(/\[([^\]]+)\]|[^.[]+/g)].map(([step, inBrackets]) => inBrackets ?? step);
    return steps.reduce<unknown>((value, step) => {
      const named = Array.isArray(value) && value.find((item) => (item as { name?: string }).name === step);
      return named || (value as Record<string, unknown>)?.[step];
    }, object);
  }
});

test('the text shows each setting with its origin, and below it the fields', async () => {
  inFolder({ 'tasks.yaml': TASKS });
  const { stdout } = await run(['explain', 'login-tests']);
  expect(stdout).toContain('task login-tests, tasks.yaml:16: Job keruta-job-login-tests on');
  expect(stdout).toMatch(/^pvcStorageSize +5Gi +claim of login: task, tasks\.yaml:14$/m);
  expect(stdout).toMatch(
    /^timeout +30 +task, tasks\.yaml:18\n {2}Job spec\.template\.spec\.containers\[main\]\.command\[9\]$/m,
  );
  expect(stdout).toMatch(/^not set: .*logLevel/m);
  expect(stdout).not.toContain('\x1b');
});

describe('a pod spec', () => {
  const POD_SPECS = `defaults:
  podSpec:
    terminationGracePeriodSeconds: 60
    initContainers:
      - { name: clone, image: git:1, command: [git, clone] }
    containers:
      - name: main
        volumeMounts: [{ name: cache, mountPath: /cache }]
    volumes: [{ name: cache, emptyDir: { sizeLimit: 1Gi } }]
repositories:
  web:
    podSpec:
      initContainers:
        - { name: proxy, image: proxy:1, restartPolicy: Always }
        - name: clone
          image: git:2
tasks:
  - taskId: a
    repository: web
    podSpec:
      terminationGracePeriodSeconds: 120
      volumes: [{ name: cache, emptyDir: { sizeLimit: 2Gi } }]
`;

  async function originsOf(...args: string[]): Promise<Record<string, unknown>> {
    inFolder({ 'tasks.yaml': POD_SPECS });
    const { stdout } = await run(['explain', 'a', ...args, '--json']);
    const settings: Explanation[] = JSON.parse(stdout).settings;
    return Object.fromEntries(
      settings.map(({ setting, value, from, line, overrides = [] }) => [
        setting,
        [value, from, line, ...overrides.map((one) => [one.value, one.from, one.line])],
      ]),
    );
  }

  test('is explained field by field, each with its origin and the values that it overrides', async () => {
    expect(await originsOf('podSpec')).toEqual({
      'podSpec.terminationGracePeriodSeconds': [120, 'task', 21, [60, 'defaults', 3]],
      'podSpec.initContainers[proxy].image': ['proxy:1', 'repository', 14],
      'podSpec.initContainers[proxy].restartPolicy': ['Always', 'repository', 14],
      'podSpec.initContainers[clone].image': ['git:2', 'repository', 16, ['git:1', 'defaults', 5]],
      'podSpec.initContainers[clone].command': [['git', 'clone'], 'defaults', 5],
      'podSpec.containers[main].volumeMounts[/cache].name': ['cache', 'defaults', 8],
      'podSpec.volumes[cache].emptyDir.sizeLimit': ['2Gi', 'task', 22, ['1Gi', 'defaults', 9]],
    });
  });

  test('can be explained in part', async () => {
    expect(Object.keys(await originsOf('podSpec.initContainers[clone]'))).toEqual([
      'podSpec.initContainers[clone].image',
      'podSpec.initContainers[clone].command',
    ]);
  });
});

describe('with a field', () => {
  test('only that setting is explained', async () => {
    expect(Object.keys(await explained('login', 'image'))).toEqual(['image']);
    expect(Object.keys(await explained('login', 'env'))).toEqual(['env.LOG', 'env.SHARED', 'env.OWN']);
    expect(Object.keys(await explained('login', 'env.SHARED'))).toEqual(['env.SHARED']);
  });

  test('that has no value, it says what happens then', async () => {
    inFolder({ 'tasks.yaml': TASKS });
    const { code, stdout } = await run(['explain', 'login', 'logLevel']);
    expect(code).toBe(0);
    expect(stdout).toContain("logLevel is not set: no flag: INFO, the agent's default\n");
  });
});

test.each([
  ['an unknown task', ['logn'], 'no task logn; did you mean login?'],
  ['an unknown setting', ['login', 'imge'], 'no setting imge; did you mean image?'],
  ['a key of a setting that is no map', ['login', 'image.x'], 'no setting image.x'],
])('%s ends with 1 and the nearest name', async (_, args, message) => {
  inFolder({ 'tasks.yaml': TASKS });
  const { code, stdout, stderr } = await run(['explain', ...args]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(message);
});

test('a task that only the app makes is named as such, for explain and for the verbs that edit', async () => {
  inFolder({
    'tasks.yaml': TASKS,
    'cdk8s.yaml': 'app: cp app/. "$CDK8S_OUTDIR" -R\n',
    'app/typed.k8s.yaml':
      'apiVersion: batch/v1\nkind: Job\nmetadata: { name: keruta-job-typed, labels: { task-id: typed } }\n',
  });
  const message =
    'task typed is not in the files of tasks: the app makes it (typed.k8s.yaml), and its settings are in the program';
  expect(await run(['explain', 'typed'])).toMatchObject({ code: 1, stderr: `cdk8s-keruta explain: ${message}\n` });
  expect(await run(['done', 'typed'])).toMatchObject({ code: 3, stderr: `cdk8s-keruta done: ${message}\n` });
});

test.each([[[]], [['a', 'b', 'c']]])('explain %j could not be done', async (args) => {
  inFolder({ 'tasks.yaml': TASKS });
  expect(await run(['explain', ...args])).toMatchObject({ code: 3, stdout: '' });
});
