/**
 * Replaces the objects `k8s.Quantity` and `k8s.IntOrString` of cdk8s-plus by the string or number in them.
 *
 * A plain `ApiObject` would render such an object as a map. Objects of other classes stay: cdk8s resolves its own (`Lazy`)
 * and refuses the rest.
 */
export function toPlainValues(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (!Array.isArray(value) && isOfClass(value)) {
    return 'value' in value && ['string', 'number'].includes(typeof value.value) ? value.value : value;
  }
  // Most pods hold plain values only, and are not copied.
  const map = value as Record<string, unknown>;
  let copy = Object.getPrototypeOf(map) === null ? { ...map } : undefined;
  for (const key of Object.keys(map)) {
    const plain = toPlainValues(map[key]);
    if (plain !== map[key]) {
      copy ??= (Array.isArray(map) ? [...map] : { ...map }) as Record<string, unknown>;
      copy[key] = plain;
    }
  }
  return copy ?? map;
}

/** Removes the objects of classes that are left, whose values are known at synth only. */
export function withoutLazy(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => !isLazy(item)).map(withoutLazy);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, inner]) => inner !== undefined && !isLazy(inner))
          .map(([key, inner]) => [key, withoutLazy(inner)]),
      )
    : value;
}

function isLazy(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isOfClass(value);
}

function isOfClass(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}
