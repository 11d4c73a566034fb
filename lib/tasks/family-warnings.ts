import type { Warning } from '../mistakes/mistake';
import type { Layout } from '../settings/layout';
import { groupBy } from './group-by';
import { claimKey, nameTasks } from './sharing';
import type { Task } from './task';
import type { PlaceOf } from './warnings';

/** Warnings about tasks of one family that hinder each other although they do not run at the same time. */
export function familyWarnings(tasks: readonly Task[], layout: Layout, placeOf: PlaceOf): Warning[] {
  const onePodClaims = groupBy(
    tasks.filter(({ done, claim }) => !done && claim.accessMode === 'ReadWriteOncePod'),
    ({ claim }) => claimKey(claim),
  );
  const sharedClaims = [...onePodClaims.values()].filter((group) => group.length > 1);
  return [
    ...(layout === 'families' ? [] : sharedClaims.flatMap((group) => orderWarnings(group, placeOf))),
    ...sharedClaims.flatMap((group) => deadlineWarnings(group, placeOf)),
    ...[...groupBy(tasks, ({ root }) => root).values()].flatMap((family) => userWarnings(family, placeOf)),
  ];
}

/**
 * Pods that wait for a ReadWriteOncePod claim get it in any order: on a real node, children ran before their root, on the
 * empty volume, and were Complete.
 */
function orderWarnings(group: readonly Task[], placeOf: PlaceOf): Warning[] {
  const byId = new Map(group.map((task) => [task.taskId, task]));
  const [child] = group.filter(({ parentTaskId }) => parentTaskId !== undefined && byId.has(parentTaskId));
  if (child === undefined) {
    return [];
  }
  return [
    {
      code: 'no-order',
      message:
        `${nameTasks(group)} run one at a time on claim ${child.claim.name}, but in any order: ` +
        `${child.taskId} may run before its parent ${child.parentTaskId}, on an empty volume`,
      place: placeOf(child, 'taskId'),
      fix:
        'to keep the order, add a child when its parent is done: true, or set layout: families, in which Argo CD ' +
        'starts a child when its parent has succeeded',
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
      fix: 'set timeout, which counts from the start of the agent, or a deadline that leaves time for the tasks before',
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
      fix: 'set the same podSecurity at all tasks of a family',
      related: [{ message: 'a task of the other user', place: placeOf(other, 'taskId') }],
    },
  ];
}
