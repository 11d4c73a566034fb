import type { YAMLError } from 'yaml';
import type { Mistake } from '../mistakes/mistake';
import { placeIn, type Source } from './source';

/** The fix for each message of the `yaml` package. */
const FIXES: readonly (readonly [message: RegExp, fix: string])[] = [
  [/^tabs/, 'indent with spaces'],
  [/same column|sequence item without|nested mappings/, 'indent it like its neighbours; quote a value with ": " in it'],
  [/missing closing .quote/, 'close the quote'],
  [/end with a [\]}]/, 'close the bracket, or indent its lines more than its key'],
  [/followed by map values|single line/, 'write a colon and a space after the key, then its value'],
  [/cannot start with|at node end|cannot be an empty string/, 'put the whole value in quotes'],
  [/block-seq-ind on same line/, 'put the list below its key, or in brackets: [a, b]'],
  [/block scalar header/, 'put the text on the lines below'],
  [/invalid escape/, 'write \\\\ for a backslash, or use single quotes'],
  [/comments must be separated/, 'write a space before the #'],
];

/** After such an error, the parser takes the rest of the text for something else than it is. */
const LOST = /^unexpected .* token in YAML|end with a [\]}]|missing closing .quote/;
const STRAY_BRACKET = /^unexpected flow-(?:map|seq)-end/;
const OPEN_BRACKET = /end with a ([\]}])/;

/**
 * The mistakes in a text that is not YAML: at most one on a line, and none that only follow from another.
 *
 * @param errors the errors of the `yaml` package, from top to bottom
 */
export function syntaxMistakes(source: Source, errors: readonly YAMLError[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const lines = new Set<number>();
  for (const error of errors) {
    const mistake = toMistake(source, error);
    const { line } = mistake.place.start;
    if (!lines.has(line)) {
      lines.add(line);
      mistakes.push(mistake);
    }
    if (LOST.test(lowerFirst(error.message))) {
      break;
    }
  }
  return mistakes;
}

function toMistake(source: Source, error: YAMLError) {
  const [start, end] = error.pos;
  const place = placeIn(source, start, Math.max(end, start + 1));
  const reason = lowerFirst(error.message);
  const open = OPEN_BRACKET.exec(reason);
  const message = open ? `a ${open[1] === '}' ? '{' : '['} is not closed` : reason;
  const at = source.text.charAt(start);
  const opening = at === '}' ? '{' : '[';
  const isOther = open !== null && (at === '}' || at === ']') && at !== open[1] && !isOpen(source, opening, at, start);
  if (STRAY_BRACKET.test(reason) || isOther) {
    const fix = `remove the ${at}${isOther ? `, or write ${open[1]} in its place` : ''}`;
    return { code: 'yaml-syntax', message: `${at} closes no ${opening}`, place, fix } as const;
  }
  const fix = at === ',' ? 'remove the comma' : FIXES.find(([words]) => words.test(reason))?.[1];
  return { code: 'yaml-syntax', message, place, fix } as const;
}

/** Whether a bracket is open at an offset. Brackets in strings are counted too: this only chooses between two messages. */
function isOpen({ text }: Source, opening: string, closing: string, offset: number): boolean {
  const before = text.slice(0, offset);
  return before.split(opening).length > before.split(closing).length;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
