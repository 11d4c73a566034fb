/** A position in the text of a file. */
export interface Position {
  /** Number of the line, from 1. */
  readonly line: number;
  /** Number of the character in its line, from 1. */
  readonly column: number;
  /** Number of the characters before the position, from the beginning of the text, without a byte order mark. */
  readonly offset: number;
}

/** A range of characters in a file. */
export interface Place {
  /** Path of the file, as the user would write it. */
  readonly file: string;
  /** The position of the first character. */
  readonly start: Position;
  /** The position after the last character. */
  readonly end: Position;
}

/** The place as editors and terminals take it: `tasks.yaml:4:21`. */
export function formatPlace({ file, start }: Place): string {
  return `${file}:${start.line}:${start.column}`;
}
