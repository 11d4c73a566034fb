import type { Problem } from '../mistakes/problem';

/** A quantity of Kubernetes: a sign, a decimal number, then a binary suffix, a decimal suffix or an exponent. */
const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:(Ki|Mi|Gi|Ti|Pi|Ei)|([numkMGTPE])|[eE]([+-]?\d+))?$/;

/** A quantity that is not negative. */
export const AMOUNT = new RegExp(QUANTITY.source.replace('[+-]?', '[+]?'));

const NANO = 10n ** 9n;
/** The largest quantity: Kubernetes replaces a larger one by this. */
const MAX = (2n ** 63n - 1n) * NANO;
const BINARY: Record<string, bigint> = {
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};
const DECIMAL: Record<string, number> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

const ALLOWED = 'a number with a suffix (Ki Mi Gi Ti Pi Ei, n u m k M G T P E) or without: 1Gi, 1.5Gi, 500M';

/**
 * A quantity in billionths, exactly as Kubernetes reads it; undefined for a text that it refuses.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): bigint | undefined {
  const [, sign, number = '', binary, decimal, exponent] = QUANTITY.exec(text) ?? [];
  if (sign === undefined || number.length > 40) {
    return undefined;
  }
  const [whole = '', fraction = ''] = number.split('.');
  const power = 9 - fraction.length + (decimal ? (DECIMAL[decimal] ?? 0) : Number(exponent ?? 0));
  if (Math.abs(power) > 60) {
    return undefined;
  }
  const digits = BigInt(whole + fraction) * (binary ? (BINARY[binary] ?? 1n) : 1n);
  // Kubernetes rounds up to a billionth.
  const nano =
    power >= 0 ? digits * 10n ** BigInt(power) : (digits + 10n ** BigInt(-power) - 1n) / 10n ** BigInt(-power);
  return sign === '-' ? -nano : nano;
}

/** Compares two valid quantities: -1, 0 or 1, like a comparison function of `sort`. */
export function compareQuantities(a: string | number, b: string | number): number {
  const difference = (parseQuantity(String(a)) ?? 0n) - (parseQuantity(String(b)) ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Checks the amount of a resource. Kubernetes only warns of a fraction of a byte; here it is refused. */
export function checkQuantity(value: string | number, unit: 'bytes' | 'other'): Problem | undefined {
  const text = String(value);
  return checkAmount(text, parseQuantity(text), unit);
}

/** @param nano the quantity that the text says */
function checkAmount(text: string, nano: bigint | undefined, unit: 'bytes' | 'other'): Problem | undefined {
  if (nano === undefined) {
    return { code: 'wrong-quantity', what: 'is not a quantity', allowed: ALLOWED, ...proposeUnit(text) };
  }
  if (text.startsWith('-')) {
    return { code: 'wrong-quantity', what: 'is negative', allowed: ALLOWED, ...proposeUnit(text) };
  }
  if (nano > MAX) {
    return {
      code: 'wrong-quantity',
      what: 'is more than Kubernetes can count',
      allowed: 'at most 2^63-1, less than 8Ei',
    };
  }
  if (unit === 'bytes' && nano % NANO !== 0n) {
    const fix = text.endsWith('m')
      ? `did you mean ${text.slice(0, -1)}M or ${text.slice(0, -1)}Mi?`
      : /[.\d]$/.test(text)
        ? `did you mean ${text}Gi?`
        : 'use a smaller unit';
    return { code: 'wrong-quantity', what: 'is not a whole number of bytes', allowed: ALLOWED, fix };
  }
  return undefined;
}

/** Checks the size of a claim, which also has to be more than 0. */
export function checkStorageSize(value: string): Problem | undefined {
  const nano = parseQuantity(value);
  const wrong = checkAmount(value, nano, 'bytes');
  if (wrong || nano !== 0n) {
    return wrong;
  }
  return {
    code: 'wrong-quantity',
    what: 'is 0',
    allowed: `more than 0: ${ALLOWED}`,
    fix: 'did you mean 1Gi?',
  };
}

function proposeUnit(text: string): Pick<Problem, 'fix'> {
  const [, number, unit = ''] = /^-?(\d+(?:[.,]\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  if (number === undefined) {
    return {};
  }
  const amount = number.replace(',', '.');
  const letter = unit.charAt(0).toUpperCase();
  if (unit === '') {
    return { fix: `did you mean ${amount}?` };
  }
  if (!'KMGTPE'.includes(letter)) {
    return {};
  }
  const binary = `${amount}${letter}i`;
  return {
    fix: /i/i.test(unit)
      ? `did you mean ${binary}?`
      : `did you mean ${binary} or ${amount}${letter === 'K' ? 'k' : letter}?`,
  };
}
