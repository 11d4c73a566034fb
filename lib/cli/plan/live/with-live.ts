import type { Lookup } from '../../live/lookup';
import type { AppliedTask } from '../moves';
import type { RefusalCode, TaskPlan } from '../task-plan';
import { claimFacts } from './claim';
import { jobFacts } from './job';

/** The live cluster that a plan asks, and the ids of tasks whose manifests were once committed and have left the folder. */
export interface LiveFacts {
  readonly lookup: Lookup;
  readonly removed: ReadonlySet<string>;
}

/**
 * The plan for a task with what only the live cluster knows. A claim that is larger in the cluster than in the manifests is
 * refused also where nothing of the task changes: one such claim keeps the push from being applied.
 */
export function withLive(
  plan: TaskPlan,
  before: AppliedTask | undefined,
  after: AppliedTask | undefined,
  { lookup, removed }: LiveFacts,
): TaskPlan {
  const claim = after?.claim;
  const live = after && claim && lookup.claim(after.namespace, claim.metadata.name);
  const ofClaim = claim && live ? claimFacts(claim, live, lookup) : { refusals: [], notes: [] };
  const ofJob = jobFacts(after, before, plan.actions, lookup);
  // A refusal that follows from the files alone is not repeated.
  const said = new Set<RefusalCode>(
    plan.refusals.map(({ code }) => (code === 'claim-shrinks' ? 'claim-larger' : code)),
  );
  const refusals = [...plan.refusals, ...ofClaim.refusals.filter(({ code }) => !said.has(code)), ...ofJob.refusals];
  if (refusals.length > 0) {
    return { ...plan, actions: [], what: [], refusals };
  }
  if (plan.actions.length === 0) {
    return plan;
  }
  const again =
    plan.actions.includes('create') && removed.has(plan.taskId)
      ? ['the task has run before: its manifest was once committed, and has left the folder since']
      : [];
  return { ...plan, what: [...plan.what, ...ofClaim.notes, ...ofJob.notes, ...again] };
}
