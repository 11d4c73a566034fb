/** A function that computes the value of a key once: tasks with the same defaults share their values. */
export function memoized<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as V) : compute(key);
    known.set(key, value);
    return value;
  };
}
