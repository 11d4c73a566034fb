import { isScalar, type Scalar, type YAMLMap } from 'yaml';
import { contentEnd, nodeAt, startOf, type TaskList } from './task-list';
import { lineBreakOf, lineStart, linesBelow, type TextEdit } from './text-edit';
import { valueText } from './value-text';

/** The edit that gives a setting of a task a value: it replaces the value, or adds the key as the last key of the task. */
export function setSetting({ source }: TaskList, task: YAMLMap, key: string, value: unknown): TextEdit {
  const { text } = source;
  const present = nodeAt(task, key);
  if (present) {
    return { start: startOf(present), end: contentEnd(present), text: valueText(value, task.flow === true) };
  }
  const last = task.items.at(-1);
  const end = contentEnd(last?.value);
  if (!task.flow) {
    return linesBelow(text, end, [`${indentOf(task)}${key}: ${valueText(value, false)}`]);
  }
  const added = `${keyText(task, key)}: ${valueText(value, true)}`;
  const keyStart = startOf(last?.key);
  const indent = text.slice(lineStart(text, keyStart), keyStart);
  // In a map across lines with a key on each, the new key gets a line of its own, unless a comment would move to another line.
  const isOnOwnLine = /^[ \t]+$/.test(indent) && /^[ \t]*(?:,[ \t]*)?\r?(?:\n|$)/.test(text.slice(end));
  return { start: end, end, text: isOnOwnLine ? `,${lineBreakOf(text)}${indent}${added}` : `, ${added}` };
}

/** The spaces before the keys of a block map. */
export function indentOf(map: YAMLMap): string {
  return ' '.repeat((map.srcToken as { indent: number }).indent);
}

/** A key as the keys of a flow map are written: JSON has quotes. */
export function keyText(map: YAMLMap, key: string): string {
  return isJson(map) ? JSON.stringify(key) : key;
}

/** Whether the keys of a flow map are written as in JSON. */
export function isJson(map: YAMLMap): boolean {
  const [first] = map.items;
  return isScalar(first?.key) && (first.key as Scalar).type === 'QUOTE_DOUBLE';
}
