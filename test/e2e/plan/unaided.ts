import { planTasks } from '../../../lib/cli/plan/plan-tasks';
import type { TaskPlan } from '../../../lib/cli/plan/task-plan';
import type { ManifestObject, Manifests } from '../../../lib/manifests/parse';

/** The plans where no GitOps engine is told to ignore anything, and nothing is known of the cluster. */
export function plansUnaided(before: Manifests, after: Manifests): TaskPlan[] {
  return planTasks(before, after, {
    appliers: [],
    engines: [],
    output: 'dist',
    allowRemovals: false,
    known: () => new Set(),
    canExpand: () => undefined,
  });
}

/** The plans for one object. */
export function plansOfObject(before: object, after: object): TaskPlan[] {
  const manifests = (object: object) => new Map([['row.k8s.yaml', [object as ManifestObject]]]);
  return plansUnaided(manifests(before), manifests(after));
}
