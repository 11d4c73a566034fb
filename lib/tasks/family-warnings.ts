import type { Warning } from '../mistakes/mistake';
import { findDescendant } from './find-descendant';
import { groupBy } from './group-by';
import type { Order } from './order';
import type { PlaceOf } from './place-of';
import { claimKey, groupsAtTheSameTime, nameTasks } from './sharing';
import type { Task } from './task';

/** Warnings about tasks of one family that disturb each other although they do not run at the same time. */
export function familyWarnings(tasks: readonly Task[], order: Order, placeOf: PlaceOf): Warning[] {
  const onePodClaims = groupBy(
    tasks.filter(({ done, claim }) => !done && claim.accessMode === 'ReadWriteOncePod'),
    ({ claim }) => claimKey(claim),
  );
  const byId = new Map(tasks.map((task) => [task.taskId, task]));
  const waiting = [...onePodClaims.values()].flatMap((group) => groupsAtTheSameTime(group, order.waits));
  return [
    ...(order.waits ? [] : waiting.flatMap((group) => orderWarnings(group, byId, order, placeOf))),
    ...waiting.flatMap((group) => deadlineWarnings(group, placeOf)),
    ...groupsOnSameFiles(tasks, byId).flatMap((group) => userWarnings(group, placeOf)),
  ];
}

/** The tasks that work on the same files: those of one family, clones too, and all families on one existing claim. */
function groupsOnSameFiles(tasks: readonly Task[], byId: ReadonlyMap<string, Task>): Task[][] {
  return [...groupBy(tasks, ({ root }) => claimKey((byId.get(root) as Task).claim)).values()];
}

/**
 * Pods that wait for a ReadWriteOncePod claim get it in any order: on a real node, children ran before their root, on the
 * empty volume, and were Complete.
 */
function orderWarnings(
  group: readonly Task[],
  byId: ReadonlyMap<string, Task>,
  { canWait }: Order,
  placeOf: PlaceOf,
): Warning[] {
  const descendant = findDescendant(group, byId);
  if (descendant === undefined) {
    return [];
  }
  const [child, ancestor] = descendant;
  return [
    {
      code: 'no-order',
      message:
        `${nameTasks(group)} run one at a time on claim ${child.claim.name}, but in any order: ` +
        `${child.taskId} may run before its ${child.parentTaskId === ancestor.taskId ? 'parent' : 'ancestor'} ` +
        `${ancestor.taskId}, without its work`,
      place: placeOf(child, 'taskId'),
      fix:
        'to keep the order, add a child when its ancestors are done: true' +
        (canWait ? ', or set layout: families, in which Argo CD starts a child when its parent has succeeded' : ''),
    },
  ];
}

/** The deadline of a Job begins with the Job, and not with its pod: a task may be ended without having run. */
function deadlineWarnings(group: readonly Task[], placeOf: PlaceOf): Warning[] {
  const [task, ...others] = group.filter(({ activeDeadlineSeconds }) => activeDeadlineSeconds !== undefined);
  if (task === undefined) {
    return [];
  }
  return [
    {
      code: 'deadline-counts-waiting',
      message:
        `activeDeadlineSeconds of ${nameTasks([task, ...others])} counts the time that a task waits for claim ` +
        `${task.claim.name}, so that a task can be ended before it has run`,
      place: placeOf(task, 'activeDeadlineSeconds'),
      fix:
        'set timeout or podSpec.activeDeadlineSeconds, which do not count that time, or a deadline that leaves time for ' +
        'the tasks before',
    },
  ];
}

/** Files that root has written cannot be changed by user 1000, and Git refuses the tree of another user. */
function userWarnings(family: readonly Task[], placeOf: PlaceOf): Warning[] {
  const restricted = family.filter(({ podSecurity }) => podSecurity === 'restricted');
  const others = family.filter(({ podSecurity }) => podSecurity !== 'restricted');
  const [first] = restricted;
  const [other] = others;
  if (first === undefined || other === undefined || family.every(({ done }) => done)) {
    return [];
  }
  return [
    {
      code: 'mixed-users',
      message:
        `${nameTasks(restricted)} with podSecurity: restricted and ${nameTasks(others)} without it work on the same ` +
        'files as different users: user 1000 cannot change files whose owner is root',
      place: placeOf(first, 'podSecurity'),
      fix: 'set the same podSecurity in all of these tasks',
      related: [{ message: 'a task of the other user', place: placeOf(other, 'taskId') }],
    },
  ];
}
