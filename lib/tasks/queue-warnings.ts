import type { WarningCode } from '../mistakes/codes';
import type { Warning } from '../mistakes/mistake';
import { groupBy } from './group-by';
import type { PlaceOf } from './place-of';
import { claimKey, nameTasks } from './sharing';
import type { Task, TaskEntry } from './task';

/**
 * Warnings about tasks in a queue of Kueue. The first and the second were seen on Kueue 0.19; the third is from the
 * documentation of Jobs.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job
 */
export function queueWarnings(tasks: readonly Task[], placeOf: PlaceOf): Warning[] {
  const queued = tasks.filter(({ done, queue }) => !done && queue !== undefined);
  const families = [...groupBy(queued, ({ claim }) => claimKey(claim)).values()].filter((group) => group.length > 1);
  return [
    ...warnings(
      'queue-without-requests',
      queued.filter(({ resources }) => resources?.requests === undefined && resources?.limits === undefined),
      'queue',
      placeOf,
      (names) =>
        `${names} request no resources: a quota of cpu or memory counts them as nothing, and admits all at once`,
      'set resources.requests, or give the queue a quota of pods',
    ),
    ...families.flatMap((group) =>
      warnings(
        'queue-of-family',
        group,
        'queue',
        placeOf,
        (names) =>
          `${names} share a claim and a queue, which admits them in any order: a child may run before its parent`,
        'add a child when its parent is done: true',
      ),
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
