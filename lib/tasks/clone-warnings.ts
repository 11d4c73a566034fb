import type { Warning } from '../mistakes/mistake';
import { isClone } from '../settings/claim';
import type { Order } from './order';
import type { PlaceOf } from './place-of';
import type { Task } from './task';

/**
 * Warnings about clones that may be empty. In the `families` layout a child may clone the claim of a parent that is not
 * done, since Argo CD makes the child's claim when the parent has succeeded. A tool that does not wait makes both claims at
 * once: with kubectl, a clone was made one second after its source, before the agent of the parent ran, and stayed empty.
 */
export function cloneWarnings(tasks: readonly Task[], { waits }: Order, placeOf: PlaceOf): Warning[] {
  const running = new Set(tasks.filter(({ done }) => !done).map(({ taskId }) => taskId));
  const clones = tasks.filter((task) => !task.done && isClone(task) && running.has(task.parentTaskId as string));
  const [first, ...others] = waits ? clones : [];
  if (first === undefined) {
    return [];
  }
  const more = others.length === 0 ? '' : `, and so are ${others.length} more`;
  return [
    {
      code: 'clone-before-parent',
      message:
        `the claim of ${first.taskId} is a clone of the claim of ${first.parentTaskId}, which is not done${more}: ` +
        'with kubectl or Flux, which do not wait for the parent, the clone is empty',
      place: placeOf(first, 'parentTaskId'),
      fix: 'apply the manifests with Argo CD, or add the clone when the parent is done: true and its Job is gone',
    },
  ];
}
