import { type JobNaming, jobNameOf, TASK_LABEL } from '../../settings/names';
import { groupBy } from '../../tasks/group-by';
import type { ReadTasks } from '../../tasks/load';
import type { MergedTask } from '../../tasks/merge';
import type { LiveCluster, LiveJob } from '../live';
import { trueCondition } from '../live/parts';

/**
 * The tasks that are not done and whose Job has succeeded: the Job of the run that the files say, in each namespace in which
 * the cluster has it. A task without a namespace goes wherever its manifests are applied.
 */
export function succeededTasks({ merged }: ReadTasks, { jobs }: LiveCluster): MergedTask[] {
  const byName = groupBy(jobs, ({ name }) => name);
  return merged.tasks.filter(({ settings }) => {
    const { taskId, namespace, done } = settings;
    const name = jobNameOf(settings as JobNaming);
    const found = (byName.get(name) ?? []).filter(
      (job) => job.labels[TASK_LABEL] === taskId && (namespace ?? job.namespace) === job.namespace,
    );
    return !done && found.length > 0 && found.every(hasSucceeded);
  });
}

function hasSucceeded({ conditions, isDeleted }: LiveJob): boolean {
  return !isDeleted && trueCondition(conditions, 'Complete') !== undefined;
}
