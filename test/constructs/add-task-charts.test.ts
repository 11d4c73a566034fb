import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { addTaskCharts, loadTasks, MistakesError, type Task, TaskApp, TaskChart, type TaskChartProps } from '../../lib';
import { scratchFolder } from '../support';

const folder = scratchFolder();

function load(tasks: readonly object[]): readonly Task[] {
  const file = join(folder, 'tasks.yaml');
  writeFileSync(file, JSON.stringify({ defaults: { pvcStorageSize: '2Gi', namespace: 'agents' }, tasks }));
  return loadTasks(file).tasks;
}

test("a family of any depth mounts the root's claim, in its mode, class and namespace", () => {
  const root = fc.record({
    pvcAccessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'),
    existingClaim: fc.option(fc.constant('shared'), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 25 }), root, (depth, settings) => {
      const line = Array.from({ length: depth }, (_, n) => ({ taskId: `task${n + 1}`, parentTaskId: `task${n}` }));
      const charts = addTaskCharts(new TaskApp(), load([...line, { taskId: 'task0', ...settings }]));
      const { workspace } = charts.get(`task${depth}`) as TaskChart;
      expect(workspace.name).toBe(settings.existingClaim ?? 'git-repo-pvc-task0');
      expect(workspace).toMatchObject({ accessMode: settings.pvcAccessMode, namespace: 'agents' });
      expect(workspace.node.children).toHaveLength(0);
    }),
    { numRuns: 15 },
  );
});

test('what the checks of tasks.yaml let pass synthesizes', () => {
  // Mostly nothing: of many settings together most are mistaken.
  const some = <T>(...values: T[]) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
  const shared = {
    workspace: some('inherit', 'clone'),
    pvcStorageSize: some('1Gi', '2Gi'),
    pvcAccessMode: some('ReadWriteMany', 'ReadWriteOncePod'),
    pvcStorageClass: some('fast'),
    namespace: some('agents'),
    timeout: some(5),
    activeDeadlineSeconds: some(3600),
  };
  const more = {
    parentTaskId: some('a', 'b'),
    existingClaim: some('there', 'git-repo-pvc-a'),
    repository: some('web'),
    done: some(true, false),
  };
  const file = fc.record({
    layout: some<unknown>('flat', 'families', { shards: 2 }),
    defaults: fc.record(shared),
    repositories: fc.record({ web: fc.record(shared) }),
    tasks: fc.tuple(...['a', 'b', 'c'].map((taskId) => fc.record({ taskId: fc.constant(taskId), ...shared, ...more }))),
  });
  let passed = 0;
  fc.assert(
    fc.property(file, (text) => {
      writeFileSync(join(folder, 'tasks.yaml'), JSON.stringify(text));
      let tasks: readonly Task[];
      try {
        tasks = loadTasks(join(folder, 'tasks.yaml')).tasks;
      } catch (error) {
        expect(error).toBeInstanceOf(MistakesError);
        return;
      }
      passed += 1;
      const app = new TaskApp();
      addTaskCharts(app, tasks);
      app.manifests();
    }),
    { numRuns: 200 },
  );
  expect(passed).toBeGreaterThan(40);
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
