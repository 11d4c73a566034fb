import { labelKey } from '../checks/keys';
import { checkQuantity, parseQuantity } from '../checks/quantity';
import { quantity } from '../checks/shapes';
import { dnsLabel, labelValue, type TextRule } from '../checks/text';
import { checkParts, choice, integer, map, type PartProblem, record, shapeOf, text } from '../checks/zod';
import type { Problem } from '../mistakes/problem';
import type { ResourceQuantities } from '../settings/values';
import { amountsIn, containerDefaults, containerLimits, isMore } from './container-limits';
import { checkQueue, queue } from './queue-shape';
import { type KerutaApiLocation, NAMESPACE_POD_SECURITY, type PlatformSettings } from './settings';

/** The resources of a quota that are counted: objects. */
const COUNTED =
  /^(pods|persistentvolumeclaims|services(\.(loadbalancers|nodeports))?|secrets|configmaps|replicationcontrollers|resourcequotas|count\/[a-z][-a-z0-9.]*|[a-z0-9][-a-z0-9.]*\.storageclass\.storage\.k8s\.io\/persistentvolumeclaims)$/;
/** The resources of a quota that are measured: amounts. */
const MEASURED =
  /^((requests\.|limits\.)?(cpu|memory|ephemeral-storage)|(requests\.)?hugepages-[0-9A-Za-z]+|requests\.storage|requests\.[a-z0-9][-a-z0-9.]*\/[A-Za-z0-9][-A-Za-z0-9_.]*|[a-z0-9][-a-z0-9.]*\.storageclass\.storage\.k8s\.io\/requests\.storage)$/;

/** The name of something that a ResourceQuota limits. */
const quotaName: TextRule = {
  pattern: new RegExp(`${COUNTED.source}|${MEASURED.source}`),
  check: (name) =>
    COUNTED.test(name) || MEASURED.test(name)
      ? undefined
      : {
          code: 'wrong-resource',
          what: 'is not a resource of a ResourceQuota',
          allowed:
            'requests.cpu, limits.memory, requests.storage, pods, persistentvolumeclaims, count/jobs.batch and the like',
        },
};

const quota = shapeOf<ResourceQuantities>()(
  record(quotaName, quantity, 'resources to quantities').check(checkParts(checkQuota)),
);

const api = shapeOf<KerutaApiLocation>()(
  map({
    namespace: text(dnsLabel).optional(),
    podLabels: record(labelKey, text(labelValue), 'labels to their values').optional(),
    port: integer(1, 65535).optional(),
  }),
);

const settings = {
  podSecurity: choice(NAMESPACE_POD_SECURITY).optional(),
  api: api.optional(),
  quota: quota.optional(),
  queue: queue.optional(),
  containerLimits: containerLimits.optional(),
};

/** `PlatformSettings`. */
export const platformShape = shapeOf<PlatformSettings>()(
  map(settings).check(checkParts(checkTogether), checkParts(checkQueue)),
);

/** `AgentNetworkPolicyProps`. */
export const networkPolicyShape = map({ namespace: text(dnsLabel), api: api.optional() });

/** `PlatformChartProps`. */
export const platformChartShape = map({ ...settings, namespace: text(dnsLabel) }).check(
  checkParts(checkTogether),
  checkParts(checkQueue),
);

function* checkQuota(quota: ResourceQuantities): Iterable<PartProblem> {
  for (const [name, amount] of amountsIn(quota)) {
    const problem =
      checkQuantity(amount, /(memory|storage)$/.test(name) ? 'bytes' : 'other') ?? checkCount(name, amount);
    if (problem) {
      yield [[name], problem];
    }
  }
}

function checkCount(name: string, amount: string | number): Problem | undefined {
  const isWhole = (parseQuantity(String(amount)) ?? 0n) % 10n ** 9n === 0n;
  return COUNTED.test(name) && !isWhole
    ? { code: 'wrong-resource', what: 'is not an integer', allowed: 'an integer' }
    : undefined;
}

/** The resources of which a quota makes every container set a request or a limit. */
const REQUIRED_BY_QUOTA = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * Checks a quota against the limits of a container. The API server accepts both, and then refuses every pod with the
 * defaults.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
function* checkTogether({ quota, containerLimits }: PlatformSettings): Iterable<PartProblem> {
  const hard = new Map(amountsIn(quota));
  const { requests, limits } = containerDefaults(containerLimits);
  for (const [name, most] of hard) {
    const resource = name.replace(/^(requests|limits)\./, '');
    const amount = name.startsWith('limits.') ? limits.get(resource) : requests.get(resource);
    if (amount !== undefined && isMore(amount, most)) {
      const what = `${most} is less than the ${amount} that a container gets by containerLimits: no pod would start`;
      yield [['quota', name], { code: 'quota-too-small', what, allowed: `at least ${amount}` }];
    }
  }
  for (const resource of REQUIRED_BY_QUOTA) {
    const [request, limit] = [hard.get(`requests.${resource}`) ?? hard.get(resource), hard.get(`limits.${resource}`)];
    if (request !== undefined && limit !== undefined && isMore(request, limit)) {
      const what = `${limit} is less than the ${request} of the requests, which can never be used`;
      yield [['quota', `limits.${resource}`], { code: 'quota-too-small', what, allowed: `at least ${request}` }];
    }
  }
}
