import { LineCounter, type Node } from 'yaml';
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

/**
 * Makes a source of a text. The lines are counted here and not by the parser, which passes over line breaks in a text that
 * is not YAML.
 */
export function toSource(file: string, text: string): Source {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    lines.addNewLine(end + 1);
  }
  return { file, text, lines };
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
