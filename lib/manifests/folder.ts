import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TASK_LABEL } from '../settings/names';
import { attempt, unlessGone } from './attempt';

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
 * those that are not among them, with the subfolders that have become empty. No other file is touched.
 *
 * @throws UserError if they cannot be written, before any of them is
 */
export function writeFolder(folder: string, files: readonly OutputFile[]): void {
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const before = read(folder);
  const changed = files.filter(({ path, text }) => before.get(path) !== text);
  const wanted = new Set(files.map(({ path }) => path));
  const stale = [...before].filter(([path, text]) => !wanted.has(path) && isManifest(path, text)).map(([path]) => path);
  if (changed.length + stale.length > 0) {
    replace(folder, changed, stale);
  }
}

/**
 * Whether a file of the output folder is a manifest of this app: at the top every one that is called so, in a
 * subfolder only that of the task that its name says, since the output folder may be the whole repository.
 */
export function isManifest(path: string, text: string): boolean {
  const { length } = path.split('/');
  return path.endsWith(EXTENSION) && (length === 1 || (length === 2 && isOfTask(basename(path, EXTENSION), text)));
}

/** The texts of the files that are called like manifests, in a folder and in its subfolders. */
function read(folder: string): Map<string, string> {
  const names = attempt(folder, () => readdirSync(folder, { withFileTypes: true })).flatMap((entry) =>
    entry.isDirectory() && !entry.name.endsWith(EXTENSION)
      ? namesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
      : [entry.name],
  );
  const texts = new Map<string, string>();
  for (const name of names.filter((path) => path.endsWith(EXTENSION))) {
    const file = join(folder, name);
    const text = attempt(file, () => unlessGone(() => readFileSync(file, 'utf8')));
    if (text !== undefined) {
      texts.set(name, text);
    }
  }
  return texts;
}

/** Whatever may fail comes before the first change: the disk may be too full for the new texts. */
function replace(folder: string, changed: readonly OutputFile[], stale: readonly string[]): void {
  const staging = attempt(folder, () => mkdtempSync(join(folder, '.synth-')));
  try {
    // Numbers, and not the manifests' own names: what a killed synth leaves must not look like a task to Argo CD.
    for (const [index, { path, text }] of changed.entries()) {
      attempt(join(folder, path), () => writeFileSync(join(staging, `${index}`), text));
    }
    makeFolders(folder, [...changed.map(({ path }) => path), ...stale]);
    for (const [index, { path }] of changed.entries()) {
      renameSync(join(staging, `${index}`), join(folder, path));
    }
  } finally {
    rmSync(staging, { recursive: true });
  }
  for (const path of stale) {
    remove(folder, path);
  }
}

function namesIn(folder: string): string[] {
  return attempt(folder, () => unlessGone(() => readdirSync(folder))) ?? [];
}

function makeFolders(folder: string, paths: readonly string[]): void {
  for (const path of new Set(paths.map((file) => dirname(join(folder, file))))) {
    attempt(path, () => {
      mkdirSync(path, { recursive: true });
      accessSync(path, constants.W_OK);
    });
  }
}

/** Another synth may have removed it in the meantime, and its folder; or put a manifest there. */
function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  if (path.includes('/') && unlessGone(() => readdirSync(join(folder, dirname(path))))?.length === 0) {
    unlessGone(() => rmdirSync(join(folder, dirname(path))));
  }
}

/** Whether a manifest is that of a task, as `TaskChart` labels it. */
function isOfTask(taskId: string, text: string): boolean {
  const label = `${TASK_LABEL}: `;
  return text.split('\n').some((line) => [taskId, `'${taskId}'`].some((id) => line.trimStart() === label + id));
}
