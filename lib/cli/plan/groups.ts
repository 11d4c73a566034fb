import type { TaskPlan } from './task-plan';

/** Tasks with the same plan. */
export interface TaskGroup {
  /** The plan of one of the tasks. In a group of several tasks, its sentences have `{taskId}` in place of the id. */
  readonly plan: TaskPlan;
  readonly ids: readonly string[];
}

/**
 * Groups tasks whose plans differ only in the ids within the names of Jobs and claims: a changed default for thousands of
 * tasks is one group.
 */
export function groupPlans(tasks: readonly TaskPlan[]): TaskGroup[] {
  const groups = new Map<string, { readonly plans: TaskPlan[] }>();
  for (const task of tasks) {
    const key = templateOf(task);
    const group = groups.get(key);
    if (group) {
      group.plans.push(task);
    } else {
      groups.set(key, { plans: [task] });
    }
  }
  return [...groups].map(([template, { plans }]) => {
    const [only] = plans as [TaskPlan];
    const ids = plans.map(({ taskId }) => taskId);
    return ids.length === 1 ? { plan: only, ids } : { plan: { ...only, ...JSON.parse(template) }, ids };
  });
}

/** The parts of a plan that a person reads, with the id of the task as `{taskId}`. */
function templateOf({ taskId, actions, what, changes, refusals }: TaskPlan): string {
  const text = JSON.stringify({ actions, what, changes, refusals });
  return text.replace(
    new RegExp(`(keruta-job-|git-repo-pvc-)${taskId.replaceAll('.', '\\.')}(?![a-z0-9])`, 'g'),
    '$1{taskId}',
  );
}
