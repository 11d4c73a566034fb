import { masked } from './masked';

/** Longer values, and lines of a file that may be one line, are cut. */
export const WIDTH = 160;

/** A value as it is shown: as JSON, except for NaN and infinity. Secrets are masked before the value is cut. */
export function show(value: unknown): string {
  const text = masked(typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value)));
  return text.length <= WIDTH ? text : `${text.slice(0, WIDTH)}…`;
}
