/**
 * The mistakes or warnings, each once: a value of the defaults is one finding, and not one for each task that takes it.
 *
 * @param keyOf gives equal values for findings that are one
 */
export function onceEach<T>(findings: readonly T[], keyOf: (finding: T) => unknown): T[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = JSON.stringify(keyOf(finding));
    return !seen.has(key) && seen.add(key);
  });
}
