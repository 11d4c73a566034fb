import type { Layout } from '../../layout';
import type { Task } from '../../tasks/task';
import { type Family, families } from './family';

/** The families of a repository's tasks. */
export function familiesOf(tasks: readonly Task[], layout: Layout): Family[] {
  const graphTasks = tasks.map(({ taskId, parentTaskId, done = false, workspace, claim }) => ({
    taskId,
    parentTaskId,
    namespace: claim.namespace,
    done,
    claim,
    clone: parentTaskId !== undefined && workspace === 'clone',
  }));
  return families(graphTasks, layout === 'families' ? 'families' : 'flat');
}
