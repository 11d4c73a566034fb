import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TASK_LABEL } from '../names';

/** How the names of manifest files end. Files of other names are nobody's business here. */
export const EXTENSION = '.k8s.yaml';

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
 * A file that is not called so is no manifest; one in a subfolder is only if it is of the task that its name says. No
 * other file is touched.
 */
export function writeFolder(folder: string, files: readonly OutputFile[]): void {
  mkdirSync(folder, { recursive: true });
  const stale = new Set(filesIn(folder));
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
    remove(folder, path);
  }
}

/** The manifests in a folder and in its subfolders. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(folder, entry.name))
          .filter((name) => name.endsWith(EXTENSION))
          .map((name) => `${entry.name}/${name}`)
      : entry.name.endsWith(EXTENSION)
        ? [entry.name]
        : [],
  );
}

function remove(folder: string, path: string): void {
  const file = join(folder, path);
  const [subfolder, name] = path.split('/') as [string, string?];
  if (name === undefined) {
    // Another synth may have removed it in the meantime.
    rmSync(file, { force: true });
  } else if (isOfTask(name.slice(0, -EXTENSION.length), readFileSync(file, 'utf8'))) {
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
