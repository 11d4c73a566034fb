import { type Manifests, tasksOf } from '../../manifests/parse';
import { showCount } from '../../manifests/progress';
import { appliedBy, type Repository } from './applier';
import { type LiveFacts, withLive } from './live/with-live';
import type { AppliedTask } from './moves';
import { planTask } from './plan-task';
import type { Refusal, TaskPlan } from './task-plan';

/** The facts that a plan depends on besides the manifests. */
export interface PlanContext extends Repository {
  /**
   * The facts that only the live cluster knows.
   *
   * @default - the cluster is not asked
   */
  readonly live?: LiveFacts | undefined;
  /** Whether any number of tasks may be removed at once. */
  readonly allowRemovals: boolean;
  /** The ids of all tasks that still exist: a done task may have no manifest. Called only if many manifests are gone. */
  known(): ReadonlySet<string>;
  /** Whether claims of a storage class can grow; undefined if that is not known. Called only for claims that grow. */
  canExpand(storageClass: string): boolean | undefined;
}

/** Plans the effect of a push on each task, in the order of their ids. */
export function planTasks(before: Manifests, after: Manifests, context: PlanContext): TaskPlan[] {
  const old = appliedTasks(before, context);
  const now = appliedTasks(after, context, old);
  const jobOwners = new Map<string, string>();
  for (const { job, namespace, taskId } of [...old.values(), ...now.values()]) {
    const name = `${namespace}/${job?.metadata.name}`;
    if (job && !jobOwners.has(name)) {
      jobOwners.set(name, taskId);
    }
  }
  const folders = new Set([...now.values()].map(({ folder }) => folder));
  const removals = tooManyRemovals(old, now, context);
  return [...new Set([...old.keys(), ...now.keys()])].sort(naturally).map((id, index, ids) => {
    showCount('comparing tasks', index, ids.length);
    const ofFiles = planTask(old.get(id), now.get(id), { jobOwners, folders, canExpand: context.canExpand });
    const plan = context.live ? withLive(ofFiles, old.get(id), now.get(id), context.live) : ofFiles;
    return removals?.ids.has(id) ? { ...plan, actions: [], what: [], refusals: [removals.refusal] } : plan;
  });
}

/**
 * The tasks of manifests, with their destinations.
 *
 * @param old the tasks before: what has moved to a folder that nobody applies yet is taken over from where it was
 */
export function appliedTasks(
  manifests: Manifests,
  repository: Repository,
  old?: ReadonlyMap<string, AppliedTask>,
): Map<string, AppliedTask> {
  return new Map(
    [...tasksOf(manifests)].map(([id, task]) => {
      const applied = appliedBy(task, repository);
      const before = applied.appliers.length === 0 ? old?.get(id) : undefined;
      const { appliers, engines, namespace } = before ?? applied;
      return [id, { ...task, ...applied, appliers, engines, namespace: applied.namespace || namespace }];
    }),
  );
}

/** The removed tasks, if they are so many that their removal may be an accident: more than 3 and more than a quarter. */
function tooManyRemovals(
  old: ReadonlyMap<string, AppliedTask>,
  now: ReadonlyMap<string, AppliedTask>,
  { allowRemovals, known }: PlanContext,
): { ids: ReadonlySet<string>; refusal: Refusal } | undefined {
  const tasks = [...old.keys()].filter((id) => old.get(id)?.isTask);
  const tooMany = (ids: readonly string[]) => ids.length > 3 && ids.length > tasks.length / 4;
  const unmade = tasks.filter((id) => !now.has(id));
  if (allowRemovals || !tooMany(unmade)) {
    return undefined;
  }
  const there = known();
  const gone = unmade.filter((id) => !there.has(id));
  const refusal: Refusal = {
    code: 'many-removals',
    reason: `is removed, with ${gone.length} of ${tasks.length} tasks at once`,
    fix: 'check that every file of tasks is there; to remove the tasks, add --allow-removals',
  };
  return tooMany(gone) ? { ids: new Set(gone), refusal } : undefined;
}

/** `task-2` before `task-10`. */
const naturally = new Intl.Collator('en', { numeric: true }).compare;
