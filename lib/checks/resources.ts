import type { Problem } from '../mistakes/problem';
import type { ResourceQuantities, Resources } from '../settings/values';
import { checkQuantity, compareQuantities, parseQuantity } from './quantity';
import type { PartProblem } from './zod';

/*
 * Kubernetes' rules for the resources of a container.
 *
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */

/** Whether a resource is memory in huge pages. */
export const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
/** Whether a resource is an extended resource, such as a GPU: whole units, each for one container. */
export const isExtended = (name: string): boolean => name.includes('/') && !name.includes('kubernetes.io/');

/** Checks each amount for itself. */
export function* checkQuantities(amounts: ResourceQuantities): Iterable<PartProblem> {
  for (const [name, amount] of Object.entries(amounts)) {
    const problem = isAmount(amount) ? checkAmount(name, amount) : undefined;
    if (problem) {
      yield [[name], problem];
    }
  }
}

/** Whether a value has the type of an amount, valid or not. */
export function isAmount(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function checkAmount(name: string, amount: string | number): Problem | undefined {
  const bytes = ['memory', 'ephemeral-storage'].includes(name) || isHugePages(name);
  return checkQuantity(amount, bytes ? 'bytes' : 'other') ?? checkWholeUnits(name, String(amount));
}

function checkWholeUnits(name: string, amount: string): Problem | undefined {
  const nano = parseQuantity(amount) ?? 0n;
  if (isExtended(name) && nano % 10n ** 9n !== 0n) {
    return { code: 'wrong-resource', what: 'is not an integer', allowed: 'an integer, for an extended resource' };
  }
  const page = isHugePages(name) ? (parseQuantity(name.slice('hugepages-'.length)) ?? 0n) : 1n;
  if (page <= 0n || nano % page !== 0n) {
    return { code: 'wrong-resource', what: 'is not a whole number of pages', allowed: 'a multiple of the page size' };
  }
  return undefined;
}

/** Checks requests against limits, as far as each is valid for itself. */
export function* checkRequests(resources: Resources): Iterable<PartProblem> {
  const requests = validAmounts(resources.requests);
  const limits = validAmounts(resources.limits);
  for (const [name, request] of Object.entries(requests)) {
    const limit = resources.limits?.[name];
    const problem = limit === limits[name] ? checkRequest(name, request, limits[name]) : undefined;
    if (problem) {
      yield [['requests', name], problem];
    }
  }
  const names = Object.keys({ ...resources.requests, ...resources.limits });
  const pages = names.find(isHugePages);
  if (pages !== undefined && !names.includes('cpu') && !names.includes('memory')) {
    const what = 'is requested without cpu or memory';
    const side = Object.hasOwn(limits, pages) ? 'limits' : 'requests';
    yield [[side, pages], { code: 'wrong-resource', what, fix: 'set cpu or memory too' }];
  }
}

function validAmounts(amounts: unknown): Record<string, string | number> {
  const entries = typeof amounts === 'object' && amounts !== null ? Object.entries(amounts) : [];
  return Object.fromEntries(entries.filter(([name, amount]) => isAmount(amount) && !checkAmount(name, amount)));
}

function checkRequest(name: string, request: string | number, limit: string | number | undefined): Problem | undefined {
  const whole = isExtended(name) || isHugePages(name);
  if (limit === undefined) {
    const fix = `set limits.${name} to ${request} too`;
    return whole ? { code: 'wrong-resource', what: 'is requested without a limit', fix } : undefined;
  }
  const order = compareQuantities(request, limit);
  if (order > 0) {
    return { code: 'request-above-limit', what: 'is above its limit', allowed: `at most limits.${name}, ${limit}` };
  }
  if (whole && order !== 0) {
    return { code: 'wrong-resource', what: 'differs from its limit', allowed: `exactly limits.${name}, ${limit}` };
  }
  return undefined;
}
