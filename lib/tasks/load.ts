import { parse } from '../document/document';
import { readSources, type Source } from '../document/source';
import type { MistakeCode } from '../mistakes/codes';
import { type Mistake, TasksError } from '../mistakes/mistake';
import { folderOf, type Layout, syncWaveOf } from '../settings/layout';
import { check, type FileEntries } from './check';
import type { Kinship } from './families';
import { type MergedTask, type MergedTasks, mergeAll } from './merge';
import { checkTogether, missingTasks } from './rules';
import { sharingWarnings } from './sharing';
import type { Task, TaskEntry } from './task';

/** The tasks of a repository. */
export interface LoadedTasks {
  /** All tasks, parents before their children. */
  readonly tasks: readonly Task[];
  /** How the manifests lie in the output folder. */
  readonly layout: Layout;
  /** What is allowed but may not be meant. */
  readonly warnings: readonly string[];
}

/**
 * Reads and checks tasks, and fills in what their repositories and the defaults say.
 *
 * @param path a file, or a folder of files; by default what `KERUTA_TASKS` names, else `tasks.yaml` or `tasks/`
 * @throws TasksError with all mistakes of all files
 */
export function loadTasks(path?: string): LoadedTasks {
  const { merged, kinship } = readTasks(path);
  const tasks = merged.tasks.flatMap((task): Task[] => {
    const kin = kinship.get(task);
    return kin ? [inLayout(merged.layout, task.settings as TaskEntry, kin)] : [];
  });
  tasks.sort((a, b) => a.depth - b.depth);
  return { tasks, layout: merged.layout, warnings: sharingWarnings(tasks, merged.layout) };
}

/** Tasks with where each value came from, and their places in their families. */
export interface ReadTasks {
  readonly merged: MergedTasks;
  readonly kinship: ReadonlyMap<MergedTask, Kinship>;
}

/** Reads and checks tasks, as `loadTasks` does, and keeps what it takes to say where a value came from. */
export function readTasks(path: string | undefined = process.env.KERUTA_TASKS || undefined): ReadTasks {
  const { sources, mistakes: unread } = readSources(path);
  const read = sources.map(readEntries);
  const files = read.flatMap(({ entries }) => entries ?? []);
  const unclear = [...unread, ...read.flatMap((one) => one.unclear)];

  const merged = mergeAll(files);
  const { kinship, mistakes: between } = checkTogether(merged);
  const together = [...missingTasks(files, sources), ...between];
  const mistakes = [
    ...unclear,
    ...read.flatMap((one) => one.mistakes),
    ...(unclear.length === 0 ? together : together.filter(({ code }) => CERTAIN.has(code))),
  ];
  if (mistakes.length > 0) {
    throw new TasksError(inOrder(mistakes));
  }
  return { merged, kinship };
}

/** What is left of an entry once its repository's settings are in it: the constructs know of no repositories. */
function inLayout(layout: Layout, { repository, ...settings }: TaskEntry, kin: Kinship): Task {
  const root = kin.root.settings.taskId as string;
  return { ...settings, ...kin, root, folder: folderOf(layout, root), syncWave: syncWaveOf(layout, kin.depth) };
}

/**
 * The mistakes between tasks that are there whatever a text says that could not be read. Any other might come
 * of a task or a default that was not seen.
 */
const CERTAIN: ReadonlySet<MistakeCode> = new Set([
  'duplicate-section',
  'duplicate-task',
  'own-parent',
  'parent-cycle',
  'parent-and-existing-claim',
]);

interface ReadFile {
  readonly entries?: FileEntries;
  /** What could not be read as it stands, so that it may mean anything. */
  readonly unclear: readonly Mistake[];
  /** What was read and is wrong. */
  readonly mistakes: readonly Mistake[];
}

function readEntries(source: Source): ReadFile {
  const { document, mistakes: unclear } = parse(source);
  if (!document) {
    return { unclear, mistakes: [] };
  }
  const { entries, mistakes } = check(document);
  return { entries, unclear, mistakes: beside(unclear, mistakes) };
}

/** The mistakes but those of values that could not be read: each is one mistake, not also one of another type. */
export function beside(unclear: readonly Mistake[], mistakes: readonly Mistake[]): Mistake[] {
  const ends = new Set(unclear.map(({ place }) => place?.end));
  return mistakes.filter((one) => !(one.got !== undefined && ends.has(one.place?.end)));
}

/** As one reads: file by file, from top to bottom; what has no place first. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const order = (a: Mistake, b: Mistake): number => {
    const [fileA, fileB] = [a.place?.source.file ?? '', b.place?.source.file ?? ''];
    return fileA === fileB ? (a.place?.start ?? 0) - (b.place?.start ?? 0) : fileA < fileB ? -1 : 1;
  };
  return [...mistakes].sort(order);
}
