import { parseArgs } from 'node:util';
import { UserError } from '../../mistakes/user-error';
import { currentTasks, EDIT_CODES, EDIT_HELP, EDIT_OPTIONS, editTasks, tasksNamed } from '../edit/edit-tasks';
import { checkLiveOptions, LIVE_HELP, LIVE_OPTIONS, readLive, takeLive } from '../live';
import type { Verb } from '../verb';
import { succeededTasks } from './succeeded';

export const done: Verb = {
  help: `cdk8s-keruta done TASK... [--dry-run]
cdk8s-keruta done --succeeded --live [FILE] [--dry-run]

Sets done: true for tasks in tasks.yaml, or in the files in tasks/. The next synth takes the Job of a task that is done out
of the manifests, and a GitOps controller then removes the Job with its agent: name tasks that have ended. The claim stays.

  --succeeded        the tasks whose Job has succeeded in the live cluster, in place of named tasks
${LIVE_HELP}${EDIT_HELP}
Examples:
  cdk8s-keruta done login-page
  cdk8s-keruta done --succeeded --live --dry-run

${EDIT_CODES}`,
  run(args, io) {
    const { rest, isLive, file } = takeLive(args);
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...LIVE_OPTIONS, ...EDIT_OPTIONS, succeeded: { type: 'boolean' } },
      allowPositionals: true,
    });
    checkLiveOptions(isLive, values);
    if (Boolean(values.succeeded) !== isLive) {
      throw new UserError('--succeeded and --live go together; see cdk8s-keruta done --help');
    }
    if (positionals.length > 0 === isLive) {
      throw new UserError('done takes the ids of tasks, or --succeeded --live; see cdk8s-keruta done --help');
    }
    const current = currentTasks();
    const named = isLive
      ? succeededTasks(current.tasks, readLive({ file, ...values }))
      : tasksNamed(positionals, current);
    const open = named.filter(({ settings }) => !settings.done);
    for (const { settings } of named.filter((task) => !open.includes(task))) {
      io.stdout(`${settings.taskId} is done already\n`);
    }
    if (isLive && open.length === 0) {
      io.stdout('no task that is not done has succeeded\n');
    }
    editTasks(
      current,
      open.map((task) => ({ kind: 'set', task, settings: { done: true } })),
      io,
      { dryRun: values['dry-run'] },
    );
    return 0;
  },
};
