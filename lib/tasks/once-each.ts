import type { Warning } from '../mistakes/mistake';

/** The warnings, each once: a value of the defaults is one warning, and not one for each task that takes it. */
export function onceEach(warnings: readonly Warning[]): Warning[] {
  const seen = new Set<string>();
  return warnings.filter(({ message, place }) => {
    const key = JSON.stringify([message, place]);
    return !seen.has(key) && seen.add(key);
  });
}
