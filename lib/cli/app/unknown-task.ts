import { existsSync } from 'node:fs';
import { readManifests, type TaskObjects, tasksOf } from '../../manifests/parse';
import { didYouMean } from '../../mistakes/did-you-mean';
import { appConfig } from './config';
import { runApp } from './run-app';

/**
 * Says that the files of tasks have no tasks of these ids, with the ids that were probably meant. A task that the app makes in
 * TypeScript is named as such.
 *
 * @param known the ids of the tasks in the files
 */
export function describeUnknownTasks(ids: readonly string[], known: readonly string[]): string {
  const tasks = tasksOfApp();
  const texts = ids.map((id) => {
    const task = tasks.get(id);
    return task?.isTask
      ? `task ${id} is not in the files of tasks: the app makes it (${task.path}), and its settings are in the program`
      : [`no task ${id}`, didYouMean(id, known)].filter((text) => text !== undefined).join('; ');
  });
  return texts.join('. ');
}

/** The tasks in the output of the app; none without an app, or if it fails. */
function tasksOfApp(): ReadonlyMap<string, TaskObjects> {
  const app = existsSync('cdk8s.yaml') ? runApp(appConfig().app) : undefined;
  return app === undefined || 'failed' in app
    ? new Map()
    : tasksOf(readManifests(app.files, 'as the app writes it').manifests);
}
