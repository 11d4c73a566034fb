import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { printable } from '../../mistakes/printable';
import { show } from '../../mistakes/show';
import { UserError } from '../../mistakes/user-error';
import { isMap } from '../../settings/maps';
import { BrokenText, splitJson, type Take } from './split';

/**
 * The bytes of a file.
 *
 * @param file the file; `-` for standard input
 * @throws UserError for a file that cannot be read
 */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Reads the objects of a cluster, as `kubectl get -o json` prints them: lists or single objects, in one document or several,
 * as JSON or YAML, in UTF-8 or UTF-16, with or without a byte order mark.
 *
 * @param name the name of the text, for the message of the error
 * @param allowed the content that the text has to have, for the same message
 * @param take is called for each object
 * @throws UserError for a text that is something else, with the line and column at which the text ends to make sense
 */
export function parseObjects(bytes: Buffer, name: string, allowed: string, take: Take): void {
  const text = toUtf8(bytes);
  try {
    // JSON of kubectl begins with a map. A text that begins otherwise may be YAML, which is read as a whole.
    if (/^[\s-]*\{/.test(text.toString('utf8', 0, 1000))) {
      splitJson(text, take);
    } else {
      splitYaml(text.toString(), take);
    }
  } catch (error) {
    if (error instanceof BrokenText) {
      throw new UserError(`${name}${placeOf(text, error.offset)}: ${printable(error.message)}; allowed: ${allowed}`);
    }
    throw error;
  }
}

function splitYaml(text: string, take: Take): void {
  for (const document of parseYaml(text)) {
    const objects = isMap(document) && Array.isArray(document.items) ? document.items : [document];
    for (const object of objects) {
      if (!isMap(object)) {
        throw new BrokenText(`${show(object)} is no object of a cluster`, 0);
      }
      take(object, 0);
    }
  }
}

function parseYaml(text: string): unknown[] {
  try {
    return loadAll(text).filter((document) => document !== null && document !== undefined);
  } catch (error) {
    const { mark, reason } = error as { mark?: { position: number }; reason?: string };
    const what = reason ?? (error as Error).message.split('\n')[0];
    const offset = Buffer.byteLength(text.slice(0, mark?.position ?? 0));
    throw new BrokenText(`the text is neither JSON nor YAML, or it is cut off: ${what}`, offset);
  }
}

/** `:LINE:COLUMN` of a byte. */
function placeOf(text: Buffer, offset: number): string {
  const before = text.subarray(0, offset);
  let line = 1;
  let start = 0;
  for (let end = before.indexOf(10); end >= 0; end = before.indexOf(10, start)) {
    line++;
    start = end + 1;
  }
  return `:${line}:${before.toString('utf8', start).length + 1}`;
}

/** PowerShell writes UTF-16 with a byte order mark. */
function toUtf8(bytes: Buffer): Buffer {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) {
    return Buffer.from(new TextDecoder('utf-16le').decode(bytes));
  }
  if (first === 0xfe && second === 0xff) {
    return Buffer.from(new TextDecoder('utf-16be').decode(bytes));
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}
