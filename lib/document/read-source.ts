import { constants } from 'node:buffer';
import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { Mistake } from '../mistakes/mistake';
import { placeIn, type Source, toSource } from './source';

/**
 * Reads a file of settings.
 *
 * @param folder a link may lead to a file in this folder, and in the working folder
 * @returns the text, or the mistake of a file that cannot be read
 */
export function readSource(file: string, folder: string): Source | Mistake {
  try {
    return checkFile(file, statSync(file), folder) ?? decode(file, readFileSync(file));
  } catch (error) {
    return unreadable(file, error);
  }
}

/** Checks that a path leads to a file that can be read whole. Opening a named pipe would wait forever for a writer. */
function checkFile(file: string, stats: Stats, folder: string): Mistake | undefined {
  if (!stats.isFile()) {
    const kind = stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a pipe' : 'no regular file';
    return { code: 'not-a-file', message: `${file} is ${kind}`, allowed: 'a regular file', fix: 'rename or remove it' };
  }
  if (stats.size > constants.MAX_STRING_LENGTH) {
    return {
      code: 'file-too-large',
      message: `${file} has ${stats.size} bytes`,
      allowed: `at most ${constants.MAX_STRING_LENGTH} bytes in a file`,
      fix: 'split it into several files in tasks/',
    };
  }
  return isInside(file, folder) || isInside(file, '.')
    ? undefined
    : {
        code: 'outside-link',
        message: `${file} is reached by a symbolic link that leads out of the project`,
        allowed: 'files of the project',
        fix: 'put a copy of the file there',
      };
}

function isInside(file: string, folder: string): boolean {
  return !/^\.\.(?:$|[/\\])/.test(relative(realpathSync(folder), realpathSync(file)));
}

function decode(file: string, bytes: Buffer): Source | Mistake {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // A text in UTF-16 without a byte order mark is UTF-8 too, with a NUL next to each letter.
    return text.includes('\0') ? notUtf8(file, text, '\0') : toSource(file, text);
  } catch {
    return notUtf8(file, bytes.toString('utf8'), '\uFFFD');
  }
}

/** @param foreign the first character that shows that the text is not UTF-8 */
function notUtf8(file: string, text: string, foreign: string): Mistake {
  const start = text.indexOf(foreign);
  return {
    code: 'not-utf8',
    message: `${file} is not UTF-8 text`,
    place: placeIn(toSource(file, text), start, start + 1),
    allowed: 'UTF-8',
    fix: 'save it as UTF-8',
  };
}

/** A file or folder that the system refuses to read. */
export function unreadable(path: string, error: unknown): Mistake {
  const { code, message } = error as NodeJS.ErrnoException;
  if ((code === 'ENOENT' || code === 'ELOOP') && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    return {
      code: 'unreadable-file',
      message: `${path} is a symbolic link that leads nowhere`,
      fix: 'remove it, or let it lead to a file of the project',
    };
  }
  return { code: 'unreadable-file', message: `${path} cannot be read: ${message}` };
}
