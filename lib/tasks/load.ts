import { parse } from '../document/document';
import { nameInvisibleCharacter } from '../document/invisible-characters';
import { readDefaultSources, readSources, type Sources } from '../document/read-sources';
import { type Source, textsOf } from '../document/source';
import type { MistakeCode } from '../mistakes/codes';
import type { Mistake, Warning } from '../mistakes/mistake';
import { MistakesError } from '../mistakes/mistakes-error';
import { sortMistakes, withoutUnreadValues } from '../mistakes/sort-mistakes';
import { DEFAULT_KUBERNETES } from '../settings/kubernetes';
import { KUBERNETES_VERSIONS } from '../settings/kubernetes-versions';
import { folderOf, type Layout, syncWaveOf } from '../settings/layout';
import { check, type Entry, type FileEntries } from './check';
import type { Kinship, KinshipOfTasks } from './families';
import { fluxNextTo } from './flux';
import { type MergedTask, type MergedTasks, mergeAll } from './merge';
import { type Order, orderOf } from './order';
import type { PlaceOf } from './place-of';
import { checkTasks, checkTasksSection } from './rules';
import type { StorageClassEntry, Task, TaskEntry, TasksFile } from './task';
import { taskWarnings } from './warnings';

/** The tasks of a repository. */
export interface LoadedTasks {
  /** All tasks, parents before their children. */
  readonly tasks: readonly Task[];
  /** The layout of the manifests in the output folder. */
  readonly layout: Layout;
  /** Whether a child starts when its parent has succeeded: in the layout `families`, but not with Flux. */
  readonly waits: boolean;
  /** The storage classes of the cluster, as far as the files know them. */
  readonly storageClasses: Readonly<Record<string, StorageClassEntry>>;
  /** Settings that are allowed, but may not do what their author expects. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads and checks tasks, and fills in the settings of their repositories and the defaults.
 *
 * @param path a file, or a folder of files; by default the one that `KERUTA_TASKS` names, else `tasks.yaml` or `tasks/`
 * @throws MistakesError with all mistakes of all files
 */
export function loadTasks(path?: string): LoadedTasks {
  const { merged, kinship, order } = readTasks(path);
  const origins = new Map<Task, MergedTask['originOf']>();
  for (const task of merged.tasks) {
    const kin = kinship.get(task);
    if (kin) {
      origins.set(toTask(merged.layout, task.settings as TaskEntry, kin), task.originOf);
    }
  }
  const tasks = [...origins.keys()].sort((a, b) => a.depth - b.depth);
  const placeOf: PlaceOf = (task, key, name) => {
    const originOf = origins.get(task) as MergedTask['originOf'];
    return (originOf(key, name) as Entry<TaskEntry>).at(key, 'value', name);
  };
  const { layout } = merged;
  const storageClasses = Object.fromEntries(
    [...merged.storageClasses].map(([name, { settings }]) => [name, settings as StorageClassEntry]),
  );
  return { tasks, layout, storageClasses, waits: order.waits, warnings: taskWarnings(tasks, order, placeOf) };
}

/** The tasks with the origin of each value, and their places in their families. */
export interface ReadTasks {
  readonly merged: MergedTasks;
  readonly kinship: KinshipOfTasks;
  readonly order: Order;
}

/** Reads and checks tasks, as `loadTasks` does, and keeps the origin of each value. */
export function readTasks(path: string | undefined = namedPath()): ReadTasks {
  return tasksIn(taskSources(path), path);
}

/** The file or folder of tasks that `KERUTA_TASKS` names. */
export function namedPath(): string | undefined {
  return process.env.KERUTA_TASKS || undefined;
}

/** Reads the files of tasks. */
export function taskSources(path: string | undefined): Sources {
  return path === undefined ? readDefaultSources() : readSources(path);
}

/**
 * Checks the tasks in texts, by the rules of `loadTasks`.
 *
 * @param path the file or folder that the texts belong to, if it is not the default one
 */
export function tasksIn({ sources, mistakes: unread }: Sources, path: string | undefined): ReadTasks {
  const parsed = sources.map((source) => ({ source, ...parse(source) }));
  const kubernetes = kubernetesOf(parsed.map(({ document }) => document?.value));
  const read = parsed.map((one) => readEntries(one, kubernetes));
  const files = read.flatMap(({ entries }) => entries ?? []);
  const inTexts = [...unread, ...read.flatMap((file) => file.textMistakes)];

  const merged = mergeAll(files);
  const flux = fluxNextTo(path);
  const order = orderOf(merged.layout, flux !== undefined);
  const { kinship, mistakes: between } = checkTasks(merged, order, flux, kubernetes);
  const together = [...checkTasksSection(files, sources), ...between];
  const mistakes = [
    ...inTexts,
    ...read.flatMap((file) => file.valueMistakes),
    ...(inTexts.length === 0 ? together : together.filter(({ code }) => CERTAIN.has(code))),
  ];
  if (mistakes.length > 0) {
    throw new MistakesError('tasks', sortMistakes(mistakes), textsOf(sources));
  }
  return { merged, kinship, order };
}

/** Makes a task of its merged settings. The constructs know no repositories. */
function toTask(layout: Layout, { repository, ...settings }: TaskEntry, kin: Kinship): Task {
  const root = kin.root.settings.taskId as string;
  return { ...settings, ...kin, root, folder: folderOf(layout, root), syncWave: syncWaveOf(layout, kin.depth) };
}

/**
 * The mistakes between tasks that are certain even if a part of the files was not read. Any other mistake might only follow
 * from a task or a default that was not read.
 */
const CERTAIN: ReadonlySet<MistakeCode> = new Set([
  'duplicate-section',
  'duplicate-task',
  'own-parent',
  'parent-cycle',
  'parent-and-existing-claim',
]);

type ParsedFile = { readonly source: Source } & ReturnType<typeof parse>;

interface ReadFile {
  readonly entries?: FileEntries;
  /** The mistakes in the text of the file, a part of which was not read. */
  readonly textMistakes: readonly Mistake[];
  /** The mistakes in the values that were read. */
  readonly valueMistakes: readonly Mistake[];
}

/** The release of Kubernetes that one of the files names. */
function kubernetesOf(files: readonly unknown[]): string {
  const named = files.map((file) => (file as TasksFile | null | undefined)?.kubernetes);
  return named.find((one) => KUBERNETES_VERSIONS.some((version) => version === one)) ?? DEFAULT_KUBERNETES;
}

function readEntries({ source, ...parsed }: ParsedFile, kubernetes: string): ReadFile {
  const textMistakes = parsed.mistakes.map((mistake) => nameInvisibleCharacter(source, mistake));
  if (!parsed.document) {
    return { textMistakes, valueMistakes: [] };
  }
  const checked = check(source, parsed.document, kubernetes);
  const mistakes = withoutUnreadValues(checked.mistakes, textMistakes);
  return {
    entries: checked.entries,
    textMistakes,
    valueMistakes: mistakes.map((mistake) => nameInvisibleCharacter(source, mistake)),
  };
}
