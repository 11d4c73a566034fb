import { styleText } from 'node:util';
import { masked } from './masked';
import type { Finding } from './mistake';
import { formatPlace, type Place } from './place';
import { printable } from './printable';
import { show, WIDTH } from './show';

/** The maximum length of a line: more than any list of allowed keys has. */
const LINE_MAX = 1000;

/**
 * A mistake or a warning as a person reads it: the place, the message and the code, the line with the characters marked,
 * the value, what is allowed, the fix, and the related places.
 *
 * @param texts the texts of the files by their paths, as `textsToShow` gives them; a line of a file that is not there is
 *   left out
 */
export function formatFinding(
  finding: Finding,
  texts: ReadonlyMap<string, string>,
  { level, color = false }: FormatOptions = {},
): string {
  const { code, message, place, got, allowed, fix, related = [] } = finding;
  const prefix = `${place ? `${formatPlace(place)}: ` : ''}${level ? `${level}: ` : ''}`;
  const [head = '', ...rest] = [
    `${prefix}${message} [${code}]`,
    ...excerpt(place, texts),
    ...(got === undefined ? [] : [`  got: ${show(got)}`]),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
    ...(allowed === undefined ? [] : [`  allowed: ${allowed}`]),
    ...related.flatMap((one) => [`  ${one.message}: ${formatPlace(one.place)}`, ...excerpt(one.place, texts)]),
  ].map((line) => cutLine(masked(printable(line))));
  // The caller knows whether the stream shows colours: styleText would look at standard output.
  const styled = color ? styleText(level === 'warning' ? 'yellow' : 'red', head, { validateStream: false }) : head;
  return [styled, ...rest].join('\n');
}

/** Options of the text of a mistake or a warning. */
export interface FormatOptions {
  /** A word before the message. */
  readonly level?: 'warning';
  /** Whether the first line is coloured. */
  readonly color?: boolean;
}

/** The line, cut to the maximum length: keys and names of a file may have any length. */
function cutLine(line: string): string {
  return line.length <= LINE_MAX ? line : `${line.slice(0, LINE_MAX)}…`;
}

/**
 * The texts with their secrets masked, so that each line can be shown by itself: a secret may extend over several lines.
 */
export function textsToShow(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].map(([file, text]) => [file, masked(text)]));
}

/** The line on which a place begins, and carets below the characters of the place. */
function excerpt(place: Place | undefined, texts: ReadonlyMap<string, string>): string[] {
  if (place === undefined) {
    return [];
  }
  const { file, start, end } = place;
  const text = texts.get(file);
  if (text === undefined) {
    return [];
  }
  const begin = start.offset - start.column + 1;
  const lineEnd = text.indexOf('\n', begin);
  const line = text.slice(begin, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, '');
  const from = Math.max(0, start.column - WIDTH / 2);
  const rest = line.length - start.column + 1;
  const width = Math.max(1, Math.min(end.offset - start.offset, rest, WIDTH / 2));
  const number = String(start.line).padStart(5);
  const indent = line.slice(from, start.column - 1).replace(/[^\t]/g, ' ');
  return [`${number} | ${line.slice(from, from + WIDTH)}`, `${' '.repeat(5)} | ${indent}${'^'.repeat(width)}`];
}
