import { defaultPath } from '../../document/read-sources';
import type { Source } from '../../document/source';
import { UserError } from '../../mistakes/user-error';
import { namedPath, type ReadTasks, taskSources, tasksIn } from '../../tasks/load';
import { type MergedTask, tasksById } from '../../tasks/merge';
import { describeUnknownTasks } from '../app/unknown-task';

/** The tasks of the files before an edit. They have no mistakes. */
export interface CurrentTasks {
  /** The file or folder that the tasks were read from. */
  readonly path: string;
  readonly sources: readonly Source[];
  readonly tasks: ReadTasks;
  readonly byId: ReadonlyMap<string, MergedTask>;
}

/**
 * Reads the tasks before an edit.
 *
 * @throws MistakesError if the files have mistakes: an edit needs to know what each text means
 */
export function currentTasks(): CurrentTasks {
  const named = namedPath();
  const { sources, mistakes } = taskSources(named);
  const tasks = tasksIn({ sources, mistakes }, named);
  return { path: named ?? defaultPath(), sources, tasks, byId: tasksById(tasks.merged) };
}

/**
 * The tasks with these ids, each once.
 *
 * @throws UserError for an id that no task has
 */
export function tasksNamed(ids: readonly string[], { byId }: CurrentTasks): MergedTask[] {
  const unknown = ids.filter((id) => !byId.has(id));
  if (unknown.length > 0) {
    throw new UserError(describeUnknownTasks(unknown, [...byId.keys()]));
  }
  return [...new Set(ids)].map((id) => byId.get(id) as MergedTask);
}
