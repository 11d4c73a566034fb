import { labelKey } from '../checks/keys';
import { checkQuantity, compareQuantities, parseQuantity } from '../checks/quantity';
import { isAmount, isExtended, isHugePages } from '../checks/resources';
import { quantities, quantity } from '../checks/shapes';
import { dnsLabel, labelValue, type TextRule } from '../checks/text';
import { choice, map, record, text, wholeNumber, wrongsAt } from '../checks/zod';
import type { Problem } from '../mistakes/problem';
import type { ResourceQuantities } from '../settings/values';
import type { ContainerLimits } from './settings';

/** What a quota counts in whole pieces. */
const COUNTED =
  /^(pods|persistentvolumeclaims|services(\.(loadbalancers|nodeports))?|secrets|configmaps|replicationcontrollers|resourcequotas|count\/[a-z][-a-z0-9.]*|[a-z0-9][-a-z0-9.]*\.storageclass\.storage\.k8s\.io\/persistentvolumeclaims)$/;
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
            'requests.cpu, limits.memory, requests.storage, pods, persistentvolumeclaims, count/jobs.batch and such',
        },
};

const quota = record(quotaName, quantity, 'a map from resources to quantities').check(wrongsAt(quotaWrongs));

const containerLimits = map({
  default: quantities.optional(),
  defaultRequest: quantities.optional(),
  max: quantities.optional(),
}).check(wrongsAt(limitWrongs));

const api = map({
  namespace: text(dnsLabel).optional(),
  podLabels: record(labelKey, text(labelValue), 'a map from labels to their values').optional(),
  port: wholeNumber(1, 65535).optional(),
});

const settings = {
  podSecurity: choice(['baseline', 'restricted']).optional(),
  api: api.optional(),
  quota: quota.optional(),
  containerLimits: containerLimits.optional(),
};

/** `PlatformSettings`. */
export const platformShape = map(settings);

/** `AgentNetworkPolicyProps`. */
export const networkPolicyShape = map({ namespace: text(dnsLabel), api: api.optional() });

/** `PlatformChartProps`. */
export const platformChartShape = map({ ...settings, namespace: text(dnsLabel) });

function* quotaWrongs(quota: ResourceQuantities): Iterable<[path: string[], wrong: Problem]> {
  for (const [name, amount] of amountsIn(quota)) {
    const wrong = checkQuantity(amount, /(memory|storage)$/.test(name) ? 'bytes' : 'other') ?? pieces(name, amount);
    if (wrong) {
      yield [[name], wrong];
    }
  }
}

function pieces(name: string, amount: string | number): Problem | undefined {
  const whole = (parseQuantity(String(amount)) ?? 0n) % 10n ** 9n === 0n;
  return COUNTED.test(name) && !whole
    ? { code: 'wrong-resource', what: 'is not a whole number', allowed: 'a whole number' }
    : undefined;
}

/** Kubernetes refuses a LimitRange whose own values break each other. */
function* limitWrongs(limits: ContainerLimits): Iterable<[path: string[], wrong: Problem]> {
  const order = [
    ['defaultRequest', 'default'],
    ['defaultRequest', 'max'],
    ['default', 'max'],
  ] as const;
  for (const [less, more] of order) {
    const most = new Map(amountsIn(limits[more]));
    for (const [name, amount] of amountsIn(limits[less])) {
      const wrong = checkOrder(name, amount, more, most.get(name));
      if (wrong) {
        yield [[less, name], wrong];
      }
    }
  }
}

function checkOrder(
  name: string,
  amount: string | number,
  more: keyof ContainerLimits,
  most: string | number | undefined,
): Problem | undefined {
  if ([amount, most].some((one) => parseQuantity(String(one)) === undefined)) {
    return undefined;
  }
  const order = compareQuantities(amount, most as string | number);
  if (order > 0) {
    return { code: 'request-above-limit', what: `is above ${more}`, allowed: `at most ${more}.${name}, ${most}` };
  }
  const whole = isExtended(name) || isHugePages(name);
  return whole && more === 'default' && order !== 0
    ? { code: 'wrong-resource', what: `differs from ${more}`, allowed: `exactly ${more}.${name}, ${most}` }
    : undefined;
}

/** What is an amount in a map that may hold anything. */
function amountsIn(amounts: unknown): [name: string, amount: string | number][] {
  const entries = typeof amounts === 'object' && amounts !== null ? Object.entries(amounts) : [];
  return entries.filter((entry): entry is [string, string | number] => isAmount(entry[1]));
}
