import type { Source } from '../document/source';
import type { MistakeCode } from './codes';
import { masked } from './masked';
import { show, WIDTH } from './show';
import { UserError } from './user-error';

/** A stretch of a file, by its characters' offsets. */
export interface Place {
  /** The file. */
  readonly source: Source;
  /** Offset of the first character. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

/** A user's mistake: where, what is wrong, the value, what is allowed, and the fix. */
export interface Mistake {
  /** What kind of mistake it is: one of those in docs/mistakes.md, never renamed. */
  readonly code: MistakeCode;
  /** What is wrong, without the place. */
  readonly message: string;
  /** Where it is; undefined for a whole file that is missing or cannot be read. */
  readonly place?: Place;
  /** The value that is wrong; not there if it is no value that is. */
  readonly got?: unknown;
  /** What is allowed instead, in words. */
  readonly allowed?: string | undefined;
  /** What to do, if it is known. Made when it is shown: it may have to look through all names. */
  readonly fix: () => string | undefined;
  /** Other places that belong to it. */
  readonly also?: readonly { readonly what: string; readonly place: Place }[];
}

/** At most so many mistakes are shown; a count tells of the others. */
const SHOWN = 50;

/**
 * All mistakes of all files. Its message shows them with their places, as a person reads them.
 *
 * @example
 * ```ts
 * import { loadTasks, position, TasksError } from 'cdk8s-keruta';
 *
 * try {
 *   loadTasks('tasks.yaml');
 * } catch (error) {
 *   if (!(error instanceof TasksError)) {
 *     throw error;
 *   }
 *   for (const { code, message, place } of error.mistakes) {
 *     console.error(code, message, place && position(place));
 *   }
 * }
 * ```
 */
export class TasksError extends UserError {
  constructor(
    /** The mistakes, file by file, from top to bottom. */
    public readonly mistakes: readonly Mistake[],
  ) {
    super(describe(mistakes));
  }
}

/** Where a place begins, as editors and terminals take it: line and column from 1. */
export function position({ source, start }: Place): { file: string; line: number; column: number } {
  const { line, col } = source.lines.linePos(start);
  return { file: source.file, line, column: col };
}

function describe(mistakes: readonly Mistake[]): string {
  const shown = mistakes.slice(0, SHOWN).map(describeOne);
  const more = mistakes.length - shown.length;
  const count = `${mistakes.length} mistake${mistakes.length === 1 ? '' : 's'}`;
  return [...shown, more > 0 ? `${count}, the first ${SHOWN} of them above` : count].join('\n\n');
}

function describeOne(mistake: Mistake): string {
  const fix = mistake.fix();
  return [
    `${mistake.place ? `${at(mistake.place)}: ` : ''}${mistake.message} [${mistake.code}]`,
    ...(mistake.place ? excerpt(mistake.place) : []),
    ...(mistake.got !== undefined ? [`  got: ${show(mistake.got)}`] : []),
    ...(mistake.allowed === undefined ? [] : [`  allowed: ${mistake.allowed}`]),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
    ...(mistake.also ?? []).flatMap(({ what, place }) => [`  ${what}: ${at(place)}`, ...excerpt(place)]),
  ]
    .map((line) => masked(printable(line)))
    .join('\n');
}

/** A terminal obeys control characters. */
function printable(line: string): string {
  return line.replace(/[^\P{Cc}\t]/gu, '\uFFFD');
}

function at(place: Place): string {
  const { file, line, column } = position(place);
  return `${file}:${line}:${column}`;
}

/** The source line, and carets below what is meant. */
function excerpt({ source, start, end }: Place): string[] {
  const { line, col } = source.lines.linePos(start);
  const begin = start - col + 1;
  const text = source.text.slice(begin, source.text.indexOf('\n', begin) >>> 0).replace(/\r$/, '');
  const from = Math.max(0, col - WIDTH / 2);
  const width = Math.max(1, Math.min(end - start, text.length - col + 1, WIDTH / 2));
  const number = String(line).padStart(5);
  const indent = text.slice(from, col - 1).replace(/[^\t]/g, ' ');
  return [`${number} | ${text.slice(from, from + WIDTH)}`, `${' '.repeat(5)} | ${indent}${'^'.repeat(width)}`];
}
