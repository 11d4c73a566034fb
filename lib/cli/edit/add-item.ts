import { isMap, type YAMLMap, type YAMLSeq } from 'yaml';
import { isJson } from './set-setting';
import { contentEnd, markOf, startOf, type TaskList } from './task-list';
import { lineBreakOf, lineEnd, lineStart, linesBelow, type TextEdit } from './text-edit';
import { valueText } from './value-text';

/** The edits that add a task as the last one of a file. */
export function addItem({ source, root, list }: TaskList, settings: Readonly<Record<string, unknown>>): TextEdit[] {
  const { text } = source;
  if (!list.flow) {
    return [belowLast(text, list, settings)];
  }
  const last = list.items.at(-1);
  if (last === undefined) {
    return root.flow ? [intoEmptyBrackets(list, root, settings)] : inPlaceOfEmptyBrackets(text, list, settings);
  }
  const json = isMap(last) && isJson(last);
  const item = inBrackets(settings, json);
  const start = startOf(last);
  const indent = text.slice(lineStart(text, start), start);
  const after = contentEnd(last);
  const isOnOwnLine = /^[ \t]*$/.test(indent) && /^[ \t]*(?:,[ \t]*)?\r?(?:\n|$)/.test(text.slice(after));
  return [{ start: after, end: after, text: isOnOwnLine ? `,${lineBreakOf(text)}${indent}${item}` : `, ${item}` }];
}

/** The lines of a task in a block list. */
export function blockLines(settings: Readonly<Record<string, unknown>>, indent: string): string[] {
  return Object.entries(settings).map(
    ([key, value], index) => `${indent}${index === 0 ? '- ' : '  '}${key}: ${valueText(value, false)}`,
  );
}

function belowLast(text: string, list: YAMLSeq, settings: Readonly<Record<string, unknown>>): TextEdit {
  const last = list.items.at(-1);
  const dash = markOf(list, last, 'seq-item-ind') ?? 0;
  const start = lineStart(text, dash);
  const lines = blockLines(settings, text.slice(start, dash));
  const isBlankAbove =
    list.items.length > 1 && start > 0 && text.slice(lineStart(text, start - 1), start).trim() === '';
  return linesBelow(text, contentEnd(last), isBlankAbove ? ['', ...lines] : lines);
}

function inPlaceOfEmptyBrackets(text: string, list: YAMLSeq, settings: Readonly<Record<string, unknown>>): TextEdit[] {
  const [start, end] = [startOf(list), contentEnd(list)];
  const space = /(?<![ \t])[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, start)))?.[0] ?? '';
  const at = lineEnd(text, end);
  const lines = blockLines(settings, `${indent}  `).map((line) => `${lineBreakOf(text)}${line}`);
  return [
    { start: start - space, end, text: '' },
    { start: at, end: at, text: lines.join('') },
  ];
}

function intoEmptyBrackets(list: YAMLSeq, root: YAMLMap, settings: Readonly<Record<string, unknown>>): TextEdit {
  return { start: startOf(list) + 1, end: contentEnd(list) - 1, text: inBrackets(settings, isJson(root)) };
}

function inBrackets(settings: Readonly<Record<string, unknown>>, json: boolean): string {
  const pairs = Object.entries(settings).map(([key, value]) =>
    json ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : `${key}: ${valueText(value, true)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}
