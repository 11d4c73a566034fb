import { existsSync } from 'node:fs';
import { loadTasks } from '../../tasks/load';
import type { Task } from '../../tasks/task';
import { appConfig } from '../app/config';
import { readFolder } from '../app/read-folder';
import { runApp } from '../app/run-app';
import { withTasksOfApp } from '../app/tasks-of-app';
import { tasksOfFiles } from '../app/tasks-of-files';
import type { TaskPlan } from '../plan/task-plan';
import { withRemovedTasks } from './verdicts';

/** The tasks of a picture. */
export interface DrawnTasks {
  readonly tasks: readonly Task[];
  /** Whether children wait for their parents. */
  readonly waits: boolean;
}

/**
 * The tasks of tasks.yaml and of the app; or the message of an app that fails.
 *
 * @throws MistakesError in a folder without cdk8s.yaml, for mistakes in the tasks
 */
export function currentTasks(): DrawnTasks | { readonly failed: string } {
  if (!existsSync('cdk8s.yaml')) {
    return loadTasks();
  }
  const app = runApp(appConfig().app);
  if ('failed' in app) {
    return app;
  }
  const { tasks, waits } = tasksOfFiles();
  return { tasks: withTasksOfApp(tasks, app.files), waits };
}

/** The tasks of a plan, with those that the push removes. There is a plan only if the output folder is current. */
export function plannedTasks(plans: readonly TaskPlan[]): DrawnTasks {
  const { tasks, waits } = tasksOfFiles();
  return { tasks: withRemovedTasks(withTasksOfApp(tasks, readFolder(appConfig().output)), plans), waits };
}
