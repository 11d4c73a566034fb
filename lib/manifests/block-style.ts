/*
 * Block style, written directly.
 *
 * js-yaml builds a tree of nodes for each object, and matches each scalar against its patterns. In manifests the same keys
 * and values come again and again: here js-yaml's text of a scalar is remembered, and no tree is built. js-yaml decides
 * about each scalar, and writes each object with a shape that `BlockStyle` does not know.
 */

/** Strings, numbers, booleans and null that take one line. */
type Scalar = string | number | boolean | null;

/** Writes a scalar of one line. */
export type WriteScalar = (scalar: Scalar) => string;

/**
 * Strings that no YAML parser reads as anything else: they begin with a letter, are longer than each word that has a
 * meaning (`false`), are no number (`e1`), and have no character with a meaning.
 */
const SAFE = /^[a-df-zA-DF-Z/][\w./-]{5,}$/;

/** YAML limits a key to 1024 characters in its line, and js-yaml escapes a character with up to six. */
const KEY_MAX = 170;

/** The maximum number of remembered scalars: memory must not grow with the number of tasks. */
const REMEMBERED_MAX = 5000;

const EMPTY_LIST = '[]';
const EMPTY_MAP = '{}';

/** The error for a shape that only js-yaml writes. */
class UnknownShape extends Error {}

/** Writes values of maps, lists and scalars in block style, with an indentation of two spaces. */
export class BlockStyle {
  private readonly remembered = new Map<Scalar, string>();

  constructor(
    private readonly compareKeys: (a: string, b: string) => number,
    private readonly writeScalar: WriteScalar,
  ) {}

  /** The lines of a document, without the last line's end; undefined for a shape that is not known. */
  public document(value: object): string | undefined {
    try {
      const text = this.item(value, '');
      return Array.isArray(value) || text === EMPTY_MAP ? undefined : text;
    } catch (error) {
      if (!(error instanceof UnknownShape)) {
        throw error;
      }
      return undefined;
    }
  }

  /** The lines of a value that begins in the present line: without the indentation of the first one. */
  private item(value: unknown, indent: string): string {
    if (typeof value !== 'object' || value === null) {
      return this.scalar(value);
    }
    return Array.isArray(value) ? this.list(value, indent) : this.map(value, indent);
  }

  private map(map: object, indent: string): string {
    if (Object.getPrototypeOf(map) !== Object.prototype) {
      throw new UnknownShape();
    }
    let text = '';
    for (const key of Object.keys(map).sort(this.compareKeys)) {
      if (key.length > KEY_MAX) {
        throw new UnknownShape();
      }
      const value = this.valueOfKey((map as Record<string, unknown>)[key], `${indent}  `);
      text += `${text && `\n${indent}`}${this.scalar(key)}:${value}`;
    }
    return text || EMPTY_MAP;
  }

  private list(list: readonly unknown[], indent: string): string {
    let text = '';
    // A list may have holes, which for…of reads as undefined.
    for (const item of list) {
      text += `${text && `\n${indent}`}- ${this.item(item, `${indent}  `)}`;
    }
    return text || EMPTY_LIST;
  }

  /** A value after its key: in the same line, or below it. */
  private valueOfKey(value: unknown, indent: string): string {
    const text = this.item(value, indent);
    const isInLine = typeof value !== 'object' || value === null || text === EMPTY_LIST || text === EMPTY_MAP;
    return isInLine ? ` ${text}` : `\n${indent}${text}`;
  }

  private scalar(scalar: unknown): string {
    if (typeof scalar === 'string' && SAFE.test(scalar)) {
      return scalar;
    }
    if (!isScalar(scalar)) {
      throw new UnknownShape();
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

/** Whether a value is a scalar of one line that js-yaml writes by itself as it does in any place. */
function isScalar(value: unknown): value is Scalar {
  switch (typeof value) {
    case 'string':
      return !value.includes('\n');
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    default:
      return typeof value === 'boolean' || value === null;
  }
}
