import { parseArgs } from 'node:util';
import { didYouMean } from '../../mistakes/did-you-mean';
import { UserError } from '../../mistakes/user-error';
import { checkLiveOptions, LIVE_HELP, LIVE_OPTIONS, type LiveSource, readLive, takeLive } from '../live';
import { OUTPUT_HELP } from '../output';
import type { Io, Verb } from '../verb';
import { currentTasks, plannedTasks } from './drawn-tasks';
import { type Family, toFamilies } from './family';
import { html } from './html/document';
import { toJson } from './json';
import { mermaid } from './mermaid';
import { svg } from './svg';
import { verdictsOf } from './verdicts';

const FORMATS: Readonly<Record<string, (families: readonly Family[]) => string>> = {
  mermaid: (families) => mermaid(families),
  svg,
  html: (families) => html(families),
};

export const graph: Verb = {
  help: `cdk8s-keruta graph [--format mermaid | svg | html | --json]
                   [--against REV | --live [FILE]] [--output FILE]

Prints a picture of the task families: the tasks, the parent of each, the claim that each mounts with its size, access mode
and storage class, which tasks are done, and which would run at the same time in one working tree.

It runs the app that cdk8s.yaml names, so that tasks made in TypeScript are in the picture too. Without cdk8s.yaml it shows
the tasks of tasks.yaml.

  --format mermaid   for Markdown; the default. GitHub draws at most 500 tasks; the others are counted
  --format svg       an image
  --format html      a page for a browser: search, filter, and the details of each task; the page loads nothing else
  --against REV      show in the HTML page what a push does to each task, as cdk8s-keruta plan --against REV does
${LIVE_HELP}  --json             the families as a list, each with its claims, its tasks and the tasks that would run at the same time
${OUTPUT_HELP}
Examples:
  cdk8s-keruta graph
  cdk8s-keruta graph --format html --live --output families.html

Exit codes: 0 printed; 1 mistakes in the tasks or an app that fails; 4 with --against, the output folder or argocd/ is not
what a synth would write now; 3 it could not be done.
`,
  run(args, io) {
    const { rest, isLive, file } = takeLive(args);
    const { values } = parseArgs({
      args: rest,
      options: { ...LIVE_OPTIONS, format: { type: 'string' }, json: { type: 'boolean' }, against: { type: 'string' } },
    });
    checkLiveOptions(isLive, values);
    const { format = 'mermaid', json, against } = values;
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
    if (against !== undefined && isLive) {
      throw new UserError('--against and --live show two kinds of states; allowed: one of them');
    }
    if ((against !== undefined || isLive) && (json || format !== 'html')) {
      throw new UserError(`${isLive ? '--live' : '--against'} is for the HTML page; add --format html`);
    }
    if (against !== undefined) {
      return printPlannedPage(against, io);
    }
    if (isLive) {
      return printLivePage({ file, ...values }, io);
    }
    const current = currentTasks();
    if ('failed' in current) {
      io.stderr(current.failed);
      return 1;
    }
    const families = toFamilies(current.tasks, current.waits);
    io.stdout(json ? `${JSON.stringify(families.map(toJson), null, 2)}\n` : draw(families));
    return 0;
  },
};

function printPlannedPage(against: string, io: Io): number {
  // A picture without verdicts does not have to wait until all of plan is loaded.
  const { plan } = require('../plan/plan') as typeof import('../plan/plan');
  const { printNoPlan } = require('../plan/no-plan') as typeof import('../plan/no-plan');
  const planned = plan({ against });
  if (!('tasks' in planned)) {
    return printNoPlan(planned, io);
  }
  io.stderr(planned.warnings);
  const { tasks, waits } = plannedTasks(planned.tasks);
  const stateOf = verdictsOf(planned.tasks);
  io.stdout(html(toFamilies(tasks, waits), { stateOf, heading: `A push compared with ${against}` }));
  return 0;
}

function printLivePage(source: LiveSource, io: Io): number {
  // A picture without the cluster does not have to wait until all of status is loaded.
  const { appTasks } = require('../status/app-tasks') as typeof import('../status/app-tasks');
  const { statusesOf } = require('../status/statuses') as typeof import('../status/statuses');
  const { liveHeading, liveStatesOf } = require('./live-states') as typeof import('./live-states');
  const app = appTasks();
  if ('failed' in app) {
    io.stderr(app.failed);
    return 1;
  }
  const statuses = statusesOf(app, readLive(source), source);
  const families = toFamilies(
    app.tasks.map(({ task }) => task),
    app.waits,
  );
  io.stdout(html(families, { stateOf: liveStatesOf(statuses.tasks), heading: liveHeading(statuses) }));
  return 0;
}
