import { resourceName } from '../checks/keys';
import { checkQuantities } from '../checks/resources';
import { quantity } from '../checks/shapes';
import { dnsLabel, type TextRule } from '../checks/text';
import { checkParts, map, type PartProblem, record, shapeOf, text } from '../checks/zod';
import type { ResourceQuantities } from '../settings/values';
import { amountsIn, containerDefaults, isMore } from './container-limits';
import type { PlatformSettings, QueueSettings } from './settings';

/** The resource by which Kueue counts pods. */
const PODS = 'pods';

/** The name of a resource that Kueue counts: pods, and what a container requests. */
const queuedResource: TextRule = {
  pattern: new RegExp(`^${PODS}$|${resourceName.pattern?.source}`),
  check(name) {
    const problem = name === PODS ? undefined : resourceName.check(name);
    return problem && { ...problem, what: 'is not a resource of a queue', allowed: `${PODS}, ${problem.allowed}` };
  },
};

/** `QueueSettings`. */
export const queue = shapeOf<QueueSettings>()(
  map({
    name: text(dnsLabel).optional(),
    quota: record(queuedResource, quantity, 'resources to quantities').check(checkParts(checkQuota)),
  }),
);

function* checkQuota(quota: ResourceQuantities): Iterable<PartProblem> {
  yield* checkQuantities(quota);
  const pods = amountsIn(quota).find(([name]) => name === PODS)?.[1];
  if (pods !== undefined && !/^\d+$/.test(String(pods))) {
    yield [[PODS], { code: 'wrong-resource', what: 'is not an integer', allowed: 'an integer' }];
  }
  if (Object.keys(quota).length === 0) {
    const fix = 'set pods, the number of agents at the same time';
    yield [[], { code: 'missing-key', what: 'names no resource', allowed: 'at least one resource', fix }];
  }
}

/**
 * Checks the quota of a queue against the limits of a container. Kueue counts what a LimitRange gives to a container, and
 * never admits a Job that requests more than the whole quota, or a resource that is not in the quota.
 */
export function* checkQueue({ queue: settings, containerLimits }: PlatformSettings): Iterable<PartProblem> {
  const named = Object.keys(settings?.quota ?? {});
  const most = new Map(amountsIn(settings?.quota));
  for (const [name, amount] of containerDefaults(containerLimits).requests) {
    const limit = most.get(name);
    if (limit !== undefined && isMore(amount, limit)) {
      const what = `${limit} is less than the ${amount} that a container gets by containerLimits: no Job would be admitted`;
      yield [['queue', 'quota', name], { code: 'quota-too-small', what, allowed: `at least ${amount}` }];
    } else if (named.length > 0 && !named.includes(name)) {
      const what = `has no ${name}, of which a container gets ${amount} by containerLimits: no Job would be admitted`;
      yield [['queue', 'quota'], { code: 'quota-too-small', what, allowed: `${name}: at least ${amount}` }];
    }
  }
}
