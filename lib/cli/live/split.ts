import { show } from '../../mistakes/show';
import { isMap } from '../../settings/maps';

/** A text that does not make sense, with the place of the byte at which the reader noticed. */
export class BrokenText extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Takes an object, with the place of its first byte. */
export type Take = (object: Readonly<Record<string, unknown>>, offset: number) => void;

const [SPACE, QUOTE, BACKSLASH, COMMA, DASH] = [0x20, 0x22, 0x5c, 0x2c, 0x2d];
const [OPEN_MAP, CLOSE_MAP, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
/** The depth of the list of items, and of an item: a map in a list in a map. */
const [LIST_DEPTH, ITEM_DEPTH] = [2, 3];

/**
 * Hands over each object in a text of JSON documents: the items of lists, and single objects. Each object is parsed alone,
 * so that the values of a text of several hundred megabytes are never in memory all at once.
 *
 * @throws BrokenText for a text that is cut off or is not JSON
 */
export function splitJson(bytes: Buffer, take: Take): void {
  let depth = 0;
  let start = 0;
  let inItems = false;
  let itemStart = 0;
  let key = '';
  /** The part of the document before its items. */
  let head = '';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    // Most bytes of indented JSON are spaces.
    if (byte <= SPACE) {
      continue;
    }
    const isOpen = byte === OPEN_MAP || byte === OPEN_LIST;
    if (isOpen) {
      depth++;
    }
    if (inItems && depth === LIST_DEPTH && byte !== COMMA && byte !== CLOSE_LIST) {
      throw new BrokenText('an item of the list is no object of a cluster', i);
    }
    if (byte === QUOTE) {
      const end = endOfString(bytes, i);
      if (depth === 1) {
        key = bytes.toString('utf8', i + 1, end);
      }
      i = end;
    } else if (isOpen) {
      if (depth === 1) {
        [start, head, key] = [i, '', ''];
      } else if (depth === LIST_DEPTH && byte === OPEN_LIST && key === 'items') {
        inItems = true;
        head += bytes.toString('utf8', start, i + 1);
      } else if (inItems && depth === ITEM_DEPTH) {
        itemStart = i;
      }
    } else if (byte === CLOSE_MAP || byte === CLOSE_LIST) {
      if (inItems && depth === ITEM_DEPTH) {
        take(parseMap(bytes, itemStart, i + 1), itemStart);
      } else if (inItems && depth === LIST_DEPTH) {
        [inItems, start] = [false, i];
      } else if (depth === 1) {
        const object = parseMap(bytes, start, i + 1, head);
        if (!Array.isArray(object.items)) {
          take(object, start);
        }
      }
      depth--;
    } else if (depth <= 0 && byte !== DASH) {
      throw new BrokenText('the text is neither JSON nor YAML', i);
    }
  }
  if (depth > 0) {
    throw new BrokenText('the text is cut off: a map or a list does not end', bytes.length);
  }
}

function endOfString(bytes: Buffer, start: number): number {
  for (let i = start + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH) {
      i++;
    } else if (bytes[i] === QUOTE) {
      return i;
    }
  }
  throw new BrokenText('the text is cut off: a string does not end', bytes.length);
}

function parseMap(bytes: Buffer, start: number, end: number, head = ''): Record<string, unknown> {
  const text = bytes.toString('utf8', start, end);
  let value: unknown;
  try {
    value = JSON.parse(head + text);
  } catch (error) {
    const [message = ''] = (error as Error).message.split('\n');
    // Not every message has a position.
    const position = Number(/ at position (\d+)/.exec(message)?.[1] ?? head.length) - head.length;
    const before = Buffer.byteLength(text.slice(0, Math.max(0, position)));
    throw new BrokenText(`the text is not JSON: ${message.replace(/ at position .*/, '')}`, start + before);
  }
  if (!isMap(value)) {
    throw new BrokenText(`${show(value)} is no object of a cluster`, start);
  }
  return value;
}
