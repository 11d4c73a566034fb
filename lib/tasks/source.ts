import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter } from 'yaml';
import type { Mistake } from './mistake';

/** A file's text, with what it takes to tell a place in it. */
export interface Source {
  /** Path of the file, as the user would write it. */
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
}

/** What was read, and what could not be. */
export interface Sources {
  readonly sources: readonly Source[];
  readonly mistakes: readonly Mistake[];
}

/** The file or folder that is read when nobody names one. */
const [FILE, FOLDER] = ['tasks.yaml', 'tasks'];

/**
 * Reads a file, or every `*.yaml` and `*.yml` of a folder and its subfolders.
 *
 * @param path the file or folder; `tasks.yaml` or `tasks/` if it is undefined
 */
export function readSources(path: string | undefined): Sources {
  const files = path === undefined ? defaultFiles() : filesAt(path);
  const read = (Array.isArray(files) ? files : []).map(readSource);
  return {
    sources: read.filter((one) => 'text' in one),
    mistakes: [...(Array.isArray(files) ? [] : [files]), ...read.filter((one) => 'code' in one)],
  };
}

function defaultFiles(): string[] | Mistake {
  if (existsSync(FILE) && existsSync(FOLDER)) {
    return wrong('two-sources', `${FILE} and ${FOLDER}/ are both here`, {
      allowed: 'one of them',
      fix: `move ${FILE} into ${FOLDER}/, or name one of them with KERUTA_TASKS`,
    });
  }
  return filesAt(existsSync(FOLDER) ? FOLDER : FILE);
}

function filesAt(path: string): string[] | Mistake {
  if (!existsSync(path)) {
    const fix = `create ${path}, or name another file or folder with KERUTA_TASKS`;
    return wrong('no-file', `${path} is not there`, { allowed: 'a YAML file, or a folder of YAML files', fix });
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  // The order of a folder is another on every machine.
  const files = names
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
  return files.length > 0
    ? files
    : wrong('no-file', `${path} holds no YAML file`, {
        allowed: '*.yaml and *.yml, in subfolders too',
        fix: 'add one: tasks: []',
      });
}

function readSource(file: string): Source | Mistake {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return wrong('unreadable-file', `${file} cannot be read: ${(error as Error).message}`, {});
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { file, text, lines: new LineCounter() };
  } catch {
    return wrong('not-utf8', `${file} is not UTF-8 text`, { allowed: 'UTF-8', fix: 'save it as UTF-8' });
  }
}

function wrong(code: Mistake['code'], message: string, rest: { allowed?: string; fix?: string }): Mistake {
  return { code, message, allowed: rest.allowed, fix: () => rest.fix };
}
