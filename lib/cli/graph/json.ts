import type { Family, TaskNode } from './family';

/** A family as `--json` prints it. */
export function toJson({ tasks, workspaces, concurrentGroups }: Family): object {
  const ids = (nodes: readonly TaskNode[]) => nodes.map(({ task }) => task.taskId);
  return {
    claims: workspaces.map(({ claim, clonedFrom, tasks }) => ({
      name: claim.name,
      namespace: claim.namespace,
      size: claim.size,
      accessMode: claim.accessMode,
      storageClass: claim.storageClass,
      existing: claim.existing,
      clonedFrom: clonedFrom?.name,
      tasks: ids(tasks),
    })),
    tasks: tasks.map(({ task, workspace }) => ({
      taskId: task.taskId,
      parentTaskId: task.parentTaskId,
      done: task.done === true,
      claim: workspace.claim.name,
      subPath: task.claim.subPath,
    })),
    concurrentGroups: concurrentGroups.map((group) => ids(group.tasks)),
  };
}
