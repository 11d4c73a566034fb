/** The first line in which two texts differ. */
export interface Difference {
  /** Number of the line, from 1. */
  readonly line: number;
  /** The line of the first text, without the spaces around it; empty after the end of the text. */
  readonly was: string;
  /** The line of the second text, likewise. */
  readonly is: string;
}

/** The first line in which two texts differ; undefined if they are the same. */
export function firstDifference(before: string, after: string): Difference | undefined {
  if (before === after) {
    return undefined;
  }
  const was = before.split('\n');
  const is = after.split('\n');
  const found = was.findIndex((content, index) => content !== is[index]);
  // If all lines are equal, the second text is longer.
  const index = found < 0 ? was.length : found;
  return { line: index + 1, was: was[index]?.trim() ?? '', is: is[index]?.trim() ?? '' };
}
