/** Longer values, and lines of a file that may be one line, are cut. */
export const WIDTH = 160;

/** A value as it is shown: as JSON, which knows no NaN and no infinity. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= WIDTH ? text : `${text.slice(0, WIDTH)}…`;
}
