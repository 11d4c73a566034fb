import { claimName } from '../names';
import type { Task } from './task';

/** At most so many families are named. */
const SHOWN = 10;

/**
 * Warnings about tasks that would run at the same time in one Git working tree.
 *
 * @param tasks parents before their children
 */
export function sharingWarnings(tasks: readonly Task[]): string[] {
  const running = groupBy(
    tasks.filter((task) => !task.done),
    (task) => task.root,
  );
  const roots = new Map(tasks.map((task) => [task.taskId, task]));
  const byClaim = groupBy([...running.keys()], (root) => claimOf(roots.get(root) as Task));
  const shared = [...byClaim]
    .map(([claim, families]) => ({ claim, ids: families.flatMap((root) => running.get(root) ?? []) }))
    .filter(({ ids }) => ids.length > 1);
  const warnings = shared
    .filter(({ ids: [first] }) => roots.get((first as Task).root)?.pvcAccessMode !== 'ReadWriteOncePod')
    .map(({ claim, ids }) =>
      warning(
        claim.split('/')[1] as string,
        ids.map(({ taskId }) => taskId),
      ),
    );
  const more = warnings.length - SHOWN;
  return [...warnings.slice(0, SHOWN), ...(more > 0 ? [`warning: so do the tasks of ${more} more claims`] : [])];
}

function warning(claim: string, ids: readonly string[]): string {
  const named =
    ids.length <= SHOWN ? ids.join(', ') : `${ids.slice(0, SHOWN).join(', ')} and ${ids.length - SHOWN} more`;
  return (
    `warning: ${named} share the working tree on claim ${claim} and would run at the same time; ` +
    'say done: true for those that have ended, pvcAccessMode: ReadWriteOncePod at the root to run them one at a time, ' +
    'or give one a claim of its own'
  );
}

function claimOf(root: Task): string {
  return `${root.namespace ?? ''}/${root.existingClaim ?? claimName(root.taskId)}`;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(key(item), [item]);
    }
  }
  return groups;
}
