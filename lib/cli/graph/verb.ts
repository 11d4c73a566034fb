import { parseArgs } from 'node:util';
import { didYouMean } from '../../mistakes/did-you-mean';
import { UserError } from '../../mistakes/user-error';
import { loadTasks } from '../../tasks/load';
import type { Verb } from '../verb';
import type { Family, TaskNode } from './family';
import { html } from './html';
import { mermaid } from './mermaid';
import { svg } from './svg';
import { familiesOf } from './tasks';

const FORMATS: Record<string, (families: readonly Family[]) => string> = { mermaid, svg, html };

export const graph: Verb = {
  help: `cdk8s-keruta graph [--format mermaid | svg | html | --json]

Prints the families as a picture: the tasks, who goes on from whom, the claim that each is on with its size, mode and
class, which are done, and which would run at the same time on one working tree.

  --format mermaid   for Markdown; the default. GitHub draws at most 500 tasks: the rest is counted, and html shows it
  --format svg       a picture
  --format html      a page to look at in a browser: zoom, search, the details of each task; it needs no network
  --json             the families as a list, each with its claims, its tasks and those that would run at once

Exit codes: 0 printed, 1 mistakes in the tasks, 3 it could not be done.
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
    const { tasks, layout } = loadTasks();
    const families = familiesOf(tasks, layout);
    io.stdout(json ? `${JSON.stringify(families.map(asJson), null, 2)}\n` : draw(families));
    return 0;
  },
};

function asJson({ tasks, workspaces, atOnce }: Family): object {
  const ids = (nodes: readonly TaskNode[]) => nodes.map(({ task }) => task.taskId);
  return {
    claims: workspaces.map(({ claim, namespace, cloneOf, tasks }) => ({
      name: claim.name,
      namespace,
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
      done: task.done,
      claim: workspace.claim.name,
    })),
    atOnce: atOnce.map((group) => ids(group.tasks)),
  };
}
