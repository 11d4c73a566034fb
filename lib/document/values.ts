import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { MistakeCode } from '../mistakes/codes';
import type { Mistake } from '../mistakes/mistake';
import { placeIn, placeOfNode, type Source } from './source';

/** The plain value of a node, and mistakes that the parser does not report. */
export interface ReadValue {
  readonly value: unknown;
  /** The node that an alias leads to; any other node itself. */
  resolve(node: unknown): unknown;
  readonly mistakes: readonly Mistake[];
}

/** The number of nodes that all aliases may stand for: a few lines with aliases can stand for billions of nodes. */
const ALIASED_NODES_MAX = 1_000_000;
/** The levels of nesting that aliases may lead to. */
const DEPTH_MAX = 200;

/** The number of characters before a value in which its tag is looked for. */
const TAG_MAX = 200;

const ALIAS_FIX = 'write out the value, or move the settings that tasks share to defaults';

export function readValue(source: Source, root: Node): ReadValue {
  const reader = new ValueReader(source);
  return { value: reader.read(root), resolve: (node) => reader.resolve(node), mistakes: reader.mistakes };
}

class ValueReader {
  public readonly mistakes: Mistake[] = [];
  /** The latest node of each anchor, as far as the text has been read. */
  private readonly anchors = new Map<string, unknown>();
  private readonly targets = new Map<Alias, unknown>();
  private readonly open = new Set<unknown>();
  private aliased = 0;
  private aliasDepth = 0;
  /** The alias in the text itself that is being read. */
  private outermost: Alias | undefined;
  private hasTooManyValues = false;

  constructor(private readonly source: Source) {}

  public resolve(node: unknown): unknown {
    return isAlias(node) ? this.targets.get(node) : node;
  }

  public read(node: unknown): unknown {
    if (isAlias(node)) {
      return this.readAlias(node);
    }
    this.notice(node as Node | null);
    if (isMap(node)) {
      return this.within(node, () => Object.fromEntries(this.readPairs(node.items)));
    }
    if (isSeq(node)) {
      return this.within(node, () => node.items.map((item) => this.read(item)));
    }
    return isScalar(node) ? node.value : null;
  }

  private readAlias(node: Alias): unknown {
    if (!this.targets.has(node)) {
      this.targets.set(node, this.anchors.get(node.source));
    }
    const target = this.targets.get(node);
    if (target === undefined || this.open.has(target)) {
      this.addOnce(
        'yaml-alias',
        node,
        `alias *${node.source} ${target ? 'is part of its own anchor' : 'has no anchor before it'}`,
        ALIAS_FIX,
      );
      return null;
    }
    this.outermost = this.aliasDepth === 0 ? node : this.outermost;
    if (this.aliased > ALIASED_NODES_MAX || this.open.size > DEPTH_MAX) {
      return this.addTooManyValues(this.outermost ?? node);
    }
    this.aliasDepth += 1;
    const value = this.read(target);
    this.aliasDepth -= 1;
    return value;
  }

  /** Reports once that the aliases stand for too many values. */
  private addTooManyValues(node: Alias): null {
    if (!this.hasTooManyValues) {
      this.hasTooManyValues = true;
      const message = `alias *${node.source} and the aliases before it stand for too many values`;
      this.add('yaml-alias', node, message, ALIAS_FIX);
    }
    return null;
  }

  private *readPairs(pairs: readonly Pair[]): Iterable<[string, unknown]> {
    const seen = new Map<string, Node>();
    for (const pair of pairs) {
      const key = this.readKey(pair);
      const value = this.read(pair.value);
      const first = key === undefined ? undefined : seen.get(key);
      if (first) {
        this.addSecondKey(pair.key as Node, first);
      } else if (key !== undefined) {
        seen.set(key, pair.key as Node);
        yield [key, value];
      }
    }
  }

  private readKey({ key }: Pair): string | undefined {
    const name = isScalar(key) ? key.value : undefined;
    this.notice(key as Node | null);
    if (typeof name !== 'string') {
      const written = isScalar(key) ? (key.source ?? '') : '';
      const fix = written ? `write "${written}"` : 'write a string';
      this.addOnce('yaml-key', key as Node, `key ${written && `${written} `}is not a string`, fix);
      return undefined;
    }
    if (name === '__proto__') {
      const message = 'key __proto__ is a reserved name of JavaScript';
      this.addOnce('reserved-key', key as Node, message, 'use another name');
      return undefined;
    }
    return name;
  }

  /** Of two equal keys, the first is read. */
  private addSecondKey(key: Node, first: Node): void {
    if (this.aliasDepth === 0) {
      this.mistakes.push({
        code: 'yaml-duplicate-key',
        message: 'the map has this key twice',
        place: placeOfNode(this.source, key),
        fix: 'keep one of them',
        related: [{ message: 'the first', place: placeOfNode(this.source, first) }],
      });
    }
  }

  private within<T>(node: unknown, read: () => T): T {
    this.open.add(node);
    const value = read();
    this.open.delete(node);
    return value;
  }

  /** Remembers the anchor of a node that is read where it stands, and counts a node that is read through an alias. */
  private notice(node: Node | null): void {
    if (this.aliasDepth > 0) {
      this.aliased += 1;
      return;
    }
    if (node && 'anchor' in node && node.anchor) {
      this.anchors.set(node.anchor, node);
    }
    if (node?.tag) {
      this.addTag(node, node.tag);
    }
  }

  /** The parser gives the place of the value only. The tag, as written, is before the value, usually on the same line. */
  private addTag(node: Node, name: string): void {
    const place = placeOfNode(this.source, node);
    const value = place.start.offset;
    const before = this.source.text.slice(Math.max(0, value - TAG_MAX), value);
    const tag = /![^\s,[\]{}]*(?=[ \t]*(?:&\S+[ \t]*)?$)/.exec(before);
    const start = value - before.length + (tag?.index ?? before.length);
    this.mistakes.push({
      code: 'yaml-tag',
      message: `tag ${tag?.[0] ?? name} is not supported`,
      place: placeIn(this.source, start, place.end.offset),
      fix: 'remove it; quote a value that has to be a string',
    });
  }

  /** Adds a mistake, unless the node is read through an alias: the mistake was added when the node itself was read. */
  private addOnce(code: MistakeCode, node: Node, message: string, fix: string): void {
    if (this.aliasDepth === 0) {
      this.add(code, node, message, fix);
    }
  }

  private add(code: MistakeCode, node: Node, message: string, fix: string): void {
    this.mistakes.push({ code, message, place: placeOfNode(this.source, node), fix });
  }
}
