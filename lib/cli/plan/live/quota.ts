import { parseQuantity } from '../../../checks/quantity';
import { claimSpecOf, type ManifestObject } from '../../../manifests/parse';
import type { Lookup } from '../../live/lookup';
import type { AppliedTask } from '../moves';
import type { TaskPlan } from '../task-plan';
import { formatQuantity, requestsOf } from '../usage';

/** A resource that a quota of the cluster limits, and that the push asks for. */
export interface QuotaPlan {
  readonly namespace: string;
  readonly quota: string;
  readonly resource: string;
  readonly used: string;
  readonly hard: string;
  /** The amount that the push adds: the Jobs and claims that the cluster does not have yet. */
  readonly added: string;
  readonly exceeds: boolean;
}

/** The quotas of the namespaces in which a push makes Jobs and claims. */
export function quotasOf(
  plans: readonly TaskPlan[],
  after: ReadonlyMap<string, AppliedTask>,
  lookup: Lookup,
): QuotaPlan[] {
  return lookup.cluster.quotas.flatMap((quota) => {
    const added = addedTo(quota.namespace, plans, after, lookup);
    return Object.entries(quota.hard).flatMap(([resource, hard]): QuotaPlan[] => {
      const amount = added.get(resource) ?? added.get(SAME_AS[resource] ?? '') ?? 0n;
      const used = quota.used[resource] ?? '0';
      if (amount === 0n) {
        return [];
      }
      const exceeds = nano(used) + amount > nano(hard);
      const kind = resource.replace(/^requests\./, '');
      const { namespace, name } = quota;
      return [{ namespace, quota: name, resource, used, hard, added: formatQuantity(amount, kind), exceeds }];
    });
  });
}

/** Two names of one resource. @see https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
const SAME_AS: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'count/pods': 'pods',
  'count/persistentvolumeclaims': 'persistentvolumeclaims',
};

const ONE = 10n ** 9n;

function addedTo(
  namespace: string,
  plans: readonly TaskPlan[],
  after: ReadonlyMap<string, AppliedTask>,
  lookup: Lookup,
): Map<string, bigint> {
  const sum = new Map<string, bigint>();
  const add = (resource: string, amount: bigint) => sum.set(resource, (sum.get(resource) ?? 0n) + amount);
  for (const { taskId, actions } of plans) {
    const task = after.get(taskId);
    if (actions.length === 0 || task?.namespace !== namespace) {
      continue;
    }
    const { job, claim } = task;
    if (job && !lookup.job(namespace, job.metadata.name)) {
      add('count/jobs.batch', ONE);
      add('pods', ONE);
      for (const [resource, amount] of requestsOf(job)) {
        add(`requests.${resource}`, amount);
      }
    }
    if (claim && !lookup.claim(namespace, claim.metadata.name)) {
      add('persistentvolumeclaims', ONE);
      add('requests.storage', sizeOf(claim));
    }
  }
  return sum;
}

function sizeOf(claim: ManifestObject): bigint {
  return nano(String(claimSpecOf(claim).resources?.requests?.storage ?? 0));
}

function nano(quantity: string): bigint {
  return parseQuantity(quantity) ?? 0n;
}

/** The lines for people: each resource with its limit. */
export function quotaText(quotas: readonly QuotaPlan[]): string {
  const lines = quotas.map(({ namespace, quota, resource, used, hard, added, exceeds }) => {
    const verdict = exceeds ? 'exceeds the quota' : 'fits';
    return `  ${namespace}/${quota}  ${resource}: ${used} of ${hard} used, the push adds ${added}: ${verdict}\n`;
  });
  const note = quotas.some(({ exceeds }) => exceeds)
    ? '  The API server refuses claims and Jobs above a quota; pods above a quota wait until others have ended\n'
    : '';
  return `Quotas of the cluster:\n${lines.join('')}${note}`;
}
