import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UserError } from '../../mistakes/user-error';

/**
 * The texts of the YAML files in a folder and its subfolders, by their paths from there; none if the folder is missing.
 *
 * @throws UserError for a file that stands where the folder should be, and for a path that is not a file of this folder
 */
export function readFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) {
    return new Map();
  }
  if (!statSync(folder).isDirectory()) {
    throw new UserError(`${folder} is a file; the manifests belong into a folder of that name: move the file away`);
  }
  const files = entriesIn(folder)
    .filter(({ path }) => path.endsWith('.yaml'))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return new Map(
    files.map(({ path, isFile }) => {
      const file = join(folder, path);
      if (!isFile) {
        refuseOtherThanFile(file, folder);
      }
      return [path.split(sep).join('/'), readText(file)];
    }),
  );
}

/** An entry of a folder or of one of its subfolders. */
interface Entry {
  /** Path from the folder. */
  readonly path: string;
  /** Whether the entry itself is a file: a link to a file is not. */
  readonly isFile: boolean;
}

/** The output folder may be the whole repository: packages and hidden folders hold no manifests. */
function entriesIn(folder: string): Entry[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Entry[] => {
    const { name } = entry;
    if (name.startsWith('.') || name === 'node_modules') {
      return [];
    }
    const isFolder = entry.isDirectory() && !name.endsWith('.yaml');
    return isFolder
      ? entriesIn(join(folder, name)).map(({ path, isFile }) => ({ path: join(name, path), isFile }))
      : [{ path: name, isFile: entry.isFile() }];
  });
}

/** Refuses all but a link to a file of the folder. */
function refuseOtherThanFile(file: string, folder: string): void {
  const refuse = (what: string) =>
    new UserError(`${file} ${what}; a manifest has to be a file of the folder: remove it`);
  if (!existsSync(file)) {
    throw refuse('is a link that leads nowhere');
  }
  const stats = statSync(file);
  if (!stats.isFile()) {
    throw refuse(stats.isDirectory() ? 'is a folder' : 'is a pipe or a device');
  }
  if (relative(realpathSync(folder), realpathSync(file)).startsWith('..')) {
    throw refuse('is a link that leads out of the folder');
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
