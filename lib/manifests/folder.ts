import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of a folder, by its path from there. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Makes these the folder's files of the extension: writes those that are new or changed, leaves the others
 * alone, and deletes those that are not among them. Files of other extensions are not touched.
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
    rmSync(join(folder, path));
  }
}

/** The files of an extension in a folder, none if there is no folder. */
export function filesIn(folder: string, extension: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(extension))
        .sort()
    : [];
}
