import type { Action, TaskPlan } from './task-plan';

/** The kind of a change in a word or two, with the sign and the colour in which it is shown. */
export interface Kind {
  readonly sign: '+' | '~' | '-' | '=' | '!';
  readonly words: string;
  readonly color: 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';
}

const REFUSE: Kind = { sign: '!', words: 'refuse', color: 'red' };

const KINDS: Readonly<Record<Action, Kind>> = {
  create: { sign: '+', words: 'create', color: 'green' },
  'run-again': { sign: '~', words: 'run again', color: 'yellow' },
  'grow-claim': { sign: '~', words: 'grow claim', color: 'yellow' },
  change: { sign: '~', words: 'change', color: 'yellow' },
  'remove-job': { sign: '-', words: 'remove job, keep claim', color: 'magenta' },
  'keep-job': { sign: '=', words: 'keep job', color: 'cyan' },
  'leave-job': { sign: '=', words: 'leave job', color: 'cyan' },
  'leave-claim': { sign: '=', words: 'keep claim', color: 'cyan' },
};

/** The kind of the change of a task. Several changes at once have the words of each, and the sign of the first. */
export function kindOf({ actions, refusals }: Pick<TaskPlan, 'actions' | 'refusals'>): Kind | undefined {
  if (refusals.length > 0) {
    return REFUSE;
  }
  const kinds = Object.entries(KINDS).flatMap(([action, kind]) => (actions.includes(action as Action) ? [kind] : []));
  return kinds[0] && { ...kinds[0], words: kinds.map(({ words }) => words).join(', ') };
}

/** The tasks that change. Refused tasks come first. */
export function changedTasks(tasks: readonly TaskPlan[]): TaskPlan[] {
  const changed = tasks.filter((task) => kindOf(task) !== undefined);
  const isRefused = (task: TaskPlan) => task.refusals.length > 0;
  return [...changed.filter(isRefused), ...changed.filter((task) => !isRefused(task))];
}
