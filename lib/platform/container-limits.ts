import { compareQuantities, parseQuantity } from '../checks/quantity';
import { isAmount, isExtended, isHugePages } from '../checks/resources';
import { quantities } from '../checks/shapes';
import { checkParts, map, type PartProblem, shapeOf } from '../checks/zod';
import type { Problem } from '../mistakes/problem';
import type { ContainerLimits } from './settings';

/** `ContainerLimits`. */
export const containerLimits = shapeOf<ContainerLimits>()(
  map({
    default: quantities.optional(),
    defaultRequest: quantities.optional(),
    max: quantities.optional(),
  }).check(checkParts(checkLimits)),
);

/** Checks a LimitRange as the API server does: no default request above the default limit, and neither above the maximum. */
function* checkLimits(limits: ContainerLimits): Iterable<PartProblem> {
  const order = [
    ['defaultRequest', 'default'],
    ['defaultRequest', 'max'],
    ['default', 'max'],
  ] as const;
  for (const [less, more] of order) {
    const most = new Map(amountsIn(limits[more]));
    for (const [name, amount] of amountsIn(limits[less])) {
      const problem = checkOrder(name, amount, more, most.get(name));
      if (problem) {
        yield [[less, name], problem];
      }
    }
  }
}

/** The defaults that a container without resources gets from a LimitRange, by resource. */
export function containerDefaults(settings: ContainerLimits | undefined) {
  const max = amountsIn(settings?.max);
  const limits = new Map([...max, ...amountsIn(settings?.default)]);
  return { limits, requests: new Map([...limits, ...amountsIn(settings?.defaultRequest)]) };
}

/** Whether both quantities are valid, and the first is more than the second. */
export function isMore(a: string | number, b: string | number): boolean {
  const isValid = [a, b].every((amount) => parseQuantity(String(amount)) !== undefined);
  return isValid && compareQuantities(a, b) > 0;
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

/** The amounts in a map that may have values of other types. */
export function amountsIn(amounts: unknown): [name: string, amount: string | number][] {
  const entries = typeof amounts === 'object' && amounts !== null ? Object.entries(amounts) : [];
  return entries.filter((entry): entry is [string, string | number] => isAmount(entry[1]));
}
