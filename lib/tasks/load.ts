import { check } from './check';
import { parse } from './document';
import { mergeAll } from './merge';
import { type Mistake, TasksError } from './mistake';
import { checkTogether, missingTasks } from './rules';
import { sharingWarnings } from './sharing';
import { readSources } from './source';
import type { Task, TaskEntry } from './task';

/** The tasks of a repository. */
export interface LoadedTasks {
  /** All tasks, parents before their children. */
  readonly tasks: readonly Task[];
  /** What is allowed but may not be meant. */
  readonly warnings: readonly string[];
}

/**
 * Reads and checks tasks, and fills in what their repositories and the defaults say.
 *
 * @param path a file, or a folder of files; by default what `KERUTA_TASKS` names, else `tasks.yaml` or `tasks/`
 * @throws TasksError with all mistakes of all files
 */
export function loadTasks(path: string | undefined = process.env.KERUTA_TASKS || undefined): LoadedTasks {
  const { sources, mistakes: unread } = readSources(path);
  const parsed = sources.map(parse);
  const checked = parsed.flatMap((one) => ('value' in one ? [check(one)] : []));
  const files = checked.map(({ entries }) => entries);
  const single = [...unread, ...parsed.flatMap((one) => ('value' in one ? [] : one))];
  // What could not be read may hold any task: rules between tasks would see mistakes where there are none.
  const whole = single.length === 0;

  const merged = mergeAll(files);
  const { kinship, mistakes: between } = checkTogether(merged);
  const mistakes = [
    ...single,
    ...checked.flatMap((one) => one.mistakes),
    ...(whole ? [...missingTasks(files, sources), ...between] : []),
  ];
  if (mistakes.length > 0) {
    throw new TasksError(inOrder(mistakes));
  }
  const tasks = merged.tasks.flatMap((task): Task[] => {
    const kin = kinship.get(task);
    return kin ? [{ ...(task.settings as TaskEntry), ...kin, root: kin.root.settings.taskId as string }] : [];
  });
  tasks.sort((a, b) => a.depth - b.depth);
  return { tasks, warnings: sharingWarnings(tasks) };
}

/** As one reads: file by file, from top to bottom; what has no place first. */
function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const order = (a: Mistake, b: Mistake): number => {
    const [fileA, fileB] = [a.place?.source.file ?? '', b.place?.source.file ?? ''];
    return fileA === fileB ? (a.place?.start ?? 0) - (b.place?.start ?? 0) : fileA < fileB ? -1 : 1;
  };
  return [...mistakes].sort(order);
}
