import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../mistakes/user-error';
import { attempt, unlessGone } from './attempt';
import { EXTENSION, isManifest, type OutputFile } from './folder';

/** A file to write. */
export interface FileToWrite extends OutputFile {
  /** Whether a file is there that this one replaces. */
  readonly replaces: boolean;
  /**
   * The permissions of the file.
   *
   * @default - those of a new file
   */
  readonly mode?: number;
}

/** The changes after which a folder holds exactly the files of an app. */
export interface Changes {
  readonly written: readonly FileToWrite[];
  /** Paths of the manifests to remove. */
  readonly removed: readonly string[];
}

/**
 * Compares a folder with the files that it should hold.
 *
 * @throws UserError if a file cannot be read, or if something else than a file has the name of a manifest
 */
export function changesTo(folder: string, files: readonly OutputFile[]): Changes {
  const present = new Set(manifestNames(folder));
  const written = files
    .map((file) => ({ ...file, replaces: present.has(file.path) }))
    .filter(({ path, text, replaces }) => !replaces || readManifest(folder, path) !== text);
  const wanted = new Set(files.map(({ path }) => path));
  const removed = [...present].filter((path) => {
    const text = wanted.has(path) ? undefined : readManifest(folder, path);
    return text !== undefined && isManifest(path, text);
  });
  return { written, removed };
}

/** Paths of the files that are named like manifests, in a folder and in its subfolders. */
function manifestNames(folder: string): string[] {
  return attempt(folder, () => readdirSync(folder, { withFileTypes: true })).flatMap((entry) => {
    if (entry.name.endsWith(EXTENSION)) {
      return [checkedName(folder, entry)];
    }
    return entry.isDirectory() ? namesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`) : [];
  });
}

function namesIn(folder: string): string[] {
  const entries = attempt(folder, () => unlessGone(() => readdirSync(folder, { withFileTypes: true }))) ?? [];
  return entries.filter(({ name }) => name.endsWith(EXTENSION)).map((entry) => checkedName(folder, entry));
}

/** Reading a named pipe would never end, and a link may lead out of the project. */
function checkedName(folder: string, entry: Dirent): string {
  if (!entry.isFile()) {
    throw new UserError(
      `${join(folder, entry.name)}: is ${kindOf(entry)}, and only a file may have the name of a manifest; remove it, ` +
        'or give it another name',
    );
  }
  return entry.name;
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) {
    return 'a symbolic link';
  }
  if (entry.isDirectory()) {
    return 'a folder';
  }
  return entry.isFIFO() ? 'a named pipe' : 'a device or a socket';
}

/** The text of a file; undefined if it has gone since it was listed. */
function readManifest(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  return attempt(file, () => unlessGone(() => readFileSync(file, 'utf8')));
}
