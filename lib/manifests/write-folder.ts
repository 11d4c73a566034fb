import { mkdirSync } from 'node:fs';
import { UserError } from '../mistakes/user-error';
import { attempt } from './attempt';
import { type Changes, changesTo } from './changes';
import { EMPTY_FOLDER, type OutputFile } from './folder';
import { withLock } from './lock';
import { refuseLinkOutside } from './project';
import { replaceFiles } from './replace';

/** Numbers of the manifest files of an output folder, by what a synth did with them. */
export interface SynthResult {
  /** Files that are new or were changed. */
  readonly written: number;
  /** Files that had the right content already, and were left alone. */
  readonly unchanged: number;
  /** Files of tasks and charts that have gone. */
  readonly removed: number;
}

/**
 * Makes these files the folder's manifests: writes new and changed ones, leaves the others alone, and deletes manifests
 * that are not among them, with the subfolders that become empty. No other file is touched.
 *
 * If a step fails, the steps before it are undone. Of two processes that write at the same time, one waits for the other.
 *
 * @throws UserError if the files cannot be written; the folder is then as it was
 */
export function writeFolder(folder: string, files: readonly OutputFile[]): SynthResult {
  refuseLinkOutside(folder);
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const { written, removed } = writeChanges(folder, files);
  return { written, unchanged: files.length - written, removed };
}

function writeChanges(folder: string, files: readonly OutputFile[]): { written: number; removed: number } {
  const { written, removed } = changesTo(folder, files);
  // A folder in which nothing changes need not be writable.
  if (written.length + removed.length === 0) {
    return { written: 0, removed: 0 };
  }
  return withLock(folder, (workspace) => {
    // Another synth may have written since.
    const changes = changesTo(folder, files);
    refuseOtherApp(folder, changes);
    replaceFiles(folder, changes, workspace);
    return { written: changes.written.length, removed: changes.removed.length };
  });
}

/** Each of two apps with one output folder removes the manifests of the other: the Jobs of one would go with every synth. */
function refuseOtherApp(folder: string, { written, removed }: Changes): void {
  const [path] = [...removed, ...written.filter(({ replaces }) => replaces).map((file) => file.path)];
  if (path !== undefined && process.env[EMPTY_FOLDER] === folder) {
    throw new UserError(
      `two apps write one output folder: ${path} is from another app of this command; make all charts in one app, or give ` +
        'each app a folder with a cdk8s.yaml of its own',
    );
  }
}
