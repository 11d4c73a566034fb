import type { Warning } from '../mistakes/mistake';
import type { TaskClaim } from '../settings/claim';
import { groupBy } from './group-by';
import type { Order } from './order';
import type { PlaceOf } from './place-of';
import type { Task } from './task';

/** The maximum number of tasks that a warning names. It counts the others. */
const SHOWN = 10;

/** Warnings about tasks that would run at the same time in one Git working tree. */
export function sharingWarnings(tasks: readonly Task[], order: Order, placeOf: PlaceOf): Warning[] {
  const byClaim = groupBy(tasks.filter(canRunWithOthers), ({ claim }) => treeKey(claim));
  return [...byClaim.values()]
    .flatMap((onClaim) => groupsAtTheSameTime(onClaim, order.waits))
    .map((group) => sharingWarning(group, order, placeOf));
}

/** The name of a claim with its namespace: two claims in two namespaces may have one name. */
export function claimKey({ namespace, name }: Pick<TaskClaim, 'namespace' | 'name'>): string {
  return JSON.stringify([namespace, name]);
}

/** The key of a working tree: a claim, and the folder of its volume that is mounted. */
export function treeKey(claim: TaskClaim): string {
  return JSON.stringify([claim.namespace, claim.name, claim.subPath]);
}

/** Whether a task may run while other tasks on its claim run. */
export function canRunWithOthers({
  done,
  claim,
}: Pick<Task, 'done'> & { readonly claim: Pick<TaskClaim, 'accessMode'> }): boolean {
  return !done && claim.accessMode !== 'ReadWriteOncePod';
}

/**
 * The tasks on one working tree that would run at the same time, in groups of at least two. Where children wait, the generations
 * of one family run one after the other; another family on the same claim waits for nobody.
 */
export function groupsAtTheSameTime<T extends { readonly root?: unknown; readonly depth: number }>(
  onClaim: readonly T[],
  waits: boolean,
): (readonly T[])[] {
  const isOneFamily = new Set(onClaim.map(({ root }) => root)).size === 1;
  const groups = waits && isOneFamily ? [...groupBy(onClaim, ({ depth }) => depth).values()] : [onClaim];
  return groups.filter((group) => group.length > 1);
}

function sharingWarning(group: readonly Task[], { waits, canWait }: Order, placeOf: PlaceOf): Warning {
  const [first, second] = group as [Task, Task];
  const inOrder = canWait && !waits ? 'layout: families, in which Argo CD starts a child after its parent, ' : '';
  const oneAtATime = first.claim.existing
    ? 'or give each task a claim of its own'
    : `${inOrder}pvcAccessMode: ReadWriteOncePod at the root to run them one at a time, in any order, or workspace: ` +
      'clone at a child that needs a claim of its own';
  return {
    code: 'shared-working-tree',
    message: `${nameTasks(group)} share the working tree on claim ${first.claim.name} and would run at the same time`,
    place: placeOf(first, 'taskId'),
    fix: `set done: true at the tasks that have ended, ${oneAtATime}`,
    related: [{ message: 'another of these tasks', place: placeOf(second, 'taskId') }],
  };
}

/** The ids of tasks, as a message names them. */
export function nameTasks(tasks: readonly Task[]): string {
  const ids = tasks.map(({ taskId }) => taskId);
  const more = ids.length - SHOWN;
  return more > 0 ? `${ids.slice(0, SHOWN).join(', ')} and ${more} more` : ids.join(', ');
}
