/** The time from a moment to another, as kubectl shows ages: `12d`, `3h`; empty for a text that is no time. */
export function age(since: string, until: number): string {
  const seconds = Math.max(0, (until - Date.parse(since)) / 1000);
  if (Number.isNaN(seconds)) {
    return '';
  }
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const;
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['s', 1];
  return `${Math.floor(seconds / length)}${unit}`;
}
