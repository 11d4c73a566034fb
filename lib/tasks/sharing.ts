import type { Task } from './task';

/** At most so many families are named. */
const SHOWN = 10;

/**
 * Warnings about tasks that would run at the same time in one Git working tree.
 */
export function sharingWarnings(tasks: readonly Task[]): string[] {
  const running = tasks.filter(({ done, claim }) => !done && claim.accessMode !== 'ReadWriteOncePod');
  const byClaim = groupBy(running, ({ claim }) => `${claim.namespace ?? ''}/${claim.name}`);
  const warnings = [...byClaim.values()].filter((sharing) => sharing.length > 1).map(warning);
  const more = warnings.length - SHOWN;
  return [...warnings.slice(0, SHOWN), ...(more > 0 ? [`warning: so do the tasks of ${more} more claims`] : [])];
}

function warning(sharing: readonly Task[]): string {
  const ids = sharing.map(({ taskId }) => taskId);
  const named =
    ids.length <= SHOWN ? ids.join(', ') : `${ids.slice(0, SHOWN).join(', ')} and ${ids.length - SHOWN} more`;
  return (
    `warning: ${named} share the working tree on claim ${sharing[0]?.claim.name} and would run at the same time; ` +
    'say done: true for those that have ended, pvcAccessMode: ReadWriteOncePod at the root to run them one at a time, ' +
    'or workspace: clone for a child that needs a claim of its own'
  );
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
