import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TASK_LABEL } from '../names';

/** A file of a folder, by its path from there. */
export interface OutputFile {
  /** Path from the folder, with `/` between its parts. */
  readonly path: string;
  /** The whole content. */
  readonly text: string;
}

/**
 * Makes these the folder's manifests: writes those that are new or changed, leaves the others alone, and deletes
 * those that are not among them, with the subfolders that have become empty.
 *
 * The files of the extension are its manifests; those in subfolders are only if they are of the task that their name
 * says. No other file is touched.
 */
export function writeFolder(folder: string, files: readonly OutputFile[], extension: string): void {
  mkdirSync(folder, { recursive: true });
  const stale = new Set(filesIn(folder, extension));
  for (const { path, text } of files) {
    const file = join(folder, path);
    if (!stale.delete(path)) {
      mkdirSync(dirname(file), { recursive: true });
    } else if (readFileSync(file, 'utf8') === text) {
      continue;
    }
    writeFileSync(file, text);
  }
  for (const path of stale) {
    remove(folder, path, extension);
  }
}

/** The files of an extension in a folder and in its subfolders. */
function filesIn(folder: string, extension: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(folder, entry.name))
          .filter((name) => name.endsWith(extension))
          .map((name) => `${entry.name}/${name}`)
      : entry.name.endsWith(extension)
        ? [entry.name]
        : [],
  );
}

function remove(folder: string, path: string, extension: string): void {
  const file = join(folder, path);
  const [subfolder, name] = path.split('/') as [string, string?];
  if (name === undefined) {
    // Another synth may have removed it in the meantime.
    rmSync(file, { force: true });
  } else if (isOfTask(name.slice(0, -extension.length), readFileSync(file, 'utf8'))) {
    rmSync(file);
    if (readdirSync(join(folder, subfolder)).length === 0) {
      rmdirSync(join(folder, subfolder));
    }
  }
}

/** Whether a manifest is that of a task, as `TaskChart` labels it. */
function isOfTask(taskId: string, text: string): boolean {
  const label = `${TASK_LABEL}: `;
  return text.split('\n').some((line) => [taskId, `'${taskId}'`].some((id) => line.trimStart() === label + id));
}
