import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Mistake } from '../mistakes/mistake';
import { readSource, unreadable } from './read-source';
import type { Source } from './source';

/** The files that could be read, and the mistakes in the others. */
export interface Sources {
  readonly sources: readonly Source[];
  readonly mistakes: readonly Mistake[];
}

/** The file that is read unless another file or folder is named. */
const DEFAULT_FILE = 'tasks.yaml';
/** The folder that is read unless another file or folder is named. */
const DEFAULT_FOLDER = 'tasks';

/**
 * Reads a file, or every `*.yaml` and `*.yml` of a folder and its subfolders, but for hidden ones.
 *
 * @param path the file or folder
 */
export function readSources(path: string): Sources {
  const found = findFiles(path);
  if (!Array.isArray(found)) {
    return { sources: [], mistakes: [found] };
  }
  const folder = isFolder(path) ? path : dirname(path);
  const read = found.map((file) => readSource(file, folder));
  return { sources: read.filter((one) => 'text' in one), mistakes: read.filter((one) => 'code' in one) };
}

/** Reads `tasks.yaml`, or the files in `tasks/`. */
export function readDefaultSources(): Sources {
  if (existsSync(DEFAULT_FILE) && existsSync(DEFAULT_FOLDER)) {
    const mistake: Mistake = {
      code: 'two-sources',
      message: `${DEFAULT_FILE} and ${DEFAULT_FOLDER}/ both exist`,
      allowed: 'one of them',
      fix: `move ${DEFAULT_FILE} into ${DEFAULT_FOLDER}/, or name one of them with KERUTA_TASKS`,
    };
    return { sources: [], mistakes: [mistake] };
  }
  return readSources(defaultPath());
}

/** The path of the file or folder that is read unless another file or folder is named. */
export function defaultPath(): string {
  return existsSync(DEFAULT_FOLDER) ? DEFAULT_FOLDER : DEFAULT_FILE;
}

/** The paths of the YAML files. A dangling link is found too, and refused when it is read. */
function findFiles(path: string): string[] | Mistake {
  if (!lstatSync(path, { throwIfNoEntry: false })) {
    return {
      code: 'no-file',
      message: `${path} is not there`,
      allowed: 'a YAML file, or a folder of YAML files',
      fix: `create ${path}, or name another file or folder with KERUTA_TASKS`,
    };
  }
  if (!isFolder(path)) {
    return [path];
  }
  try {
    // The order in which a folder lists its files differs from machine to machine.
    const files = findYamlFiles(path).sort();
    return files.length > 0
      ? files
      : {
          code: 'no-file',
          message: `${path} holds no YAML file`,
          allowed: '*.yaml and *.yml, in subfolders too',
          fix: 'add one: tasks: []',
        };
  } catch (error) {
    return unreadable(path, error);
  }
}

/**
 * Hidden files are ignored: a mounted ConfigMap has its files in a hidden folder, and links to them next to this folder. A link
 * to a folder is refused: it may lead to a folder that contains it, and if it were ignored, its tasks would count as removed.
 */
function findYamlFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() && isFolder(path)) {
      throw new Error(`${path} is a link to a folder; put the folder itself there`);
    }
    const isYaml = /\.ya?ml$/i.test(path);
    return entry.isDirectory() && !isYaml ? findYamlFiles(path) : isYaml ? [path] : [];
  });
}

function isFolder(path: string): boolean {
  // A link that leads to itself does not exist.
  return existsSync(path) && statSync(path).isDirectory();
}
