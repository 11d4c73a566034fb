import { claimNameOf, type ManifestObject, readManifests, tasksOf } from '../../manifests/parse';
import type { Task } from '../../tasks/task';
import { appConfig } from '../app/config';
import { type Engine, enginesOfFiles } from '../app/engines';
import { removedTasks } from '../app/history';
import { runApp } from '../app/run-app';
import { withTasksOfApp } from '../app/tasks-of-app';
import { tasksOfFiles } from '../app/tasks-of-files';

/** A task with its objects in the manifests. */
export interface AppTask {
  readonly taskId: string;
  readonly parentTaskId: string | undefined;
  /** The namespace in the manifests; undefined if whoever applies the manifests decides. */
  readonly namespace: string | undefined;
  /** The Job; undefined for a task that is done. */
  readonly job: ManifestObject | undefined;
  /** The name of the claim that the task mounts. */
  readonly claim: string;
  readonly task: Task;
}

/** The tasks of the app that cdk8s.yaml names. */
export interface AppTasks {
  readonly tasks: readonly AppTask[];
  /** Whether a child is applied only when its parent has succeeded. */
  readonly waits: boolean;
  /** The tasks whose manifests were committed here and have been removed. */
  readonly removed: ReadonlySet<string>;
  readonly appliedBy: Engine | 'kubectl';
}

/**
 * Runs the app, and reads the tasks from its manifests, so that tasks made in TypeScript are among them.
 *
 * @returns the message of an app that fails
 * @throws UserError without cdk8s.yaml
 */
export function appTasks(): AppTasks | { readonly failed: string } {
  const config = appConfig();
  const app = runApp(config.app);
  if ('failed' in app) {
    return app;
  }
  const { tasks, waits } = tasksOfFiles();
  return {
    tasks: joinTasks(tasks, app.files),
    waits,
    removed: removedTasks(config.output),
    appliedBy: enginesOfFiles()[0] ?? 'kubectl',
  };
}

/**
 * The tasks with their objects.
 *
 * @param tasks the tasks of tasks.yaml
 * @param files the manifests that the app writes
 */
export function joinTasks(tasks: readonly Task[], files: ReadonlyMap<string, string>): AppTask[] {
  const objects = tasksOf(readManifests(files, 'as the app writes it').manifests);
  return withTasksOfApp(tasks, files).map((task) => {
    const found = objects.get(task.taskId);
    const { job, claim } = found ?? {};
    return {
      taskId: task.taskId,
      parentTaskId: task.parentTaskId,
      namespace: (job ?? claim)?.metadata.namespace ?? task.claim.namespace,
      job,
      claim: (found && claimNameOf(found)) ?? task.claim.name,
      task,
    };
  });
}
