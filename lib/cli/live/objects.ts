import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { show } from '../../mistakes/show';
import { UserError } from '../../mistakes/user-error';

/**
 * Reads the objects of a cluster, as `kubectl get -o json` prints them: lists or single objects, in one document or several,
 * as JSON or YAML, in UTF-8 or UTF-16, with or without a byte order mark.
 *
 * @param file the file; `-` for standard input
 * @param allowed the content that the file has to have, for the message of the error
 * @throws UserError for a file that cannot be read, with the line and column at which its text becomes invalid
 */
export function readObjects(file: string, allowed: string): unknown[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return parseObjects(decode(bytes), file === '-' ? 'standard input' : file, allowed);
}

/**
 * The objects in a text.
 *
 * @param name the name of the text, for the message of the error
 * @throws UserError for a text with other content
 */
export function parseObjects(text: string, name: string, allowed: string): unknown[] {
  return parseDocuments(text, name, allowed).flatMap((document) => {
    if (!isMap(document)) {
      throw new UserError(`${name} holds ${show(document)}, which is no object of a cluster; allowed: ${allowed}`);
    }
    return Array.isArray(document.items) ? document.items : [document];
  });
}

function parseDocuments(text: string, name: string, allowed: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    // A text that is not one JSON document may be several documents, or YAML.
  }
  try {
    return loadAll(text).filter((document) => document !== null && document !== undefined);
  } catch (error) {
    const { mark, reason } = error as { mark?: { line: number; column: number }; reason?: string };
    const place = mark ? `:${mark.line + 1}:${mark.column + 1}` : '';
    const what = reason ?? (error as Error).message.split('\n')[0];
    throw new UserError(
      `${name}${place}: the text is neither JSON nor YAML, or it is cut off: ${what}; allowed: ${allowed}`,
    );
  }
}

/** PowerShell writes UTF-16 with a byte order mark. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  if (first === 0xfe && second === 0xff) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  return new TextDecoder('utf-8').decode(bytes);
}

function isMap(value: unknown): value is { readonly items?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
