import { parse } from '../document/document';
import { nameInvisibleCharacter } from '../document/invisible-characters';
import { readDefaultSources, readSources } from '../document/read-sources';
import { type Source, textsOf } from '../document/source';
import type { MistakeCode } from '../mistakes/codes';
import type { Mistake, Warning } from '../mistakes/mistake';
import { MistakesError } from '../mistakes/mistakes-error';
import { sortMistakes, withoutUnreadValues } from '../mistakes/sort-mistakes';
import { folderOf, type Layout, syncWaveOf } from '../settings/layout';
import { check, type Entry, type FileEntries } from './check';
import type { Kinship } from './families';
import { type MergedTask, type MergedTasks, mergeAll } from './merge';
import { checkTogether, missingTasks } from './rules';
import type { Task, TaskEntry } from './task';
import { type PlaceOf, taskWarnings } from './warnings';

/** The tasks of a repository. */
export interface LoadedTasks {
  /** All tasks, parents before their children. */
  readonly tasks: readonly Task[];
  /** How the manifests lie in the output folder. */
  readonly layout: Layout;
  /** Settings that are allowed, but may not do what their author expects. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads and checks tasks, and fills in what their repositories and the defaults say.
 *
 * @param path a file, or a folder of files; by default what `KERUTA_TASKS` names, else `tasks.yaml` or `tasks/`
 * @throws MistakesError with all mistakes of all files
 */
export function loadTasks(path?: string): LoadedTasks {
  const { merged, kinship } = readTasks(path);
  const origins = new Map<Task, MergedTask['originOf']>();
  for (const task of merged.tasks) {
    const kin = kinship.get(task);
    if (kin) {
      origins.set(inLayout(merged.layout, task.settings as TaskEntry, kin), task.originOf);
    }
  }
  const tasks = [...origins.keys()].sort((a, b) => a.depth - b.depth);
  const placeOf: PlaceOf = (task, key, name) => {
    const originOf = origins.get(task) as MergedTask['originOf'];
    return (originOf(key, name) as Entry<TaskEntry>).at(key, 'value', name);
  };
  return { tasks, layout: merged.layout, warnings: taskWarnings(tasks, merged.layout, placeOf) };
}

/** Tasks with where each value came from, and their places in their families. */
export interface ReadTasks {
  readonly merged: MergedTasks;
  readonly kinship: ReadonlyMap<MergedTask, Kinship>;
}

/** Reads and checks tasks, as `loadTasks` does, and keeps what it takes to say where a value came from. */
export function readTasks(path: string | undefined = process.env.KERUTA_TASKS || undefined): ReadTasks {
  const { sources, mistakes: unread } = path === undefined ? readDefaultSources() : readSources(path);
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
    throw new MistakesError('tasks', sortMistakes(mistakes), textsOf(sources));
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
  const parsed = parse(source);
  const unclear = parsed.mistakes.map((mistake) => nameInvisibleCharacter(source, mistake));
  if (!parsed.document) {
    return { unclear, mistakes: [] };
  }
  const checked = check(source, parsed.document);
  const mistakes = withoutUnreadValues(checked.mistakes, unclear);
  return {
    entries: checked.entries,
    unclear,
    mistakes: mistakes.map((mistake) => nameInvisibleCharacter(source, mistake)),
  };
}
