import { isDeepStrictEqual } from 'node:util';
import { textsOf } from '../../document/source';
import type { Mistake } from '../../mistakes/mistake';
import { MistakesError } from '../../mistakes/mistakes-error';
import type { ReadTasks } from '../../tasks/load';
import { tasksById } from '../../tasks/merge';
import type { ChangedFile, TaskChange } from './changes';
import type { CurrentTasks } from './current-tasks';

/**
 * Proves that an edit does what it should and nothing else: each task that is not changed has the settings that it had.
 *
 * @param after the tasks of the files after the edit
 * @throws MistakesError if the edit would do anything else, as where tasks share a value by an alias
 */
export function verify(
  current: CurrentTasks,
  changes: readonly TaskChange[],
  files: readonly ChangedFile[],
  after: ReadTasks,
): void {
  const expected = new Map<string, unknown>([...current.byId].map(([id, { settings }]) => [id, settings]));
  for (const change of changes) {
    if (change.kind === 'set') {
      const { settings } = change.task;
      expected.set(settings.taskId as string, { ...settings, ...change.settings });
    } else if (change.kind === 'remove') {
      expected.delete(change.task.settings.taskId as string);
    }
  }
  const added = new Map(
    changes.flatMap((change) => (change.kind === 'add' ? [[change.settings.taskId as string, change.settings]] : [])),
  );
  const found = tasksById(after.merged);
  const wrong = [...new Set([...expected.keys(), ...found.keys()])].filter((id) => {
    const task = found.get(id);
    const own = added.get(id);
    return own ? !isDeepStrictEqual(task?.entry.settings, own) : !isDeepStrictEqual(task?.settings, expected.get(id));
  });
  if (wrong.length > 0 || after.merged.layout !== current.tasks.merged.layout) {
    throw refuse(current, changes, files, wrong);
  }
}

function refuse(
  { sources, byId }: CurrentTasks,
  changes: readonly TaskChange[],
  files: readonly ChangedFile[],
  wrong: readonly string[],
): MistakesError {
  const [first] = changes;
  const task = first?.kind === 'add' ? undefined : first?.task;
  const place = (task ?? byId.get(wrong[0] ?? ''))?.entry.at('taskId');
  const mistake: Mistake = {
    code: 'unsafe-edit',
    message: `a change of the text would not only do what was asked: it changes ${wrong.slice(0, 5).join(', ') || 'the layout'}`,
    ...(place ? { place } : {}),
    fix: `edit ${files.map(({ file }) => file).join(', ')} by hand: a value is probably shared by an anchor and an alias`,
  };
  return new MistakesError('tasks', [mistake], textsOf(sources));
}
