import type { ClaimSettings } from '../settings/claim-settings';
import type { Resources } from '../settings/values';
import { compareQuantities } from './quantity';

/*
 * Quantities that the API server accepts and that are probably mistakes: 10 bytes of storage, 512 bytes of memory, 1000
 * CPUs.
 */

/** An unlikely quantity. */
export interface UnlikelyQuantity {
  /** Completes a sentence that begins with the name of the resource. */
  readonly what: string;
  readonly got: string | number;
  readonly fix: string;
}

interface Range {
  readonly least: string;
  readonly most: string;
  /** Whether a number without a unit is a number of bytes. */
  readonly bytes: boolean;
}

/** Docker refuses a memory limit below 6 MiB, in which no program of use starts; nodes of more than 192 CPUs or 32 TiB are rare. */
const RESOURCES: Readonly<Record<string, Range>> = {
  cpu: { least: '1m', most: '192', bytes: false },
  memory: { least: '6Mi', most: '32Ti', bytes: true },
  'ephemeral-storage': { least: '1Mi', most: '1Pi', bytes: true },
};
/** A file system takes more than a mebibyte for itself. */
const STORAGE: Range = { least: '1Mi', most: '1Pi', bytes: true };

/** The problem with an unlikely size of a claim. */
export function unlikelySize(size: NonNullable<ClaimSettings['pvcStorageSize']>): UnlikelyQuantity | undefined {
  return compare(size, STORAGE, 'Gi');
}

/** The problems with unlikely amounts of resources, each with its list: the requests or the limits. */
export function unlikelyResources(resources: Resources): [list: keyof Resources, name: string, UnlikelyQuantity][] {
  return (['requests', 'limits'] as const).flatMap((list) =>
    Object.entries(resources[list] ?? {}).flatMap(([name, amount]): ReturnType<typeof unlikelyResources> => {
      const range = Object.hasOwn(RESOURCES, name) ? RESOURCES[name] : undefined;
      const problem = range && compare(amount, range, 'Mi');
      return problem ? [[list, name, problem]] : [];
    }),
  );
}

function compare(amount: string | number, range: Range, unit: string): UnlikelyQuantity | undefined {
  // A limit of 0 is no limit, and a request of 0 is none.
  if (compareQuantities(amount, 0) === 0) {
    return undefined;
  }
  if (compareQuantities(amount, range.least) < 0) {
    // 4Mi is not meant as 4Mi.
    const larger = /M/.test(String(amount)) ? 'Gi' : unit;
    const fix = range.bytes ? `did you mean ${numberOf(amount)}${larger}?` : `use at least ${range.least}`;
    const what = range.bytes
      ? `is less than ${range.least}: its unit is missing or wrong`
      : `is less than ${range.least}`;
    return { what, got: amount, fix };
  }
  if (compareQuantities(amount, range.most) > 0) {
    const fix = range.bytes ? 'use a smaller unit' : `did you mean ${numberOf(amount)}m?`;
    return { what: 'is more than nodes have', got: amount, fix };
  }
  return undefined;
}

function numberOf(amount: string | number): string {
  // A zero at the beginning does not make the number octal.
  const [, number] = /^\+?0*(\d[\d.]*)/.exec(String(amount)) ?? [];
  return number ?? String(amount);
}
