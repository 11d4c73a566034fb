import { styleText } from 'node:util';
import { masked } from '../../mistakes/masked';
import { printable } from '../../mistakes/printable';
import { lineStart, type TextEdit } from './text-edit';

/** The number of unchanged lines around each change. */
const CONTEXT = 2;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/**
 * The lines that edits change, as `diff -u` shows them. Secrets are masked.
 *
 * @param before the text before the edits; empty for a new file
 */
export function diffOf(file: string, before: string, edits: readonly TextEdit[], color: boolean): string {
  const blocks = changedLines(before, edits);
  const lines = masked(before).split('\n');
  const count = before.endsWith('\n') || before === '' ? lines.length - 1 : lines.length;
  const shown: string[] = [`--- ${file}`, `+++ ${file}`];
  let added = 0;
  for (const near of hunksOf(blocks)) {
    const [first, last] = [near[0] as Block, near.at(-1) as Block];
    const from = Math.max(0, first.first - CONTEXT);
    const to = Math.min(count, last.first + last.removed + CONTEXT);
    const hunk = linesOfHunk(near, lines, from, to);
    const grown = near.reduce((sum, { inserted, removed }) => sum + inserted.length - removed, 0);
    shown.push(`@@ -${from + 1},${to - from} +${from + 1 + added},${to - from + grown} @@`);
    shown.push(...hunk.map(({ sign, text }) => colored(`${sign}${printable(text.replace(/\r$/, ''))}`, color)));
    added += grown;
  }
  return `${shown.join('\n')}\n`;
}

/** Blocks whose lines of context meet are in one hunk: `patch` refuses hunks that overlap. */
function hunksOf(blocks: readonly Block[]): Block[][] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const hunk = hunks.at(-1);
    const before = hunk?.at(-1);
    if (hunk && before && block.first - (before.first + before.removed) <= 2 * CONTEXT) {
      hunk.push(block);
    } else {
      hunks.push([block]);
    }
  }
  return hunks;
}

function linesOfHunk(hunk: readonly Block[], lines: readonly string[], from: number, to: number): Line[] {
  const same = (start: number, end: number) => lines.slice(start, end).map((text): Line => ({ sign: ' ', text }));
  let at = from;
  const changed = hunk.flatMap(({ first, removed, inserted }) => {
    const context = same(at, first);
    at = first + removed;
    return [
      ...context,
      ...lines.slice(first, at).map((text): Line => ({ sign: '-', text })),
      ...inserted.map((text): Line => ({ sign: '+', text: masked(text) })),
    ];
  });
  return [...changed, ...same(at, to)];
}

function colored(line: string, color: boolean): string {
  const style = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : undefined;
  return color && style !== undefined ? styleText(style, line, { validateStream: false }) : line;
}

/** Lines of the text before that become other lines. */
interface Block {
  /** The index of the first line that is removed, or before which lines are inserted. */
  readonly first: number;
  readonly removed: number;
  readonly inserted: readonly string[];
}

/** Each edit with whole lines, without the lines at its beginning and end that stay the same. */
function changedLines(before: string, edits: readonly TextEdit[]): Block[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const blocks: Block[] = [];
  for (let index = 0; index < sorted.length; ) {
    const start = lineStart(before, (sorted[index] as TextEdit).start);
    let end = start;
    let text = '';
    let copied = start;
    do {
      const edit = sorted[index] as TextEdit;
      text += before.slice(copied, edit.start) + edit.text;
      copied = edit.end;
      const stop =
        edit.end > start && before[edit.end - 1] === '\n' && edit.text === ''
          ? edit.end
          : before.indexOf('\n', edit.end) + 1;
      end = stop === 0 ? before.length : Math.max(stop, end);
      index += 1;
    } while (index < sorted.length && (sorted[index] as TextEdit).start < end);
    text += before.slice(copied, end);
    blocks.push(trimmed(countLines(before.slice(0, start)), linesOf(before.slice(start, end)), linesOf(text)));
  }
  return blocks;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

function trimmed(first: number, removed: readonly string[], inserted: readonly string[]): Block {
  const least = Math.min(removed.length, inserted.length);
  let head = 0;
  while (head < least && removed[head] === inserted[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < least - head && removed.at(-1 - tail) === inserted.at(-1 - tail)) {
    tail += 1;
  }
  return {
    first: first + head,
    removed: removed.length - head - tail,
    inserted: inserted.slice(head, inserted.length - tail),
  };
}
