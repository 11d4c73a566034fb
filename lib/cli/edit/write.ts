import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { attempt } from '../../manifests/attempt';
import type { FileToWrite } from '../../manifests/changes';
import { withLock } from '../../manifests/lock';
import { replaceFiles } from '../../manifests/replace';
import { UserError } from '../../mistakes/user-error';
import type { ChangedFile } from './changes';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes the files, all or none. Permissions and a byte order mark stay.
 *
 * @param path the file or folder of the tasks
 * @throws UserError if a file cannot be written, or was changed since it was read
 */
export function writeChanges(path: string, files: readonly ChangedFile[]): void {
  const folder = attempt(path, () => lstatSync(path)).isDirectory() ? path : dirname(path);
  for (const { file } of files) {
    checkFile(file);
  }
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  withLock(folder, (workspace) => {
    const written = files.map((file) => toWrite(folder, file));
    replaceFiles(folder, { written, removed: [] }, workspace);
  });
}

/** A rename would put a file in the place of a link, and would replace a file that nobody may write to. */
function checkFile(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) {
    throw new UserError(
      `${file} is a symbolic link; name the file that it leads to with KERUTA_TASKS, or edit that file`,
    );
  }
  if (stats && (stats.mode & 0o222) === 0) {
    throw new UserError(`${file} is read-only; make it writable: chmod u+w ${file}`);
  }
}

function toWrite(folder: string, { file, before, after }: ChangedFile): FileToWrite {
  const path = relative(folder, file).replaceAll('\\', '/');
  const place = join(folder, path);
  if (before === undefined) {
    return { path, text: after.text, replaces: false };
  }
  const [text, mode] = attempt(place, () => [readFileSync(place, 'utf8'), lstatSync(place).mode & 0o7777] as const);
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  if (text.slice(mark.length) !== before) {
    throw new UserError(`${file} was changed by another program at the same time; run the command again`);
  }
  return { path, text: `${mark}${after.text}`, replaces: true, mode };
}
