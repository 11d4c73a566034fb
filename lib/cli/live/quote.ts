import { masked } from '../../mistakes/masked';
import { printable } from '../../mistakes/printable';

/** The maximum length of a quoted message. */
const LONGEST = 200;

/** A message of the cluster in quotes: on one line, cut, without secrets, and safe to print on a terminal. */
export function quoted(message: string): string {
  const line = printable(masked(message).replace(/\s+/g, ' ').trim());
  return `“${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}”`;
}
