import { textsOf } from '../../document/source';
import { MistakesError } from '../../mistakes/mistakes-error';
import { BUILT_IN } from '../../settings/defaults';
import type { MergedTask } from '../../tasks/merge';
import {
  type CurrentTasks,
  EDIT_CODES,
  EDIT_HELP,
  editTasks,
  readNamedTasks,
  type TaskChange,
} from '../edit/edit-tasks';
import type { Verb } from '../verb';

export const rerun: Verb = {
  help: `cdk8s-keruta rerun TASK... [--dry-run]

Raises run of tasks by 1 in tasks.yaml, or in the files in tasks/: the next synth gives the Job of each task another name, and
the agent runs again on the same claim. A task that is done is not done any more. End the old run before the push, if it still
runs: two agents would work in one working tree.

${EDIT_HELP}
Examples:
  cdk8s-keruta rerun search
  cdk8s-keruta rerun login-page login-page-tests --dry-run

${EDIT_CODES}`,
  run(args, io) {
    const { current, tasks, dryRun } = readNamedTasks('rerun', args);
    checkNoJobNames(tasks, current);
    editTasks(current, tasks.map(nextRun), io, { dryRun });
    return 0;
  },
};

function nextRun(task: MergedTask): TaskChange {
  const { run = BUILT_IN.run, done } = task.settings;
  return { kind: 'set', task, settings: { ...(done ? { done: false } : {}), run: run + 1 } };
}

/** A name of its own for the Job makes the number of the run meaningless. */
function checkNoJobNames(tasks: readonly MergedTask[], { sources }: CurrentTasks): void {
  const mistakes = tasks
    .filter(({ settings }) => settings.jobName !== undefined)
    .map(({ entry, settings }) => ({
      code: 'unsafe-edit' as const,
      message: `${settings.taskId} has a jobName, with which run has no effect`,
      place: entry.at('jobName'),
      fix: 'give the Job another name by hand, or remove jobName and set run to the number of the next run',
    }));
  if (mistakes.length > 0) {
    throw new MistakesError('tasks', mistakes, textsOf(sources));
  }
}
