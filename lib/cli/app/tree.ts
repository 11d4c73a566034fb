import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXTENSION } from '../../manifests/folder';

/** The state of a file: a file that was written has another time or size. */
interface FileState {
  readonly bytes: Buffer;
  readonly changed: number;
}

/** The manifests in the working tree, by their paths. */
export type Snapshot = ReadonlyMap<string, FileState>;

/** Folders that no app writes manifests to. */
const SKIPPED = /^(\..+|node_modules)$/;

/** Reads all manifests in the working tree, so that they can be put back. */
export function takeSnapshot(): Snapshot {
  return new Map(
    findManifests('.').map((path) => [path, { bytes: readFileSync(path), changed: statSync(path).ctimeMs }]),
  );
}

/**
 * Puts back every manifest that was changed or removed since the snapshot, and removes new ones.
 *
 * @returns the folders of these manifests
 */
export function restoreTree(before: Snapshot): string[] {
  const after = findManifests('.');
  const created = after.filter((path) => !before.has(path));
  const lost = [...before].filter(
    ([path, { changed }]) => statSync(path, { throwIfNoEntry: false })?.ctimeMs !== changed,
  );
  for (const [path, { bytes }] of lost) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  for (const path of created) {
    rmSync(path);
    removeEmptyFolders(dirname(path));
  }
  return [...new Set([...created, ...lost.map(([path]) => path)].map((path) => `${dirname(path)}/`))].sort();
}

function findManifests(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return SKIPPED.test(entry.name) ? [] : findManifests(path);
    }
    return entry.isFile() && entry.name.endsWith(EXTENSION) ? [path] : [];
  });
}

function removeEmptyFolders(folder: string): void {
  if (folder !== '.' && existsSync(folder) && readdirSync(folder).length === 0) {
    rmdirSync(folder);
    removeEmptyFolders(dirname(folder));
  }
}
