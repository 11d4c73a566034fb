import { isClone } from '../../settings/claim';
import type { Layout } from '../../settings/layout';
import type { Task } from '../../tasks/task';
import { type Family, families } from './family';

/** The families of a repository's tasks. */
export function familiesOf(tasks: readonly Task[], layout: Layout): Family[] {
  const graphTasks = tasks.map((task) => ({
    taskId: task.taskId,
    parentTaskId: task.parentTaskId,
    namespace: task.claim.namespace,
    done: task.done === true,
    claim: task.claim,
    clone: isClone(task),
  }));
  return families(graphTasks, layout === 'families' ? 'families' : 'flat');
}
