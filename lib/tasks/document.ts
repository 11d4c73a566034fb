import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLError } from 'yaml';
import type { MistakeCode } from '../checks/codes';
import type { Mistake, Place } from './mistake';
import type { Source } from './source';

/** A file's content as plain values, with the place of each. */
export interface YamlDocument {
  readonly value: unknown;
  /** The place of what a path leads to, or of the nearest thing around it that exists. */
  placeOf(path: readonly PropertyKey[], which?: 'key' | 'value'): Place;
}

/** Aliases may not lead to more nodes than this: a few lines can stand for billions. */
const ALIASED_NODES_MAX = 1_000_000;

const CODES: Record<string, MistakeCode> = {
  DUPLICATE_KEY: 'yaml-duplicate-key',
  MULTIPLE_DOCS: 'yaml-several-documents',
};

/** Parses a file. A text that has any mistake gives no document: half a text means something else. */
export function parse(source: Source): YamlDocument | readonly Mistake[] {
  const doc = parseDocument(source.text, { lineCounter: source.lines, keepSourceTokens: false, prettyErrors: false });
  if (doc.errors.length > 0) {
    return doc.errors.map((error) => syntaxMistake(source, error));
  }
  if (doc.directives?.yaml.explicit && doc.directives.yaml.version !== '1.2') {
    const place = { source, start: 0, end: 5 };
    return [
      {
        code: 'yaml-version',
        message: 'the file asks for another YAML version',
        place,
        allowed: '1.2',
        fix: () => 'remove the %YAML line',
      },
    ];
  }
  if (doc.contents === null || (isScalar(doc.contents) && doc.contents.value === null)) {
    const place = { source, start: 0, end: 1 };
    return [
      {
        code: 'empty-file',
        message: `${source.file} is empty`,
        place,
        allowed: 'tasks, defaults, repositories, storageClasses',
        fix: () => 'write tasks: []',
      },
    ];
  }
  const root = doc.contents;
  const resolve = (node: unknown) => (isAlias(node) ? node.resolve(doc) : node);
  const reader = new ValueReader(source, resolve);
  const value = reader.read(root);
  if (reader.mistakes.length > 0) {
    return reader.mistakes;
  }
  return { value, placeOf: (path, which = 'value') => placeOf(source, root, path, which, resolve) };
}

function syntaxMistake(source: Source, error: YAMLError): Mistake {
  const [start, end] = error.pos;
  const code = CODES[error.code] ?? 'yaml-syntax';
  const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  const fix = {
    'yaml-duplicate-key': 'keep one of them',
    'yaml-several-documents': 'keep one document a file; a folder may hold many files',
  }[code as string];
  return { code, message, place: { source, start, end: Math.max(end, start + 1) }, fix: () => fix };
}

/** Turns nodes into values, and finds what the parser lets pass. */
class ValueReader {
  public readonly mistakes: Mistake[] = [];
  private readonly open = new Set<unknown>();
  private aliased = 0;
  private inAlias = 0;

  constructor(
    private readonly source: Source,
    private readonly resolve: (node: unknown) => unknown,
  ) {}

  public read(node: unknown): unknown {
    if (isAlias(node)) {
      return this.readAlias(node);
    }
    if (this.inAlias > 0) {
      this.aliased += 1;
    }
    this.refuseTag(node as Node);
    if (isMap(node)) {
      return this.within(node, () => Object.fromEntries(node.items.flatMap((pair) => this.readPair(pair))));
    }
    if (isSeq(node)) {
      return this.within(node, () => node.items.map((item) => this.read(item)));
    }
    return isScalar(node) ? node.value : null;
  }

  private readAlias(node: Node & { source: string }): unknown {
    const target = this.resolve(node);
    const problem =
      target === undefined
        ? 'leads nowhere'
        : this.open.has(target)
          ? 'leads round in a circle'
          : this.aliased > ALIASED_NODES_MAX
            ? `stands for more than ${ALIASED_NODES_MAX} values, with those before it`
            : undefined;
    if (problem) {
      // One word on a bomb is enough.
      if (!this.mistakes.some(({ code }) => code === 'yaml-alias') || this.aliased <= ALIASED_NODES_MAX) {
        this.add(
          'yaml-alias',
          node,
          `alias *${node.source} ${problem}`,
          'write the value out, or put what tasks share into defaults',
        );
      }
      return null;
    }
    this.inAlias += 1;
    const value = this.read(target);
    this.inAlias -= 1;
    return value;
  }

  private readPair(pair: Pair): [string, unknown][] {
    const key = pair.key as Node;
    const name = isScalar(key) ? key.value : undefined;
    this.refuseTag(key);
    if (typeof name !== 'string') {
      const fix = isScalar(key) ? `write "${key.source ?? key.value}"` : 'write a plain name';
      this.add(
        'yaml-key',
        key ?? (pair.value as Node),
        `key ${isScalar(key) ? key.source : ''} is not text`.replace('  ', ' '),
        fix,
      );
      return [];
    }
    if (name === '__proto__') {
      this.add('reserved-key', key, 'key __proto__ is a name that JavaScript keeps for itself', 'take another name');
      return [];
    }
    return [[name, this.read(pair.value)]];
  }

  private within<T>(node: unknown, read: () => T): T {
    this.open.add(node);
    const value = read();
    this.open.delete(node);
    return value;
  }

  private refuseTag(node: Node | null | undefined): void {
    if (node?.tag) {
      this.add('yaml-tag', node, `tag ${node.tag} is not read here`, 'remove it; quote what has to be text');
    }
  }

  private add(code: MistakeCode, node: Node, message: string, fix: string): void {
    this.mistakes.push({ code, message, place: placeOfNode(this.source, node), fix: () => fix });
  }
}

function placeOf(
  source: Source,
  root: unknown,
  path: readonly PropertyKey[],
  which: 'key' | 'value',
  resolve: (node: unknown) => unknown,
): Place {
  let place = placeOfNode(source, root as Node);
  let node = root;
  for (const [index, step] of path.entries()) {
    const around = resolve(node);
    const pair = isMap(around) ? around.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const next = pair ? pair.value : isSeq(around) ? around.items[Number(step)] : undefined;
    const last = index === path.length - 1;
    if (pair && (next === null || next === undefined || (last && which === 'key'))) {
      return placeOfNode(source, pair.key as Node);
    }
    if (next === undefined || next === null) {
      return place;
    }
    place = placeOfNode(source, next as Node);
    node = next;
  }
  return place;
}

function placeOfNode(source: Source, node: Node): Place {
  const [start, end] = node.range ?? [0, 1];
  return { source, start, end };
}
