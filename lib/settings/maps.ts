/*
 * Parts of a value that a person has written: a value of another type than expected counts as missing.
 */

/** The maps in a list. */
export function mapsIn(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isMap) : [];
}

/** A map; an empty one for any other value. */
export function asMap(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : {};
}

/** Whether a value is a map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
