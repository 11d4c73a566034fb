import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  addTaskCharts,
  type ITaskWorkspace,
  loadTasks,
  MistakesError,
  TaskApp,
  TaskChart,
  type TaskClaim,
  type TaskSettings,
} from '../../lib';
import { scratchFolder } from '../support';

/*
 * A task's claim is the same whether the task is read from tasks.yaml or made in TypeScript, and what one of them
 * refuses, the other refuses too.
 */

const file = join(scratchFolder(), 'tasks.yaml');

/** Mostly no value: of many settings together most are mistaken. */
const some = <T>(...values: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });

const claimSettings = {
  pvcStorageSize: some('1Gi', '2Gi', '2048Mi', '3Gi'),
  pvcAccessMode: some('ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'),
  pvcStorageClass: some('fast', 'slow'),
};

const drawn = fc.record({
  parent: fc.option(fc.nat(7), { freq: 4, nil: undefined }),
  workspace: some('inherit', 'clone', 'clone'),
  existingClaim: some('shared', 'other'),
  namespace: some('agents', 'other'),
  done: fc.boolean(),
  ...claimSettings,
});

/** Tasks, each of them a root or the child of one before it. */
const trees = fc.array(drawn, { minLength: 1, maxLength: 8 }).map((all) => {
  const tasks: TaskSettings[] = [];
  for (const [index, { parent, ...settings }] of all.entries()) {
    const parentTask = parent === undefined ? undefined : tasks[parent];
    // A construct takes the namespace of its parent where none is named; tasks.yaml wants it to be written.
    const namespace = settings.namespace ?? parentTask?.namespace;
    tasks.push({ ...settings, taskId: `task${index}`, namespace, parentTaskId: parentTask?.taskId } as TaskSettings);
  }
  return tasks;
});

/** The same tasks without most of the contradictions. */
const rightTrees = trees.map((tree) => {
  const namespaces = new Map<string | undefined, string | undefined>();
  return tree.map(({ taskId, parentTaskId, workspace, existingClaim, namespace, pvcAccessMode, ...rest }) => {
    const child = { taskId, parentTaskId, workspace, namespace: namespaces.get(parentTaskId) };
    const made = { taskId, namespace, pvcAccessMode, ...rest };
    const root = existingClaim === undefined ? made : { taskId, namespace, pvcAccessMode, existingClaim };
    const task = parentTaskId === undefined ? root : workspace === 'clone' ? { ...child, pvcAccessMode } : child;
    namespaces.set(taskId, task.namespace);
    return task as TaskSettings;
  });
});

/** A file with one task a line. With families, a clone may have a parent that is not done. */
function write(tasks: readonly TaskSettings[], defaults: object): void {
  const lines = tasks.map((task) => JSON.stringify(task)).join(',\n');
  writeFileSync(file, `{ layout: families, defaults: ${JSON.stringify(defaults)}, tasks: [\n${lines}\n] }\n`);
}

const claimOfWorkspace = ({
  name,
  namespace,
  accessMode,
  size,
  storageClass,
  subPath,
  existing,
}: ITaskWorkspace): TaskClaim => ({ name, namespace, accessMode, size, storageClass, subPath, existing });

/** The messages of loadTasks, by the index of the task. */
function refusalsOfFile(): Map<number, string[]> {
  const refusals = new Map<number, string[]>();
  try {
    loadTasks(file);
  } catch (error) {
    if (!(error instanceof MistakesError)) {
      throw error;
    }
    for (const { place, message } of error.mistakes) {
      const index = (place as NonNullable<typeof place>).start.line - 2;
      refusals.set(index, [...(refusals.get(index) ?? []), message]);
    }
  }
  return refusals;
}

/** The message of each task whose chart is refused. A task whose parent was refused has none. */
function refusalsOfCharts(tasks: readonly TaskSettings[]): Map<number, string> {
  const app = new TaskApp();
  const charts = new Map<string | undefined, TaskChart>();
  const refusals = new Map<number, string>();
  for (const [index, { parentTaskId, ...settings }] of tasks.entries()) {
    const parentWorkspace = charts.get(parentTaskId)?.workspace;
    if (parentTaskId === undefined || parentWorkspace) {
      try {
        charts.set(settings.taskId, new TaskChart(app, { ...settings, parentWorkspace }));
      } catch (error) {
        refusals.set(index, (error as Error).message);
      }
    }
  }
  return refusals;
}

test('the claim that loadTasks gives a task is the claim that its construct mounts', () => {
  let passed = 0;
  const property = fc.property(rightTrees, fc.record(claimSettings), (tree, defaults) => {
    write(tree, defaults);
    if (refusalsOfFile().size > 0) {
      return;
    }
    passed += 1;
    const { tasks } = loadTasks(file);
    const charts = addTaskCharts(new TaskApp(), tasks);
    for (const { taskId, claim } of tasks) {
      expect(claimOfWorkspace((charts.get(taskId) as TaskChart).workspace)).toEqual(claim);
    }
  });
  fc.assert(property, { numRuns: 100 });
  expect(passed).toBeGreaterThan(15);
});

test('a claim is refused in tasks.yaml if, and only if, its construct is refused, in the same words', () => {
  let refused = 0;
  const property = fc.property(trees, (tree) => {
    write(tree, {});
    const [ofFile, ofCharts] = [refusalsOfFile(), refusalsOfCharts(tree)];
    expect(ofCharts.size > 0).toBe(ofFile.size > 0);
    for (const [index, message] of ofCharts) {
      refused += 1;
      for (const line of message.split('\n')) {
        const words = line.replace(/^\[\S+\] /, '');
        expect((ofFile.get(index) ?? []).some((mistake) => words.startsWith(mistake))).toBe(true);
      }
    }
  });
  fc.assert(property, { numRuns: 100 });
  expect(refused).toBeGreaterThan(15);
});
