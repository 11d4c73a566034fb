/**
 * Replaces the objects `k8s.Quantity` and `k8s.IntOrString` of cdk8s-plus by the string or number in them.
 *
 * A plain `ApiObject` would render such an object as a map. Objects of other classes stay: cdk8s resolves its own (`Lazy`)
 * and refuses the rest.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isOfClass(value)) {
    return 'value' in value && ['string', 'number'].includes(typeof value.value) ? value.value : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function isOfClass(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}
