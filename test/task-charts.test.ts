import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { addTaskCharts, loadTasks, type Task, TaskApp, TaskChart, type TaskChartProps } from '../lib';
import { filesOf, scratchFolder } from './support';

const folder = scratchFolder();

interface Entry {
  readonly taskId: string;
  readonly parentTaskId?: string;
  readonly workspace?: 'clone';
  readonly existingClaim?: string;
  readonly pvcAccessMode?: string;
  readonly done?: boolean;
}

function load(entries: readonly Entry[]): readonly Task[] {
  const file = join(folder, 'tasks.yaml');
  writeFileSync(file, JSON.stringify({ defaults: { pvcStorageSize: '2Gi', namespace: 'agents' }, tasks: entries }));
  return loadTasks(file).tasks;
}

/** The manifests of tasks, by file. */
function manifests(entries: readonly Entry[]): Record<string, string> {
  const outdir = join(folder, 'out');
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir);
  const app = new TaskApp({ outdir });
  addTaskCharts(app, load(entries));
  app.synth();
  return filesOf(outdir);
}

/** Tasks of any families: each is a root, on an existing claim, or the child or clone of one before it. */
const someTasks: fc.Arbitrary<Entry[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('root', 'existing', 'child', 'child', 'clone'),
      parent: fc.nat(),
      pvcAccessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'),
      done: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drawn) => {
    const entries: Entry[] = [];
    for (const [index, { kind, parent, pvcAccessMode, done }] of drawn.entries()) {
      const taskId = `task${index}`;
      const parentEntry = entries[parent % Math.max(1, entries.length)];
      const parentTaskId = parentEntry?.taskId;
      entries.push(
        kind === 'existing'
          ? { taskId, existingClaim: `claim${index}`, pvcAccessMode, done }
          : kind === 'root' || !parentEntry
            ? { taskId, pvcAccessMode, done }
            : kind === 'clone' && parentEntry.done && !parentEntry.existingClaim
              ? { taskId, parentTaskId, workspace: 'clone', pvcAccessMode, done }
              : { taskId, parentTaskId, done },
      );
    }
    // A clone needs a size where its source exists already.
    return entries.filter(({ workspace }) => workspace === undefined || !entries.some((e) => e.existingClaim));
  })
  .filter((entries) =>
    entries.every((e) => !e.parentTaskId || entries.some(({ taskId }) => taskId === e.parentTaskId)),
  );

describe('a manifest depends on its task and its ancestors alone', () => {
  test('in whatever order the tasks stand', () => {
    const shuffled = someTasks.chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    );
    fc.assert(
      fc.property(shuffled, ([entries, others]) => expect(manifests(others)).toEqual(manifests(entries))),
      { numRuns: 40 },
    );
  });

  test('whichever other tasks come and go', () => {
    const someOfThem = someTasks.chain((entries) => fc.tuple(fc.constant(entries), fc.subarray(entries)));
    fc.assert(
      fc.property(someOfThem, ([entries, drawn]) => {
        const byId = new Map(entries.map((entry) => [entry.taskId, entry]));
        const kept = new Set<Entry>();
        for (let entry of drawn as (Entry | undefined)[]) {
          for (; entry; entry = byId.get(entry.parentTaskId ?? '')) {
            kept.add(entry);
          }
        }
        expect(manifests(entries)).toMatchObject(manifests([...kept]));
      }),
      { numRuns: 40 },
    );
  });
});

test("a family of any depth mounts the root's claim, in its mode, class and namespace", () => {
  const root = fc.record({
    pvcAccessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'),
    existingClaim: fc.option(fc.constant('shared'), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), root, (depth, settings) => {
      const line = Array.from({ length: depth }, (_, n) => ({ taskId: `task${n + 1}`, parentTaskId: `task${n}` }));
      const charts = addTaskCharts(new TaskApp(), load([...line, { taskId: 'task0', ...settings }]));
      const { workspace } = charts.get(`task${depth}`) as TaskChart;
      expect(workspace.name).toBe(settings.existingClaim ?? 'git-repo-pvc-task0');
      expect(workspace).toMatchObject({ accessMode: settings.pvcAccessMode, namespace: 'agents' });
      expect(workspace.node.children).toHaveLength(0);
    }),
    { numRuns: 30 },
  );
});

test('charts may be of a class of one’s own', () => {
  class MyChart extends TaskChart {}
  const make = (scope: TaskApp, props: TaskChartProps) => new MyChart(scope, props);
  const charts = addTaskCharts(new TaskApp(), load([{ taskId: 'task1' }]), make as never);
  expect(charts.get('task1')?.constructor).toBe(MyChart);
});

test('a child before its parent is refused: a claim of its own would hold nothing of its parent', () => {
  const [parent, child] = load([{ taskId: 'parent' }, { taskId: 'child', parentTaskId: 'parent' }]) as [Task, Task];
  expect(() => addTaskCharts(new TaskApp(), [child, parent])).toThrow(
    'task child comes before its parent parent; allowed: parents first',
  );
});
