import { existsSync } from 'node:fs';
import { readManifests, tasksOf } from '../../manifests/parse';
import { didYouMean } from '../../mistakes/did-you-mean';
import { appConfig } from './config';
import { runApp } from './run-app';

/**
 * Says that the files of tasks have no task of this id, with the id that was probably meant. A task that the app makes in
 * TypeScript is named as such.
 *
 * @param known the ids of the tasks in the files
 */
export function describeUnknownTask(taskId: string, known: Iterable<string>): string {
  const path = pathInApp(taskId);
  if (path !== undefined) {
    return `task ${taskId} is not in the files of tasks: the app makes it (${path}), and its settings are in the program`;
  }
  return [`no task ${taskId}`, didYouMean(taskId, known)].filter((text) => text !== undefined).join('; ');
}

/** The manifest of a task in the output of the app; undefined if the app does not make the task, or fails. */
function pathInApp(taskId: string): string | undefined {
  const app = existsSync('cdk8s.yaml') ? runApp(appConfig().app) : undefined;
  if (app === undefined || 'failed' in app) {
    return undefined;
  }
  const task = tasksOf(readManifests(app.files, 'as the app writes it').manifests).get(taskId);
  return task?.isTask ? task.path : undefined;
}
