import type { LineCounter, Node } from 'yaml';
import type { Place, Position } from '../mistakes/place';

/** The text of a file, and the numbers of its lines. */
export interface Source {
  /** Path of the file, as the user would write it. */
  readonly file: string;
  /** Content of the file, without a byte order mark. */
  readonly text: string;
  /** Turns an offset into a line and a column. */
  readonly lines: LineCounter;
}

/** The place between two offsets of a file. */
export function placeIn(source: Source, start: number, end: number): Place {
  return { file: source.file, start: positionOf(source, start), end: positionOf(source, end) };
}

/** The place of a YAML node. */
export function placeOfNode(source: Source, node: Node): Place {
  const [start, end] = node.range ?? [0, 1];
  return placeIn(source, start, end);
}

/** The texts of files by their paths, for the lines that a message shows. */
export function textsOf(sources: readonly Source[]): ReadonlyMap<string, string> {
  return new Map(sources.map(({ file, text }) => [file, text]));
}

function positionOf({ lines }: Source, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col, offset };
}
