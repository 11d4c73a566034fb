/**
 * The plain value of what users of cdk8s-plus write: its `k8s.Quantity` and `k8s.IntOrString` objects become
 * the text or number inside, and a Date the text that Kubernetes reads.
 *
 * A plain `ApiObject` would render such an object as a map.
 */
export function plain(value: unknown): unknown {
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value.constructor !== Object && 'value' in value) {
    return value.value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
