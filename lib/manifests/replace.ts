import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../mistakes/user-error';
import { attempt, unlessGone } from './attempt';
import type { Changes, FileToWrite } from './changes';
import { holdSignals } from './hold-signals';

/**
 * Makes all changes to a folder, or none. Steps that take long or may fail for lack of space are done first, in the
 * workspace. Then each file is moved into place by a rename, which no reader sees half done.
 *
 * Each change, and what undoes it, is a rename from or to the workspace: without its workspace, a process can do neither.
 *
 * @param workspace an empty folder on the same file system
 * @throws UserError if a change cannot be made; Error if those before it cannot be undone
 */
export function replaceFiles(folder: string, { written, removed }: Changes, workspace: string): void {
  const staged = written.map((file, index) => ({ file, staged: stage(folder, file, join(workspace, `new-${index}`)) }));
  const undo: (() => void)[] = [];
  holdSignals(() => {
    try {
      makeFolders(folder, [...written.map(({ path }) => path), ...removed], undo);
      for (const [index, { file, staged: source }] of staged.entries()) {
        moveIn(source, join(folder, file.path), file.replaces ? join(workspace, `old-${index}`) : undefined, undo);
      }
      for (const [index, path] of removed.entries()) {
        moveOut(join(folder, path), join(workspace, `gone-${index}`), undo);
      }
    } catch (error) {
      undoAll(undo, folder, error);
      throw error;
    }
  });
  removeEmptyFolders(folder, removed);
}

/** The staged files have no extension: files that a killed synth leaves must not look like tasks to Argo CD. */
function stage(folder: string, { path, text, mode }: FileToWrite, staged: string): string {
  attempt(join(folder, path), () => {
    writeFileSync(staged, text);
    if (mode !== undefined) {
      chmodSync(staged, mode);
    }
  });
  return staged;
}

function makeFolders(folder: string, paths: readonly string[], undo: (() => void)[]): void {
  for (const path of new Set(paths.map((file) => dirname(join(folder, file))))) {
    attempt(path, () => {
      if (unlessGone(() => lstatSync(path))?.isSymbolicLink() && path !== join(folder)) {
        throw new UserError(`${path}: is a symbolic link; move it away: the path is needed for a folder of manifests`);
      }
      if (mkdirSync(path, { recursive: true }) !== undefined) {
        undo.push(() => rmdirSync(path));
      }
      accessSync(path, constants.W_OK);
    });
  }
}

function moveIn(source: string, target: string, backup: string | undefined, undo: (() => void)[]): void {
  attempt(target, () => {
    const isKept = backup !== undefined && unlessGone(() => copy(target, backup)) === true;
    renameSync(source, target);
    undo.push(() => (isKept ? renameSync(backup, target) : renameSync(target, source)));
  });
}

function moveOut(target: string, backup: string, undo: (() => void)[]): void {
  attempt(target, () => {
    unlessGone(() => {
      renameSync(target, backup);
      undo.push(() => renameSync(backup, target));
    });
  });
}

/** A hard link takes no space and keeps the file's times. Not every file system has them. */
function copy(file: string, backup: string): true {
  try {
    linkSync(file, backup);
  } catch {
    copyFileSync(file, backup);
  }
  return true;
}

function undoAll(undo: readonly (() => void)[], folder: string, cause: unknown): void {
  const failures: unknown[] = [];
  for (const step of undo.toReversed()) {
    try {
      step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(
      [cause, ...failures],
      `${(cause as Error).message}; ${folder} could not be put back as it was: ${(failures[0] as Error).message}; ` +
        'remove the cause and synthesize again, or git restore the folder',
    );
  }
}

/** Removes folders that have become empty. One that cannot be removed does no harm, and all manifests are in place. */
function removeEmptyFolders(folder: string, removed: readonly string[]): void {
  for (const name of new Set(removed.filter((path) => path.includes('/')).map((path) => dirname(path)))) {
    try {
      rmdirSync(join(folder, name));
    } catch {
      // Other files lie there, or another program uses the folder.
    }
  }
}
