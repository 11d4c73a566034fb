import {
  Composer,
  type CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  type YAMLError,
} from 'yaml';
import type { Mistake } from '../mistakes/mistake';
import type { Place } from '../mistakes/place';
import { deeperThan } from './depth';
import { placeIn, placeOfNode, type Source } from './source';
import { readValue } from './values';
import { fixForYaml } from './yaml-fix';

/** A file's content as plain values, with the place of each. */
export interface YamlDocument {
  readonly value: unknown;
  /** The place of what a path leads to, or of the nearest thing around it that exists. */
  placeOf(path: readonly PropertyKey[], which?: 'key' | 'value'): Place;
}

/** What could be read of a file. A text that is not YAML gives no document: half a text means something else. */
export interface Parsed {
  readonly document?: YamlDocument;
  readonly mistakes: readonly Mistake[];
}

/** Deeper than any task, and far from where the parser would run out of stack. */
const DEPTH_MAX = 100;

/** Parses a file. */
export function parse(source: Source): Parsed {
  const tokens = [...new Parser(source.lines.addNewLine).parse(source.text)];
  const fatal = (mistake: Mistake): Parsed => ({ mistakes: [mistake] });
  const [deep] = tokens.flatMap((token) => deeperThan(DEPTH_MAX, token) ?? []);
  if (deep) {
    return fatal(tooDeep(source, deep));
  }
  // The composer looks for keys that stand twice by comparing each with all others; readValue does with a set.
  const options = { prettyErrors: false, keepSourceTokens: false, uniqueKeys: false };
  const [doc, ...others] = new Composer(options).compose(tokens, true, source.text.length);
  const errors = doc?.errors ?? [];
  if (!doc || errors.length > 0) {
    // What comes second at one place is but another view of the first.
    const seen = new Set<number>();
    const first = errors.filter(({ pos: [start] }) => !seen.has(start) && seen.add(start));
    return { mistakes: first.map((error) => yamlMistake(source, error)) };
  }
  const version = doc.directives?.yaml.version ?? '1.2';
  if (version !== '1.2' || doc.warnings.some(({ message }) => message.startsWith('Unsupported YAML version'))) {
    return fatal(otherVersion(source));
  }
  if (doc.contents === null || (isScalar(doc.contents) && doc.contents.value === null)) {
    return fatal(empty(source));
  }
  const { value, resolve, mistakes } = readValue(source, doc.contents);
  return {
    document: { value, placeOf: placesIn(source, doc.contents, resolve) },
    mistakes: [...others.slice(0, 1).map(several(source)), ...mistakes],
  };
}

function yamlMistake(source: Source, error: YAMLError): Mistake {
  const [start, end] = error.pos;
  const place = placeIn(source, start, Math.max(end, start + 1));
  const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return { code: 'yaml-syntax', message, place, fix: fixForYaml(message) };
}

function tooDeep(source: Source, token: CST.Token): Mistake {
  const start = token.offset;
  return {
    code: 'yaml-depth',
    message: 'lists and maps stand in each other too deeply',
    place: placeIn(source, start, start + 1),
    allowed: `at most ${DEPTH_MAX} in each other`,
  };
}

function several(source: Source): (other: Document) => Mistake {
  return ({ range }) => ({
    code: 'yaml-several-documents',
    message: 'the file holds a second document',
    place: placeIn(source, range?.[0] ?? 0, (range?.[0] ?? 0) + 1),
    allowed: 'one document a file; a folder may hold many files',
    fix: 'put its tasks into the first, or into a file of their own',
  });
}

function otherVersion(source: Source): Mistake {
  const start = source.text.search(/^%YAML/m);
  return {
    code: 'yaml-version',
    message: 'the file asks for another YAML version',
    place: placeIn(source, start, start + 5),
    allowed: '1.2',
    fix: 'remove the %YAML line',
  };
}

function empty(source: Source): Mistake {
  return {
    code: 'empty-file',
    message: `${source.file} is empty`,
    place: placeIn(source, 0, 1),
    allowed: 'tasks, defaults, repositories, storageClasses',
    fix: 'write tasks: []',
  };
}

function placesIn(source: Source, root: Node, resolve: (node: unknown) => unknown): YamlDocument['placeOf'] {
  const known = new Map<unknown, ReadonlyMap<PropertyKey, Pair>>();
  const pairsOf = (map: unknown): ReadonlyMap<PropertyKey, Pair> | undefined => {
    if (isMap(map) && !known.has(map)) {
      // Of keys that stand twice the first is the one that is read.
      const pairs = map.items.filter(({ key }) => isScalar(key)).reverse();
      known.set(map, new Map(pairs.map((pair) => [(pair.key as { value: string }).value, pair])));
    }
    return known.get(map);
  };
  return (path, which = 'value') => {
    let node: unknown = root;
    for (const [index, step] of path.entries()) {
      const around = resolve(node);
      const pair = pairsOf(around)?.get(step);
      const next = pair ? pair.value : isSeq(around) ? around.items[Number(step)] : undefined;
      const last = index === path.length - 1;
      if (pair && (!next || (last && which === 'key'))) {
        return placeOfNode(source, pair.key as Node);
      }
      if (!next) {
        break;
      }
      node = next;
    }
    return placeOfNode(source, node as Node);
  };
}
