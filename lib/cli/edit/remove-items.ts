import type { YAMLMap, YAMLSeq } from 'yaml';
import { byHand } from './refuse';
import { contentEnd, markOf, startOf, type TaskList } from './task-list';
import { lineEnd, lineStart, type TextEdit } from './text-edit';

/**
 * The edits that remove tasks from the list of a file. The lines of a task go, with the comments in them; a comment above
 * a task stays.
 *
 * @throws MistakesError for a comment in a flow list that would be lost
 */
export function removeItems(tasks: TaskList, removed: ReadonlySet<YAMLMap>): TextEdit[] {
  const { list } = tasks;
  return list.flow ? fromBrackets(tasks, list, removed) : fromBlock(tasks, list, removed);
}

function fromBlock({ source, root }: TaskList, list: YAMLSeq, removed: ReadonlySet<YAMLMap>): TextEdit[] {
  const { text } = source;
  const edits = [...removed].map((task): TextEdit => {
    const dash = markOf(list, task, 'seq-item-ind');
    const start = lineStart(text, dash ?? 0);
    if (dash === undefined || text.slice(start, dash).trim() !== '') {
      throw byHand(source, startOf(task), 'the task does not begin a line', 'remove the task by hand');
    }
    const end = endOfLines(text, start, contentEnd(task), dash - start);
    // At the end of the file, the blank lines above the task would stay without a task below.
    return { start: end === text.length ? aboveBlankLines(text, start) : start, end, text: '' };
  });
  if (removed.size < list.items.length) {
    return edits;
  }
  // A key without a value would not be a list.
  const pair = root.items.find(({ value }) => value === list) as { srcToken?: { sep?: Mark[] } } | undefined;
  const colon = pair?.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  if (!colon) {
    throw byHand(source, startOf(list), 'the list of tasks has no colon before it', 'remove the tasks by hand');
  }
  return [{ start: colon.offset + 1, end: colon.offset + 1, text: ' []' }, ...edits];
}

interface Mark {
  readonly type: string;
  readonly offset: number;
}

/** The end of the lines of an item, with the comments below that are indented more than its dash. */
function endOfLines(text: string, start: number, contentsEnd: number, dashColumn: number): number {
  let end = contentsEnd > 0 && text[contentsEnd - 1] === '\n' ? contentsEnd : afterLine(text, contentsEnd);
  const comment = new RegExp(`^[ \\t]{${dashColumn + 1},}#`);
  while (comment.test(text.slice(end, lineEnd(text, end)))) {
    end = afterLine(text, end);
  }
  // Of the blank lines around the item, those below go: the lines above and below keep one distance.
  const isBlankAbove = start > 0 && text.slice(lineStart(text, start - 1), start).trim() === '';
  while (isBlankAbove && end < text.length && text.slice(end, lineEnd(text, end)).trim() === '') {
    end = afterLine(text, end);
  }
  return end;
}

/** The offset at which the blank lines above a line begin. */
function aboveBlankLines(text: string, start: number): number {
  const above = start === 0 ? 0 : lineStart(text, start - 1);
  return above < start && text.slice(above, start).trim() === '' ? aboveBlankLines(text, above) : start;
}

/** The offset after the line break of a line. */
function afterLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next + 1;
}

function fromBrackets({ source }: TaskList, list: YAMLSeq, removed: ReadonlySet<YAMLMap>): TextEdit[] {
  const { text } = source;
  const items = list.items as YAMLMap[];
  const kept = items.findIndex((item) => !removed.has(item));
  if (kept < 0) {
    return [cut(startOf(list) + 1, contentEnd(list) - 1, items)];
  }
  const leading = kept > 0 ? [cut(startOf(items[0]), startOf(items[kept]), items.slice(0, kept))] : [];
  const others = items.slice(kept).filter((item) => removed.has(item));
  return [
    ...leading,
    ...others.map((item) => cut(markOf(list, item, 'comma') ?? startOf(item), contentEnd(item), [item])),
  ];

  function cut(start: number, end: number, inside: readonly YAMLMap[]): TextEdit {
    const ends = [start, ...inside.map(contentEnd)];
    const starts = [...inside.map(startOf), end];
    if (ends.some((from, index) => text.slice(from, starts[index]).includes('#'))) {
      throw byHand(source, start, 'a comment stands between the tasks', 'remove the task by hand');
    }
    return { start, end, text: '' };
  }
}
