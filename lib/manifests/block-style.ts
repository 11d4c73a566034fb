/*
 * Block style, written directly.
 *
 * js-yaml builds a tree of nodes for each object, and matches each scalar against its patterns. In manifests the same keys
 * and values come again and again: here js-yaml's text of a scalar is remembered, and no tree is built. js-yaml decides
 * about each scalar, and writes all shapes that `isBlockStyle` does not know.
 */

/** Strings, numbers, booleans and null that take one line. */
type Scalar = string | number | boolean | null;

/** Writes a scalar of one line. */
export type WriteScalar = (scalar: Scalar) => string;

type Value = Scalar | readonly Value[] | { readonly [key: string]: Value };

/**
 * Strings that no YAML parser reads as anything else: they begin with a letter, are longer than each word that has a
 * meaning (`false`), are no number (`e1`), and have no character with a meaning.
 */
const SAFE = /^[a-df-zA-DF-Z/][\w./-]{5,}$/;

/** YAML limits a key to 1024 characters in its line, and js-yaml escapes a character with up to six. */
const KEY_MAX = 170;

/** The maximum number of remembered scalars: memory must not grow with the number of tasks. */
const REMEMBERED_MAX = 5000;

/** Whether a value is made of maps, lists and scalars that `BlockStyle` writes as js-yaml does. */
export function isBlockStyle(value: unknown): value is Value {
  switch (typeof value) {
    case 'string':
      return !value.includes('\n');
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    case 'boolean':
      return true;
    case 'object':
      return value === null || (Array.isArray(value) ? [...value].every(isBlockStyle) : isBlockStyleMap(value));
    default:
      return false;
  }
}

/** Whether a map has at least one key, as each document of a manifest file has. */
export function isBlockStyleDocument(value: object): value is Readonly<Record<string, Value>> {
  return !Array.isArray(value) && isBlockStyle(value) && Object.keys(value).length > 0;
}

function isBlockStyleMap(map: object): boolean {
  const prototype = Object.getPrototypeOf(map);
  return (
    (prototype === Object.prototype || prototype === null) &&
    Object.entries(map).every(
      ([key, value]) => key.length <= KEY_MAX && !key.includes('\n') && key !== '__proto__' && isBlockStyle(value),
    )
  );
}

/** Writes values that are in block style, with an indentation of two spaces. */
export class BlockStyle {
  private readonly remembered = new Map<Scalar, string>();

  constructor(
    private readonly sortKeys: (keys: string[]) => string[],
    private readonly writeScalar: WriteScalar,
  ) {}

  /** The lines of a map, without the indentation of the first one and without the last line's end. */
  public map(map: Readonly<Record<string, Value>>, indent = ''): string {
    return this.sortKeys(Object.keys(map))
      .map((key) => `${this.scalar(key)}:${this.valueOfKey(map[key] as Value, indent)}`)
      .join(`\n${indent}`);
  }

  private list(list: readonly Value[], indent: string): string {
    return list.map((item) => `- ${this.item(item, `${indent}  `)}`).join(`\n${indent}`);
  }

  /** A value after its key: in the same line, or below it. */
  private valueOfKey(value: Value, indent: string): string {
    const inner = `${indent}  `;
    const text = this.item(value, inner);
    return isEmptyOrScalar(value) ? ` ${text}` : `\n${inner}${text}`;
  }

  /** A value that begins in the present line. */
  private item(value: Value, indent: string): string {
    if (typeof value !== 'object' || value === null) {
      return this.scalar(value);
    }
    if (isList(value)) {
      return value.length === 0 ? '[]' : this.list(value, indent);
    }
    return Object.keys(value).length === 0 ? '{}' : this.map(value, indent);
  }

  private scalar(scalar: Scalar): string {
    if (typeof scalar === 'string' && SAFE.test(scalar)) {
      return scalar;
    }
    const known = this.remembered.get(scalar);
    if (known !== undefined) {
      return known;
    }
    if (this.remembered.size >= REMEMBERED_MAX) {
      this.remembered.clear();
    }
    const text = this.writeScalar(scalar);
    this.remembered.set(scalar, text);
    return text;
  }
}

function isEmptyOrScalar(value: Value): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}
