import type { Problem } from '../mistakes/problem';
import type { ResourceQuantities, Resources } from '../settings/values';
import { checkQuantity, compareQuantities, parseQuantity } from './quantity';

/*
 * What Kubernetes asks of a container's resources, as its own validation has it.
 *
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */

export const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
/** The resources that come in whole pieces and belong to one container at a time: GPUs and the like. */
export const isExtended = (name: string): boolean => name.includes('/') && !name.includes('kubernetes.io/');

/** What is wrong with each amount by itself. */
export function* quantityWrongs(amounts: ResourceQuantities): Iterable<[path: string[], wrong: Problem]> {
  for (const [name, amount] of Object.entries(amounts)) {
    const wrong = isAmount(amount) ? checkAmount(name, amount) : undefined;
    if (wrong) {
      yield [[name], wrong];
    }
  }
}

/** Whether a value is of the type of an amount, right or wrong. */
export function isAmount(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function checkAmount(name: string, amount: string | number): Problem | undefined {
  const bytes = ['memory', 'ephemeral-storage'].includes(name) || isHugePages(name);
  return checkQuantity(amount, bytes ? 'bytes' : 'other') ?? checkPieces(name, String(amount));
}

function checkPieces(name: string, amount: string): Problem | undefined {
  const nano = parseQuantity(amount) ?? 0n;
  if (isExtended(name) && nano % 10n ** 9n !== 0n) {
    return { code: 'wrong-resource', what: 'is not whole, as an extended resource has to be' };
  }
  const page = isHugePages(name) ? (parseQuantity(name.slice('hugepages-'.length)) ?? 0n) : 1n;
  if (page <= 0n || nano % page !== 0n) {
    return { code: 'wrong-resource', what: 'is not a number of whole pages', allowed: 'a multiple of the page size' };
  }
  return undefined;
}

/** What is wrong with requests and limits together, as far as each is right by itself. */
export function* requestWrongs(resources: Resources): Iterable<[path: string[], wrong: Problem]> {
  const { requests, limits } = { requests: right(resources.requests), limits: right(resources.limits) };
  for (const [name, request] of Object.entries(requests)) {
    const limit = resources.limits?.[name];
    const wrong = limit === limits[name] ? checkRequest(name, request, limits[name]) : undefined;
    if (wrong) {
      yield [['requests', name], wrong];
    }
  }
  const names = Object.keys({ ...resources.requests, ...resources.limits });
  const pages = names.find(isHugePages);
  if (pages !== undefined && !names.includes('cpu') && !names.includes('memory')) {
    const what = 'is asked for without cpu or memory';
    const side = Object.hasOwn(limits, pages) ? 'limits' : 'requests';
    yield [[side, pages], { code: 'wrong-resource', what, fix: 'set cpu or memory too' }];
  }
}

function right(amounts: unknown): Record<string, string | number> {
  const entries = typeof amounts === 'object' && amounts !== null ? Object.entries(amounts) : [];
  return Object.fromEntries(entries.filter(([name, amount]) => isAmount(amount) && !checkAmount(name, amount)));
}

function checkRequest(name: string, request: string | number, limit: string | number | undefined): Problem | undefined {
  const whole = isExtended(name) || isHugePages(name);
  if (limit === undefined) {
    const fix = `set limits.${name} to ${request} too`;
    return whole ? { code: 'wrong-resource', what: 'is asked for without a limit', fix } : undefined;
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
