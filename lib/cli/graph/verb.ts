import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { didYouMean } from '../../mistakes/did-you-mean';
import { UserError } from '../../mistakes/user-error';
import type { Layout } from '../../settings/layout';
import { loadTasks } from '../../tasks/load';
import type { Task } from '../../tasks/task';
import { appConfig } from '../app/config';
import { runApp } from '../app/run-app';
import { tasksOfFiles } from '../app/tasks-of-files';
import type { Verb } from '../verb';
import { withTasksOfApp } from './app-tasks';
import { type Family, type TaskNode, toFamilies } from './family';
import { html } from './html/document';
import { mermaid } from './mermaid';
import { svg } from './svg';

const FORMATS: Record<string, (families: readonly Family[]) => string> = { mermaid, svg, html };

export const graph: Verb = {
  help: `cdk8s-keruta graph [--format mermaid | svg | html | --json]

Prints a picture of the task families: the tasks, the parent of each, the claim that each mounts with its size, access mode
and storage class, which tasks are done, and which would run at the same time in one working tree.

It runs the app that cdk8s.yaml names, so that tasks made in TypeScript are in the picture too. Without cdk8s.yaml it shows
the tasks of tasks.yaml.

  --format mermaid   for Markdown; the default. GitHub draws at most 500 tasks; the others are counted
  --format svg       an image
  --format html      a page for a browser: search, filter, and the details of each task; the page loads nothing else
  --json             the families as a list, each with its claims, its tasks and the tasks that would run at the same time

Exit codes: 0 printed, 1 mistakes in the tasks or an app that fails, 3 it could not be done.
`,
  run(args, io) {
    const { values } = parseArgs({ args, options: { format: { type: 'string' }, json: { type: 'boolean' } } });
    const { format = 'mermaid', json } = values;
    const draw = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
    if (!draw) {
      const meant = didYouMean(format, Object.keys(FORMATS));
      throw new UserError(
        `--format ${format} is not a format; allowed: ${Object.keys(FORMATS).join(', ')}${meant ? `; ${meant}` : ''}`,
      );
    }
    if (json && values.format !== undefined) {
      throw new UserError('--format and --json are two formats; allowed: one of them');
    }
    const known = knownTasks();
    if ('failed' in known) {
      io.stderr(known.failed);
      return 1;
    }
    const families = toFamilies(known.tasks, known.layout);
    io.stdout(json ? `${JSON.stringify(families.map(asJson), null, 2)}\n` : draw(families));
    return 0;
  },
};

interface KnownTasks {
  readonly tasks: readonly Task[];
  readonly layout: Layout;
}

/** The tasks of tasks.yaml and of the app; or the message of an app that fails. */
function knownTasks(): KnownTasks | { readonly failed: string } {
  if (!existsSync('cdk8s.yaml')) {
    return loadTasks();
  }
  const app = runApp(appConfig().app);
  if ('failed' in app) {
    return app;
  }
  const { tasks, layout } = tasksOfFiles();
  return { tasks: withTasksOfApp(tasks, app.files), layout };
}

function asJson({ tasks, workspaces, atOnce }: Family): object {
  const ids = (nodes: readonly TaskNode[]) => nodes.map(({ task }) => task.taskId);
  return {
    claims: workspaces.map(({ claim, cloneOf, tasks }) => ({
      name: claim.name,
      namespace: claim.namespace,
      size: claim.size,
      accessMode: claim.accessMode,
      storageClass: claim.storageClass,
      existing: claim.existing,
      cloneOf: cloneOf?.name,
      tasks: ids(tasks),
    })),
    tasks: tasks.map(({ task, workspace }) => ({
      taskId: task.taskId,
      parentTaskId: task.parentTaskId,
      done: task.done === true,
      claim: workspace.claim.name,
    })),
    atOnce: atOnce.map((group) => ids(group.tasks)),
  };
}
