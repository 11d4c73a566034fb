import { asMap, mapsIn } from '../../settings/maps';
import type { Condition } from './cluster';

/*
 * Parts of an object that a person may have edited: a value of another type than expected counts as missing.
 */

type Fields = Readonly<Record<string, unknown>>;

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value at a path of keys; undefined where a map is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => asMap(inner)[key], value);
}

/** The entries of a map whose values are strings. */
export function textsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(asMap(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

/** The strings in a list. */
export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The first condition of one of these types that is true. */
export function trueCondition(conditions: readonly Condition[], ...types: readonly string[]): Condition | undefined {
  return conditions.find(({ type, isTrue }) => isTrue && types.includes(type));
}

export function conditionsOf(object: Fields): Condition[] {
  return mapsIn(at(object, 'status', 'conditions')).map(({ type, status, reason, message, lastTransitionTime }) => ({
    type: textOf(type) ?? '',
    isTrue: status === 'True',
    reason: textOf(reason) ?? '',
    message: textOf(message) ?? '',
    since: textOf(lastTransitionTime) ?? '',
  }));
}
