import type { GraphClaim, GraphTask } from '../../../lib/cli/graph';

export function claim(name: string, more: Partial<GraphClaim> = {}): GraphClaim {
  return { name, size: '1Gi', accessMode: 'ReadWriteOnce', existing: false, ...more };
}

export function task(taskId: string, more: Partial<GraphTask> = {}): GraphTask {
  return { taskId, done: false, claim: claim(`git-repo-pvc-${more.parentTaskId ?? taskId}`), ...more };
}

export const ids = (nodes: readonly { task: GraphTask }[]) => nodes.map((node) => node.task.taskId);
