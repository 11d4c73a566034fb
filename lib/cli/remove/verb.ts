import { textsOf } from '../../document/source';
import type { Mistake } from '../../mistakes/mistake';
import { MistakesError } from '../../mistakes/mistakes-error';
import type { MergedTask } from '../../tasks/merge';
import { type CurrentTasks, EDIT_CODES, EDIT_HELP, editTasks, readNamedTasks } from '../edit/edit-tasks';
import type { Verb } from '../verb';

export const remove: Verb = {
  help: `cdk8s-keruta remove TASK... [--dry-run]

Removes tasks from tasks.yaml, or from the files in tasks/: the lines of each task, with the comments in them. Comments above
a task stay. A task that has children is refused, unless they are removed too. The claim of a task stays in the cluster.

${EDIT_HELP}
Examples:
  cdk8s-keruta remove search
  cdk8s-keruta remove login-page login-page-tests --dry-run

${EDIT_CODES}`,
  run(args, io) {
    const { current, tasks, dryRun } = readNamedTasks('remove', args);
    checkNoChildren(tasks, current);
    editTasks(
      current,
      tasks.map((task) => ({ kind: 'remove', task })),
      io,
      { dryRun },
    );
    return 0;
  },
};

function checkNoChildren(removed: readonly MergedTask[], { tasks, sources }: CurrentTasks): void {
  const mistakes = removed.flatMap(({ entry, settings }): Mistake[] => {
    const children = tasks.merged.tasks.filter(
      (task) => task.settings.parentTaskId === settings.taskId && !removed.includes(task),
    );
    return children.length === 0
      ? []
      : [
          {
            code: 'parent-of-others',
            message: `${settings.taskId} is the parent of ${children.map((child) => child.settings.taskId).join(', ')}`,
            place: entry.at('taskId'),
            fix: 'remove the children too, or set done: true in place of the removal',
            related: children.map((child) => ({ message: 'a child', place: child.entry.at('parentTaskId') })),
          },
        ];
  });
  if (mistakes.length > 0) {
    throw new MistakesError('tasks', mistakes, textsOf(sources));
  }
}
