import type { TaskClaim } from '../settings/claim';
import type { Layout } from '../settings/layout';
import type { Task } from './task';

/** At most so many families are named. */
const SHOWN = 10;

/**
 * Warnings about tasks that would run at the same time in one Git working tree.
 */
export function sharingWarnings(tasks: readonly Task[], layout: Layout): string[] {
  const byClaim = groupBy(tasks.filter(takesPart), ({ claim }) => `${claim.namespace ?? ''}/${claim.name}`);
  const warnings = [...byClaim.values()].flatMap((onClaim) => atOnce(onClaim, layout)).map(warning);
  const more = warnings.length - SHOWN;
  return [
    ...warnings.slice(0, SHOWN),
    ...(more > 0 ? [`warning: so do the tasks of ${more} more claim${more === 1 ? '' : 's'}`] : []),
  ];
}

/** Whether a task may run on its claim while others do. */
export function takesPart({
  done,
  claim,
}: Pick<Task, 'done'> & { readonly claim: Pick<TaskClaim, 'accessMode'> }): boolean {
  return !done && claim.accessMode !== 'ReadWriteOncePod';
}

/**
 * Those of a claim's tasks that would run at the same time, in groups of at least two. With families the generations of
 * one run one after the other; another family on the same claim waits for nobody.
 */
export function atOnce<T extends { readonly root?: unknown; readonly depth: number }>(
  sharing: readonly T[],
  layout: Layout,
): (readonly T[])[] {
  const oneFamily = sharing.every(({ root }) => root === sharing[0]?.root);
  const groups = layout === 'families' && oneFamily ? [...groupBy(sharing, ({ depth }) => depth).values()] : [sharing];
  return groups.filter((group) => group.length > 1);
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

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
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
