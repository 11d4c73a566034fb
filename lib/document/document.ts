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
  type YAMLMap,
} from 'yaml';
import type { Mistake } from '../mistakes/mistake';
import type { Place } from '../mistakes/place';
import { findDeeperThan } from './depth';
import { placeIn, placeOfNode, type Source } from './source';
import { syntaxMistakes } from './syntax-mistakes';
import { readValue } from './values';

/** The content of a file as plain values, with the place of each. */
export interface YamlDocument {
  readonly value: unknown;
  /** The place of the value at a path, or of the nearest enclosing value that exists. */
  placeOf(path: readonly PropertyKey[], which?: 'key' | 'value'): Place;
}

/** The document that was read, and the mistakes. A text that is not YAML gives no document: a part of it may mean something else. */
export interface Parsed {
  readonly document?: YamlDocument;
  readonly mistakes: readonly Mistake[];
}

/**
 * The maximum depth of nesting: more than any task needs, and far less than the depth at which the parser runs out of
 * stack.
 */
const DEPTH_MAX = 100;

/** Parses a file. */
export function parse(source: Source): Parsed {
  const tokens = [...new Parser().parse(source.text)];
  const fatal = (mistake: Mistake): Parsed => ({ mistakes: [mistake] });
  const [deep] = tokens.flatMap((token) => findDeeperThan(DEPTH_MAX, token) ?? []);
  if (deep) {
    return fatal(toDepthMistake(source, deep));
  }
  // The composer compares each key of a map with all others, which takes quadratic time; readValue finds equal keys with a map.
  const options = { prettyErrors: false, keepSourceTokens: false, uniqueKeys: false };
  const [doc, ...others] = new Composer(options).compose(tokens, true, source.text.length);
  const errors = doc?.errors ?? [];
  if (!doc || errors.length > 0) {
    return { mistakes: syntaxMistakes(source, errors) };
  }
  const version = doc.directives?.yaml.version ?? '1.2';
  if (version !== '1.2' || doc.warnings.some(({ message }) => message.startsWith('Unsupported YAML version'))) {
    return fatal(toVersionMistake(source));
  }
  if (doc.contents === null || isEmpty(doc.contents)) {
    return fatal(toEmptyFileMistake(source));
  }
  const { value, resolve, mistakes } = readValue(source, doc.contents);
  return {
    document: { value, placeOf: placesIn(source, doc.contents, resolve) },
    mistakes: [...others.slice(0, 1).map((other) => toSecondDocumentMistake(source, other)), ...mistakes],
  };
}

function toDepthMistake(source: Source, token: CST.Token): Mistake {
  const start = token.offset;
  return {
    code: 'yaml-depth',
    message: 'lists and maps are nested too deeply',
    place: placeIn(source, start, start + 1),
    allowed: `at most ${DEPTH_MAX} levels`,
  };
}

function isEmpty(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null;
}

function toSecondDocumentMistake(source: Source, { range, contents }: Document): Mistake {
  const start = range?.[0] ?? 0;
  const place = placeIn(source, start, start + 1);
  const code = 'yaml-several-documents';
  const allowed = 'one document in a file; a folder may hold many files';
  if (contents === null || isEmpty(contents)) {
    return { code, message: 'the file holds a second document, which is empty', place, allowed, fix: 'remove the ---' };
  }
  const fix = 'move its tasks to the first document, or to a file of their own';
  return { code, message: 'the file holds a second document', place, allowed, fix };
}

function toVersionMistake(source: Source): Mistake {
  const start = source.text.search(/^%YAML/m);
  return {
    code: 'yaml-version',
    message: 'the file is written in another YAML version',
    place: placeIn(source, start, start + 5),
    allowed: '1.2',
    fix: 'remove the %YAML line',
  };
}

function toEmptyFileMistake(source: Source): Mistake {
  return {
    code: 'empty-file',
    message: `${source.file} is empty`,
    place: placeIn(source, 0, 1),
    allowed: 'a map with tasks',
    fix: 'write tasks: []',
  };
}

function placesIn(source: Source, root: Node, resolve: (node: unknown) => unknown): YamlDocument['placeOf'] {
  const known = new Map<unknown, ReadonlyMap<PropertyKey, Pair>>();
  const pairsOf = (map: unknown): ReadonlyMap<PropertyKey, Pair> | undefined => {
    if (isMap(map) && !known.has(map)) {
      known.set(map, firstPairs(map));
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

/** The pairs of a map by their keys. Of pairs with the same key, the first is read. */
function firstPairs(map: YAMLMap): Map<PropertyKey, Pair> {
  const pairs = new Map<PropertyKey, Pair>();
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? (pair.key.value as string) : undefined;
    if (key !== undefined && !pairs.has(key)) {
      pairs.set(key, pair);
    }
  }
  return pairs;
}
