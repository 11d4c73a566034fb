/** Where two texts begin to differ. */
export interface Difference {
  /** Number of the line, from 1. */
  readonly line: number;
  /** What stands there, without the spaces around; empty behind a text's end. */
  readonly was: string;
  readonly is: string;
}

/** The first line in which two texts differ; undefined if they are the same. */
export function firstDifference(before: string, after: string): Difference | undefined {
  if (before === after) {
    return undefined;
  }
  const [was, is] = [before.split('\n'), after.split('\n')];
  const found = was.findIndex((content, index) => content !== is[index]);
  // The end of one text is where the other goes on.
  const index = found < 0 ? was.length : found;
  return { line: index + 1, was: was[index]?.trim() ?? '', is: is[index]?.trim() ?? '' };
}
