import {
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Source } from '../../document/source';
import { byHand } from './refuse';

/** The nodes of a file of tasks, with their offsets in its text. */
export interface TaskList {
  readonly source: Source;
  readonly root: YAMLMap;
  /** The list under `tasks`. */
  readonly list: YAMLSeq;
}

/**
 * Parses a file whose tasks have no mistakes.
 *
 * @throws MistakesError if the list of tasks is an alias
 */
export function taskListOf(source: Source): TaskList {
  const { contents: root } = parseDocument(source.text, { keepSourceTokens: true, uniqueKeys: false });
  if (!isMap(root)) {
    throw byHand(source, 0, 'the content of the file is not a plain map', 'edit the file by hand');
  }
  const list = nodeAt(root, 'tasks');
  if (!isSeq(list)) {
    throw byHand(source, startOf(list), 'the list of tasks is an alias', 'edit the list at its anchor by hand');
  }
  return { source, root, list };
}

/**
 * The map of a task.
 *
 * @param offset the offset of the value of its `taskId`
 * @throws MistakesError if the task does not stand in the list as a map
 */
export function taskMap({ source, list }: TaskList, offset: number): YAMLMap {
  const found = list.items.find((item) => isMap(item) && startOf(nodeAt(item, 'taskId')) === offset);
  if (!isMap(found)) {
    throw byHand(source, offset, 'the task is not written in the list of tasks', 'edit the task by hand');
  }
  return found;
}

/** The value of a key of a map. */
export function nodeAt(map: YAMLMap, key: string): Node | undefined {
  const pair = map.items.find((one) => isScalar(one.key) && one.key.value === key);
  return isNode(pair?.value) ? pair.value : undefined;
}

/** The offset at which a node begins. */
export function startOf(node: unknown): number {
  return (isNode(node) && node.range?.[0]) || 0;
}

/** The offset at which the content of a node ends. Comments below a block are not part of its content. */
export function contentEnd(node: unknown): number {
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1);
    return contentEnd(isNode(last) ? last : (last as { value?: unknown } | undefined)?.value);
  }
  return (isNode(node) && node.range?.[1]) || 0;
}

/** The offset of the dash of an item of a block list, or of the comma before an item of a flow list. */
export function markOf(list: YAMLSeq, item: unknown, type: 'seq-item-ind' | 'comma'): number | undefined {
  const tokens = (list.srcToken as { items: Token[] }).items;
  const token = tokens.find(({ value }) => value !== undefined && value === (item as Node).srcToken);
  return token?.start.find((one) => one.type === type)?.offset;
}

interface Token {
  readonly start: readonly { readonly type: string; readonly offset: number }[];
  readonly value?: unknown;
}
