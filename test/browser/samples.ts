import type { TaskClaim } from '../../lib/settings/claim';
import type { Task } from '../../lib/tasks/task';

/** A family of three: one claim, two tasks on it still to run. */
export const THREE: readonly Task[] = [
  task('task123', { done: true }),
  task('task124', { parentTaskId: 'task123' }),
  task('task125', { parentTaskId: 'task123' }),
].reduce(withParentsClaim, []);

/** Every way of sharing, and every text at its longest. */
export function sixty(): readonly Task[] {
  const longId = 'migrate-the-payment-service-to-the-new-ledger-api-01';
  const longClaim = `${'archive.'.repeat(31)}claim`;
  const shared = existingClaim('existing-pvc-name', 'ReadWriteMany');
  return [
    ...THREE,
    task(longId, { storageClass: `${'fast-replicated-'.repeat(15)}ssd`, namespace: 'payments' }),
    task('payment-ledger-docs', { parentTaskId: longId }),
    task('task456', { existing: shared }),
    task('task457', { existing: shared }),
    task('task458', { parentTaskId: 'task456' }),
    task('archived', { existing: existingClaim(longClaim, 'ReadWriteOnce'), done: true }),
    task('one-pod', { accessMode: 'ReadWriteOncePod', size: '512Mi' }),
    task('one-pod-child', { parentTaskId: 'one-pod' }),
    task('base', { done: true, size: '20Gi', storageClass: 'csi-ssd' }),
    task('base-tests', { parentTaskId: 'base' }),
    task('experiment-a', { parentTaskId: 'base', clone: true }),
    task('experiment-a-tests', { parentTaskId: 'experiment-a' }),
    task('experiment-a-deeper', { parentTaskId: 'experiment-a', clone: true }),
    task('experiment-b', { parentTaskId: 'base', clone: true, done: true }),
    task('base-docs', { parentTaskId: 'base', done: true }),
    ...chain('chain', 6),
    ...many(36),
  ].reduce(withParentsClaim, []);
}

/** As many tasks as asked for, in families of many shapes; the same for the same number. */
export function many(count: number): readonly Task[] {
  const tasks: Task[] = [];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  while (tasks.length < count) {
    const root = `agent-${String(tasks.length + 1).padStart(4, '0')}`;
    const size = Math.min([1, 1, 2, 3, 3, 4, 6, 9, 14][random(9)] as number, count - tasks.length);
    const family: Task[] = [
      task(root, { done: random(3) > 0, size: `${1 + random(4)}Gi`, storageClass: random(2) ? 'standard' : undefined }),
    ];
    for (let i = 1; i < size; i++) {
      const parent = family[random(family.length)] as Task;
      family.push(task(`${root}-${i}`, { parentTaskId: parent.taskId, done: parent.done === true && random(3) > 0 }));
    }
    tasks.push(...family.reduce(withParentsClaim, []));
  }
  return tasks;
}

/** One family: a root that is done, and its children. */
export function wide(count: number): readonly Task[] {
  const children = Array.from({ length: count - 1 }, (_, i) => task(`child-${i + 1}`, { parentTaskId: 'root' }));
  return [task('root', { done: true }), ...children].reduce(withParentsClaim, []);
}

function chain(name: string, length: number): Task[] {
  return Array.from({ length }, (_, i) =>
    task(`${name}-${i + 1}`, { done: i < length - 1, parentTaskId: i > 0 ? `${name}-${i}` : undefined }),
  );
}

interface Options {
  parentTaskId?: string;
  namespace?: string;
  done?: boolean;
  clone?: boolean;
  size?: string;
  accessMode?: TaskClaim['accessMode'];
  storageClass?: string;
  existing?: TaskClaim;
}

function task(taskId: string, options: Options): Task {
  const { parentTaskId, namespace, done, clone, size = '1Gi', accessMode = 'ReadWriteOnce', storageClass } = options;
  const own = { name: `git-repo-pvc-${taskId}`, namespace, size, accessMode, storageClass, existing: false };
  const claim = options.existing ?? own;
  return { taskId, root: taskId, depth: 0, parentTaskId, done, claim, ...(clone ? { workspace: 'clone' } : {}) };
}

function existingClaim(name: string, accessMode: TaskClaim['accessMode']): TaskClaim {
  return { name, namespace: undefined, size: undefined, storageClass: undefined, accessMode, existing: true };
}

/** A child mounts its parent's claim; its clone is as large and of the same class. */
function withParentsClaim(before: readonly Task[], task: Task): readonly Task[] {
  const parent = before.find((other) => other.taskId === task.parentTaskId);
  if (!parent) return [...before, task];
  const claim = task.workspace === 'clone' ? { ...parent.claim, name: task.claim.name } : parent.claim;
  return [...before, { ...task, claim }];
}
