import type { Task } from './task';

/** The first task of a group that has an ancestor in the group, with the nearest such ancestor. */
export function findDescendant(
  group: readonly Task[],
  byId: ReadonlyMap<string, Task>,
): readonly [task: Task, ancestor: Task] | undefined {
  const members = new Set(group);
  // A task outside of the group is followed once: above it, there is no member.
  const followed = new Set<Task>();
  for (const task of group) {
    let ancestor = parentOf(task, byId);
    while (ancestor && !members.has(ancestor) && !followed.has(ancestor)) {
      followed.add(ancestor);
      ancestor = parentOf(ancestor, byId);
    }
    if (ancestor && members.has(ancestor)) {
      return [task, ancestor];
    }
  }
  return undefined;
}

function parentOf({ parentTaskId }: Task, byId: ReadonlyMap<string, Task>): Task | undefined {
  return parentTaskId === undefined ? undefined : byId.get(parentTaskId);
}
