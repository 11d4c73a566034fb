import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, type Node } from 'yaml';
import type { Mistake } from '../mistakes/mistake';
import type { Place, Position } from '../mistakes/place';

/** A file's text, with what it takes to tell a place in it. */
export interface Source {
  /** Path of the file, as the user would write it. */
  readonly file: string;
  /** Its content, without a byte order mark. */
  readonly text: string;
  /** Turns an offset into line and column. */
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
 * Reads a file, or every `*.yaml` and `*.yml` of a folder and its subfolders, but for hidden ones.
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
  try {
    // The order of a folder is another on every machine.
    const files = yamlFilesIn(path).sort();
    const [allowed, fix] = ['*.yaml and *.yml, in subfolders too', 'add one: tasks: []'];
    return files.length > 0 ? files : wrong('no-file', `${path} holds no YAML file`, { allowed, fix });
  } catch (error) {
    return unreadable(path, error);
  }
}

/**
 * Hidden files are passed over: a mounted ConfigMap keeps in a hidden folder what it links to. A link to a folder is not
 * followed, since it may lead round in a circle, and not passed over either, since its tasks would be taken for removed.
 */
function yamlFilesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(`${path} is a link to a folder; put the folder itself there`);
    }
    return entry.isDirectory() ? yamlFilesIn(path) : /\.ya?ml$/i.test(path) ? [path] : [];
  });
}

function readSource(file: string): Source | Mistake {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return unreadable(file, error);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // UTF-16 without a mark at its beginning is UTF-8 too, with a NUL beside each letter.
    return text.includes('\0') ? notUtf8(file, text, '\0') : { file, text, lines: new LineCounter() };
  } catch {
    return notUtf8(file, bytes.toString('utf8'), '\uFFFD');
  }
}

function notUtf8(file: string, text: string, foreign: string): Mistake {
  const lines = new LineCounter();
  for (let start = 0; start > 0 || lines.lineStarts.length === 0; start = text.indexOf('\n', start) + 1) {
    lines.addNewLine(start);
  }
  const start = text.indexOf(foreign);
  return {
    code: 'not-utf8',
    message: `${file} is not UTF-8 text`,
    place: placeIn({ file, text, lines }, start, start + 1),
    allowed: 'UTF-8',
    fix: 'save it as UTF-8',
  };
}

/** The place between two offsets of a file. */
export function placeIn(source: Source, start: number, end: number): Place {
  return { file: source.file, start: positionOf(source, start), end: positionOf(source, end) };
}

/** The place of a YAML node. */
export function placeOfNode(source: Source, node: Node): Place {
  const [start, end] = node.range ?? [0, 1];
  return placeIn(source, start, end);
}

/** The texts of files by their paths, for the lines that a message shows. */
export function textsOf(sources: readonly Source[]): ReadonlyMap<string, string> {
  return new Map(sources.map(({ file, text }) => [file, text]));
}

function positionOf({ lines }: Source, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col, offset };
}

function unreadable(path: string, error: unknown): Mistake {
  return wrong('unreadable-file', `${path} cannot be read: ${(error as Error).message}`, {});
}

function wrong(code: Mistake['code'], message: string, rest: { allowed?: string; fix?: string }): Mistake {
  return { code, message, allowed: rest.allowed, fix: rest.fix };
}
