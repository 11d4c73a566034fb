import { UserError } from '../../mistakes/user-error';
import { TASK_LABEL } from '../../settings/names';
import type { Lookup } from '../live/lookup';
import type { AppTask } from './app-tasks';

/**
 * The namespace of the tasks whose manifests name none: the one in which the cluster has a Job or a claim of such a task.
 *
 * @returns undefined if the cluster has none of them
 * @throws UserError if several namespaces have them
 */
export function namespaceOfCluster(tasks: readonly AppTask[], live: Lookup): string | undefined {
  const found = tasks
    .filter(({ namespace }) => namespace === undefined)
    .flatMap(({ taskId, job, claim }) => [
      ...live.jobsOfTask(taskId),
      ...(job ? live.jobsNamed(job.metadata.name) : []),
      ...live.claimsNamed(claim).filter(({ labels }) => labels[TASK_LABEL] !== undefined),
    ])
    .map(({ namespace }) => namespace);
  const [first, ...others] = [...new Set(found)].sort();
  if (others.length > 0) {
    throw new UserError(
      `the manifests name no namespace, and several have objects of their tasks: ${[first, ...others].join(', ')}; choose ` +
        'one with --namespace NAME',
    );
  }
  return first;
}
