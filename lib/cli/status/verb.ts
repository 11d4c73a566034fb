import { parseArgs } from 'node:util';
import { didYouMean } from '../../mistakes/did-you-mean';
import { UserError } from '../../mistakes/user-error';
import { kubectlCommand, LIVE_HELP, LIVE_OPTIONS, readLive, takeLive } from '../live';
import { lookup } from '../live/lookup';
import { OUTPUT_HELP } from '../output';
import type { Verb } from '../verb';
import { appTasks } from './app-tasks';
import { statusMarkdown } from './markdown';
import { oneTaskText } from './one-task';
import { STATES } from './states';
import type { TaskStatus } from './status';
import { statusesOf } from './statuses';
import { statusText } from './text';

export const status: Verb = {
  help: `cdk8s-keruta status [TASK] [--live FILE] [--all] [--json | --markdown] [--output FILE]

Shows the state of each task in the cluster: since when, why, and the next step. With TASK it shows one task at length: its
Job, pods and claim, their events, and the commands that show more. A message of the cluster is in quotes.

It runs the app that cdk8s.yaml names, and kubectl get. It changes nothing.

  --all              list the tasks that are done too
${LIVE_HELP}  --json             takenAt, unread, unknownJobs and tasks: taskId, namespace, job, claim, state, words, needsPerson, since,
                     why, next, differs
  --markdown         a table for a pull request or a chat
${OUTPUT_HELP}
Examples:
  cdk8s-keruta status
  cdk8s-keruta status login-page --context production

Exit codes: 0 no task needs a person; 2 a task needs one; 1 no such task, mistakes in the tasks, or an app that fails; 3 the
cluster could not be asked.
`,
  run(args, io) {
    const { rest, file } = takeLive(args);
    const { values, positionals } = parseArgs({
      args: rest,
      options: {
        ...LIVE_OPTIONS,
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const { all = false, json, markdown } = values;
    const [taskId, ...surplus] = positionals;
    if (surplus.length > 0) {
      throw new UserError('name one task, or none for all; see cdk8s-keruta status --help');
    }
    if (json && markdown) {
      throw new UserError('--json and --markdown are two formats; allowed: one of them');
    }
    const app = appTasks();
    if ('failed' in app) {
      io.stderr(app.failed);
      return 1;
    }
    const source = { file, ...values };
    const cluster = readLive(source);
    const whole = statusesOf(app, cluster, source);
    const tasks = taskId === undefined ? whole.tasks : whole.tasks.filter((task) => task.taskId === taskId);
    const [first] = tasks;
    if (taskId !== undefined && !first) {
      const meant = didYouMean(
        taskId,
        whole.tasks.map((task) => task.taskId),
      );
      io.stderr(`cdk8s-keruta status: no task ${taskId}${meant ? `; ${meant}` : ''}\n`);
      return 1;
    }
    const statuses = { ...whole, tasks };
    if (json) {
      io.stdout(
        `${JSON.stringify({ ...statuses, takenAt: new Date(whole.takenAt).toISOString(), tasks: tasks.map(asJson) }, null, 2)}\n`,
      );
    } else if (markdown) {
      io.stdout(statusMarkdown(statuses, all || taskId !== undefined));
    } else if (taskId !== undefined && first) {
      io.stdout(oneTaskText(first, lookup(cluster), kubectlCommand(source)));
    } else {
      io.stdout(statusText(statuses, { color: io.color, all }));
    }
    return tasks.some(({ needsPerson }) => needsPerson) ? 2 : 0;
  },
};

function asJson(task: TaskStatus): object {
  return { ...task, words: STATES[task.state].words };
}
