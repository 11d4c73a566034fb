import { parseArgs } from 'node:util';
import { MistakesError } from '../../mistakes/mistakes-error';
import { UserError } from '../../mistakes/user-error';
import { namedPath, tasksIn } from '../../tasks/load';
import type { MergedTask } from '../../tasks/merge';
import type { Io } from '../verb';
import { changedFiles, type TaskChange } from './changes';
import { type CurrentTasks, currentTasks, tasksNamed } from './current-tasks';
import { diffOf } from './diff';
import { verify } from './verify';
import { writeChanges } from './write';

export { type CurrentTasks, currentTasks, tasksNamed } from './current-tasks';
export type { TaskChange };

/** The option of each verb that edits tasks, for `parseArgs`. */
export const EDIT_OPTIONS = { 'dry-run': { type: 'boolean' } } as const;

/** This option in the help of a verb. */
export const EDIT_HELP = `  --dry-run          show the diff, and write nothing
`;

/** The end of the help of each verb that edits tasks. */
export const EDIT_CODES = `Exit codes: 0 written, or nothing to change; 1 mistakes in the tasks, before or after the edit, or an edit that a person has
to make; 3 it could not be done: no such task, a file that cannot be written.
`;

/**
 * Reads the arguments of a verb that edits named tasks: the ids, and `--dry-run`.
 *
 * @throws UserError without an id, or for an id that no task has; MistakesError if the files have mistakes
 */
export function readNamedTasks(verb: string, args: string[]): NamedTasks {
  const { values, positionals } = parseArgs({ args, options: EDIT_OPTIONS, allowPositionals: true });
  if (positionals.length === 0) {
    throw new UserError(`${verb} takes the id of a task; see cdk8s-keruta ${verb} --help`);
  }
  const current = currentTasks();
  return { current, tasks: tasksNamed(positionals, current), dryRun: values['dry-run'] };
}

/** Tasks that a verb was asked to edit, among all tasks. */
interface NamedTasks {
  readonly current: CurrentTasks;
  readonly tasks: readonly MergedTask[];
  readonly dryRun: boolean | undefined;
}

/**
 * Changes tasks in their files, and shows the diff. Only the text of the changes is another one afterwards. The tasks are
 * checked by the rules of a synth before anything is written.
 *
 * @throws MistakesError if the result has mistakes, or if a person has to make the edit; UserError if a file cannot be written
 */
export function editTasks(
  current: CurrentTasks,
  changes: readonly TaskChange[],
  io: Io,
  { dryRun = false }: { readonly dryRun?: boolean | undefined } = {},
): void {
  if (changes.length === 0) {
    return;
  }
  const files = changedFiles(current, changes);
  const afterOf = new Map(files.map(({ file, after }) => [file, after]));
  const kept = current.sources.map((source) => afterOf.get(source.file) ?? source);
  const created = files.filter(({ before }) => before === undefined).map(({ after }) => after);
  let after: ReturnType<typeof tasksIn>;
  try {
    after = tasksIn({ sources: [...kept, ...created], mistakes: [] }, namedPath());
  } catch (error) {
    if (error instanceof MistakesError) {
      io.stderr('Nothing was written. After the edit, the tasks would have mistakes:\n\n');
    }
    throw error;
  }
  verify(current, changes, files, after);
  if (!dryRun) {
    writeChanges(current.path, files);
  }
  for (const { file, before, edits } of files) {
    io.stdout(diffOf(file, before ?? '', edits, io.color));
  }
  io.stdout(
    dryRun ? '\nNothing was written, because of --dry-run.\n' : '\nNext: npm run synth writes the manifests.\n',
  );
}
