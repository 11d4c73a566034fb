import * as fc from 'fast-check';
import type { Task } from '../../lib';
import { BUILT_IN } from '../../lib/settings/defaults';
import { textLoader } from './support';

const load = textLoader();

test('tasks with equal pod specs share one, so that it is checked once', () => {
  const own = 'podSpec: { terminationGracePeriodSeconds: 60 }';
  const shared = (text: string) => new Set(load(text).tasks.map(({ podSpec }) => podSpec)).size;
  expect(shared(`tasks: [{ taskId: a, ${own} }, { taskId: b, ${own} }, { taskId: c, ${own} }]`)).toBe(1);
  expect(
    shared(`defaults: { podSpec: { hostNetwork: false } }\ntasks: [{ taskId: a, ${own} }, { taskId: b, ${own} }]`),
  ).toBe(1);
  const others = `{ taskId: c, podSpec: { terminationGracePeriodSeconds: 61 } }, { taskId: d }`;
  expect(shared(`tasks: [{ taskId: a, ${own} }, ${others}]`)).toBe(3);
});

type Settings = Record<string, unknown>;

/** Two or three values for each key of the defaults, so that levels agree, differ, and are silent. */
const VALUES: Record<string, readonly unknown[]> = {
  pvcStorageSize: ['1Gi', '2Gi', '1024Mi'],
  pvcAccessMode: ['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'],
  pvcStorageClass: ['fast', 'slow'],
  pvcSubPath: ['a', 'a/b'],
  namespace: ['one', 'two'],
  volumeName: ['git-repo', 'other'],
  image: ['keruta-agent:latest', 'agent:2'],
  imagePullPolicy: ['Always', 'Never'],
  imagePullSecrets: [[], ['a'], ['a', 'b']],
  command: [['a'], ['a', 'b']],
  apiUrl: ['http://keruta-api:8080', 'http://other'],
  apiTokenSecret: [
    { name: 'a', key: 'b' },
    { name: 'c', key: 'd' },
  ],
  resources: [{}, { limits: { cpu: 1 } }, { requests: { memory: '1Gi' } }],
  serviceAccountName: ['agent', 'other'],
  workDir: ['/work', '/src'],
  logLevel: ['DEBUG', 'INFO'],
  timeout: [0, 60],
  autoCleanup: [true, false],
  activeDeadlineSeconds: [1000, 2000],
  backoffLimit: [0, 1],
  priorityClassName: ['low', 'high'],
  queue: ['a', 'b'],
  workloadPriorityClass: ['a', 'b'],
  tolerations: [[], [{ operator: 'Exists' }]],
  onDisruption: ['fail', 'retry'],
  podSecurity: ['hardened', 'restricted'],
};
const MAPS: Record<string, readonly unknown[]> = {
  claimLabels: ['x', 'y', ''],
  claimAnnotations: ['x', 'y\n'],
  env: ['x', 'y', { secretKeyRef: { name: 'a', key: 'b' } }, { configMapKeyRef: { name: 'c', key: 'd' } }],
  labels: ['x', 'y', ''],
  annotations: ['x', 'y\n'],
  nodeSelector: ['x', 'y'],
};

const map = (values: readonly unknown[]) => fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.constantFrom(...values));

/** The settings of a task, a repository or the defaults: any of the keys. */
const someSettings: fc.Arbitrary<Settings> = fc.record(
  {
    ...Object.fromEntries(Object.entries(VALUES).map(([key, values]) => [key, fc.constantFrom(...values)])),
    ...Object.fromEntries(Object.entries(MAPS).map(([key, values]) => [key, map(values)])),
  },
  { requiredKeys: [] },
);

/** The contract's rule, as it is written: the strongest that says something; maps by key. */
function expected(strongestFirst: readonly Settings[]): Settings {
  const settings: Settings = {};
  for (const key of [...Object.keys(VALUES), ...Object.keys(MAPS)]) {
    const said = strongestFirst.map((one) => one[key]).filter((value) => value !== undefined);
    if (said.length > 0) {
      settings[key] = key in MAPS ? Object.assign({}, ...said.toReversed()) : said[0];
    }
  }
  return settings;
}

/** The settings among the fields of a loaded task. */
function settingsOf(task: Task | undefined): Settings {
  const { taskId, root, claim, depth, folder, syncWave, ...settings } = task as Task;
  return settings;
}

test('a setting comes from the task, else its repository, else the defaults, key by key', () => {
  fc.assert(
    fc.property(someSettings, someSettings, someSettings, fc.boolean(), (task, web, defaults, named) => {
      const tasks = [{ taskId: 'a', ...(named ? { repository: 'web' } : {}), ...task }];
      const repositories = { web, other: { image: 'not-mine' } };
      const [loaded] = load(JSON.stringify({ defaults, repositories, tasks })).tasks;
      const settings = expected([task, ...(named ? [web] : []), defaults]);
      expect(settingsOf(loaded)).toEqual(settings);
      const { pvcStorageSize, pvcAccessMode, pvcStorageClass } = { ...BUILT_IN, ...settings } as Settings;
      const claim = { size: pvcStorageSize, accessMode: pvcAccessMode, storageClass: pvcStorageClass };
      expect(loaded?.claim).toMatchObject(claim);
    }),
    { numRuns: 40 },
  );
});

test('what defaults and repositories say of claims is for tasks that make one, and conflicts with no other', () => {
  fc.assert(
    fc.property(someSettings, someSettings, (web, defaults) => {
      const tasks = [
        { taskId: 'parent', repository: 'web' },
        { taskId: 'existing', existingClaim: 'found', repository: 'web' },
        { taskId: 'child', parentTaskId: 'parent', repository: 'web' },
      ];
      const [parent, existing, child] = load(JSON.stringify({ defaults, repositories: { web }, tasks })).tasks;
      const { pvcStorageSize, pvcAccessMode, pvcStorageClass, pvcSubPath, claimLabels, claimAnnotations, ...others } =
        expected([web, defaults]);
      expect(settingsOf(child)).toEqual({ parentTaskId: 'parent', ...others });
      expect(child?.claim).toEqual(parent?.claim);
      expect(settingsOf(existing)).toEqual({ existingClaim: 'found', ...others });
      expect(existing?.claim).toMatchObject({ accessMode: 'ReadWriteOnce', size: undefined, storageClass: undefined });
    }),
    { numRuns: 30 },
  );
});

/** A line of tasks below a root: each inherits its parent's claim, or has a clone of it. */
const someLine = fc.record({
  clones: fc.array(fc.boolean(), { maxLength: 40 }),
  existingClaim: fc.constantFrom(undefined, 'found'),
  pvcAccessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'),
});

test('a task mounts the claim of the nearest ancestor that has one of its own, however far it is', () => {
  fc.assert(
    fc.property(someLine, ({ clones, existingClaim, pvcAccessMode }) => {
      const line = clones.map((clone, index) => ({
        taskId: `task${index + 1}`,
        parentTaskId: `task${index}`,
        done: true,
        ...(clone ? { workspace: 'clone', ...(existingClaim ? { pvcStorageSize: '9Gi' } : {}) } : {}),
      }));
      const root = {
        taskId: 'task0',
        done: true,
        pvcAccessMode,
        ...(existingClaim ? { existingClaim } : { pvcStorageSize: '9Gi' }),
      };
      const { tasks } = load(JSON.stringify({ tasks: [...line.toReversed(), root] }));
      expect(tasks).toHaveLength(line.length + 1);
      for (const [index, task] of tasks.entries()) {
        const owner = clones.slice(0, index).lastIndexOf(true) + 1;
        const own = owner > 0 || existingClaim === undefined;
        expect(task).toMatchObject({ taskId: `task${index}`, root: 'task0', depth: index });
        expect(task.claim).toMatchObject({
          name: own ? `git-repo-pvc-task${owner}` : existingClaim,
          accessMode: owner > 0 ? 'ReadWriteOnce' : pvcAccessMode,
          size: own ? '9Gi' : undefined,
        });
      }
    }),
    { numRuns: 30 },
  );
});
