import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { addTaskCharts, type Layout, loadTasks, TaskApp } from '../lib';
import { folderOf } from '../lib/settings/layout';
import { scratchFolder } from './support';

const file = join(scratchFolder(), 'tasks.yaml');

interface Entry {
  readonly taskId: string;
  readonly parentTaskId?: string;
  readonly [setting: string]: unknown;
}

/** The settings that every task of a file can take from elsewhere. No clone is smaller than its source. */
const DEFAULTS = { namespace: 'agents', pvcStorageClass: 'fast', pvcStorageSize: '2Gi', labels: { team: 'web' } };
const REPOSITORIES = {
  web: { pvcStorageSize: '3Gi', pvcAccessMode: 'ReadWriteMany', image: 'web-agent', labels: { repository: 'web' } },
  api: { timeout: 60, env: { MODE: 'test' } },
};
const CLONE = { workspace: 'clone', pvcStorageSize: '4Gi' };

/** The manifests of tasks, by the task's id: the file's path and text. */
function manifests(layout: Layout, tasks: readonly Entry[]): Map<string, { path: string; text: string }> {
  writeFileSync(file, JSON.stringify({ layout, defaults: DEFAULTS, repositories: REPOSITORIES, tasks }));
  const app = new TaskApp();
  addTaskCharts(app, loadTasks(file).tasks);
  return new Map(app.manifests().map((manifest) => [manifest.path.replace(/^.*\/|\.k8s\.yaml$/g, ''), manifest]));
}

const drawn = fc.record({
  kind: fc.constantFrom('root', 'existing', 'child', 'child', 'clone'),
  number: fc.nat(1000),
  settings: fc.record(
    {
      done: fc.boolean(),
      repository: fc.constantFrom('web', 'api'),
      logLevel: fc.constant('DEBUG'),
    },
    { requiredKeys: ['done'] },
  ),
  pvcAccessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'),
});

/** Tasks of any families: each is a root, on a claim that exists, or the child or the clone of one before it. */
const someTasks: fc.Arbitrary<Entry[]> = fc.array(drawn, { minLength: 1, maxLength: 10 }).map((all) => {
  const entries: Entry[] = [];
  for (const [index, { kind, number, settings, pvcAccessMode }] of all.entries()) {
    const parent = entries[number % Math.max(1, entries.length)];
    const common = { taskId: `task${index}`, ...settings };
    if (kind === 'existing') {
      entries.push({ ...common, existingClaim: `claim${number % 2}` });
    } else if (kind === 'root' || !parent) {
      entries.push({ ...common, pvcAccessMode });
    } else if (kind === 'clone' && parent.done) {
      entries.push({ ...common, parentTaskId: parent.taskId, ...CLONE, pvcAccessMode });
    } else {
      entries.push({ ...common, parentTaskId: parent.taskId });
    }
  }
  return entries;
});

/** A number for each task that says where it goes when the tasks are reordered, and whether it stays. */
const changes = fc.array(fc.record({ place: fc.nat(), stays: fc.boolean() }), { minLength: 10, maxLength: 10 });

/** Some of the tasks, with their ancestors, in another order. */
function change(entries: readonly Entry[], how: readonly { place: number; stays: boolean }[]): Entry[] {
  const byId = new Map(entries.map((entry, index) => [entry.taskId, { entry, ...how[index] }]));
  const kept = new Set<string>();
  for (const { entry, stays } of byId.values()) {
    for (let id = stays ? entry.taskId : undefined; id !== undefined; id = byId.get(id)?.entry.parentTaskId) {
      kept.add(id);
    }
  }
  const places = (entry: Entry) => byId.get(entry.taskId)?.place ?? 0;
  return entries.filter(({ taskId }) => kept.has(taskId)).sort((a, b) => places(a) - places(b));
}

const LAYOUTS: Layout[] = ['flat', 'families', { shards: 3 }];

describe.each(LAYOUTS)('in the layout %j', (layout) => {
  test('adding, removing and reordering other tasks changes no byte of a manifest and moves none', () => {
    const property = fc.property(someTasks, changes, (entries, how) => {
      const [all, some] = [manifests(layout, entries), manifests(layout, change(entries, how))];
      for (const [taskId, manifest] of some) {
        expect(all.get(taskId)).toEqual(manifest);
      }
    });
    fc.assert(property, { numRuns: 20 });
  });

  test('a family lies in one folder, that of its root', () => {
    const property = fc.property(someTasks, (entries) => {
      const parents = new Map(entries.map(({ taskId, parentTaskId }) => [taskId, parentTaskId]));
      for (const [taskId, { path }] of manifests(layout, entries)) {
        let root = taskId;
        for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) {
          root = parent;
        }
        expect(dirname(path)).toBe(folderOf(layout, root) ?? '.');
      }
    });
    fc.assert(property, { numRuns: 10 });
  });
});

test.each<[Layout, string, string | undefined]>([
  ['flat', 'task123', undefined],
  ['families', 'task123', 'task123'],
  [{ shards: 1 }, 'task123', 'shard-0-of-1'],
  [{ shards: 4 }, 'task123', 'shard-2-of-4'],
  [{ shards: 4 }, 'task127', 'shard-1-of-4'],
  [{ shards: 1000 }, 'task123', 'shard-58-of-1000'],
])('in the layout %j the family of %s lies in folder %s, now and for ever', (layout, root, folder) => {
  expect(folderOf(layout, root)).toBe(folder);
});

test('families spread over all shards', () => {
  const folders = Array.from({ length: 400 }, (_, index) => folderOf({ shards: 8 }, `task${index}`));
  const sizes = [...new Set(folders)].map((folder) => folders.filter((other) => other === folder).length);
  expect(sizes).toHaveLength(8);
  expect(Math.min(...sizes)).toBeGreaterThan(25);
});
