import type { WarningCode } from '../mistakes/codes';
import type { Warning } from '../mistakes/mistake';
import { findDescendant } from './find-descendant';
import { groupBy } from './group-by';
import type { PlaceOf } from './place-of';
import { claimKey, nameTasks } from './sharing';
import type { Task, TaskEntry } from './task';

/**
 * Warnings about tasks in a queue of Kueue. What they say was seen on Kueue 0.19; that a deadline begins anew is from the
 * documentation of Jobs. The layout makes no difference: Argo CD 3.5 reported a suspended Job as Healthy as soon as it was
 * resumed, and made the Job of the child while the parent ran.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job
 */
export function queueWarnings(tasks: readonly Task[], placeOf: PlaceOf): Warning[] {
  const queued = tasks.filter(({ done, queue }) => !done && queue !== undefined);
  const groups = [...groupBy(queued, ({ claim }) => claimKey(claim)).values()].filter((group) => group.length > 1);
  const byId = new Map(tasks.map((task) => [task.taskId, task]));
  const waiting = groups.filter(isOneAtATime);
  const unordered = groups.filter((group) => !isOneAtATime(group) && findDescendant(group, byId) !== undefined);
  return [
    ...warnings(
      'queue-without-requests',
      queued.filter((task) => !requestsResources(task)),
      'queue',
      placeOf,
      (names) =>
        `${names} request no resources: a quota of cpu or memory counts them as nothing, and admits all at once`,
      'set resources.requests, or give the queue a quota of pods',
    ),
    ...warnings(
      'queue-of-family',
      unordered.flat(),
      'queue',
      placeOf,
      (names) =>
        `${names} share claims and wait in a queue, which knows no families: a child may run before its parent or at the ` +
        'same time, in the layout families too, where Argo CD takes a Job that has left its queue for one that has ended',
      'add a child when its parent is done: true and its Job is gone',
    ),
    ...warnings(
      'queue-waits-for-claim',
      waiting.flat(),
      'queue',
      placeOf,
      (names) =>
        `${names} wait for claims in mode ReadWriteOncePod after their queue has admitted them: each takes a place of ` +
        'the quota while it waits, and Kueue evicts it when it waits for longer than waitForPodsReady',
      'add a child when its parent is done: true and its Job is gone',
    ),
    ...warnings(
      'queue-restarts-deadline',
      queued.filter(({ activeDeadlineSeconds }) => activeDeadlineSeconds !== undefined),
      'activeDeadlineSeconds',
      placeOf,
      (names) => `activeDeadlineSeconds of ${names} begins anew each time that the queue admits the Job`,
      'set timeout, which the agent itself counts',
    ),
  ];
}

function isOneAtATime([task]: readonly Task[]): boolean {
  return task?.claim.accessMode === 'ReadWriteOncePod';
}

/** Whether a task sets resources in any of the places in which a pod has some. */
function requestsResources({ resources, podSpec }: Task): boolean {
  const amounts = [resources, podSpec?.resources, ...(podSpec?.containers ?? []).map((one) => one.resources)];
  return amounts.some((one) => one?.requests !== undefined || one?.limits !== undefined);
}

/** One warning for each place: a queue of the defaults is one warning, and not one for each task. */
function warnings(
  code: WarningCode,
  tasks: readonly Task[],
  key: keyof TaskEntry,
  placeOf: PlaceOf,
  message: (names: string) => string,
  fix: string,
): Warning[] {
  const groups = groupBy(tasks, (task) => JSON.stringify(placeOf(task, key)));
  return [...groups.values()].map((group) => ({
    code,
    message: message(nameTasks(group)),
    place: placeOf(group[0] as Task, key),
    fix,
  }));
}
