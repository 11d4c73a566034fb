import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../mistakes/user-error';
import { readRegularFile } from '../app/regular-file';
import { addLines, addPackageKeys } from './merge';

/** A file of the new repository. */
export interface WrittenFile {
  readonly path: string;
  /** `new`; `lines added` and `keys added` to a file that was there; or `left as it was`. */
  readonly was: 'new' | 'lines added' | 'keys added' | 'left as it was';
}

interface Change extends WrittenFile {
  readonly text: string;
  /** The content before; undefined for a new file. */
  readonly before: string | undefined;
}

/**
 * Writes the files of a new repository, and overwrites none that is there.
 *
 * @throws UserError if a file cannot be written; every file is put back as it was then
 */
export function writeNew(files: ReadonlyMap<string, string>): WrittenFile[] {
  const changes = [...files].map(([path, text]) => planChange(path, text));
  const done: Change[] = [];
  try {
    for (const change of changes.filter(({ was }) => was !== 'left as it was')) {
      done.push(change);
      mkdirSync(dirname(change.path), { recursive: true });
      writeFileSync(change.path, change.text);
    }
  } catch (error) {
    undo(done);
    throw new UserError(`the files cannot be written: ${(error as Error).message}; nothing was written`);
  }
  return changes.map(({ path, was }) => ({ path, was }));
}

function planChange(path: string, text: string): Change {
  if (!existsSync(path)) {
    return { path, text, before: undefined, was: 'new' };
  }
  const before = readRegularFile(path);
  if (path === '.gitignore' || path === '.gitattributes') {
    const merged = addLines(before, text);
    return { path, text: merged, before, was: merged === before ? 'left as it was' : 'lines added' };
  }
  if (path === 'package.json') {
    const merged = addPackageKeys(before, text);
    return { path, text: merged, before, was: merged === before ? 'left as it was' : 'keys added' };
  }
  return { path, text: before, before, was: 'left as it was' };
}

function undo(changes: readonly Change[]): void {
  for (const { path, before } of changes) {
    if (before === undefined) {
      rmSync(path, { force: true });
      removeEmptyFolders(dirname(path));
    } else {
      writeFileSync(path, before);
    }
  }
}

/** Removes the folder unless it holds other files. */
function removeEmptyFolders(folder: string): void {
  if (folder === '.') {
    return;
  }
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
  removeEmptyFolders(dirname(folder));
}
