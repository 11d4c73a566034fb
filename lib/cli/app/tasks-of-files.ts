import { MistakesError } from '../../mistakes/mistakes-error';
import type { LoadedTasks } from '../../tasks/load';

/** The tasks of tasks.yaml or tasks/; none for an app that takes its tasks from elsewhere. */
export function tasksOfFiles(): Pick<LoadedTasks, 'tasks' | 'waits' | 'warnings'> {
  // The reader of tasks takes as long to load as all the rest, and most plans do not need it.
  const { loadTasks } = require('../../tasks/load') as typeof import('../../tasks/load');
  try {
    return loadTasks();
  } catch (error) {
    if (error instanceof MistakesError) {
      return { tasks: [], waits: false, warnings: [] };
    }
    throw error;
  }
}

/** Whether claims of each storage class can grow, as far as tasks.yaml or tasks/ says so. */
export function expandableClasses(): ReadonlyMap<string, boolean> {
  const { readExpandableClasses } =
    require('../../tasks/storage-classes') as typeof import('../../tasks/storage-classes');
  return readExpandableClasses();
}
