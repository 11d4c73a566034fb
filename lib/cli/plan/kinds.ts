import type { Action, TaskPlan } from './task-plan';

/** What a push does to a task, in a word or two, with the sign and the colour that it is shown in. */
export interface Kind {
  readonly sign: '+' | '~' | '-' | '=' | '!';
  readonly words: string;
  /** Number of a terminal's colour. */
  readonly color: number;
}

const REFUSE: Kind = { sign: '!', words: 'refuse', color: 31 };

const KINDS: Readonly<Record<Action, Kind>> = {
  create: { sign: '+', words: 'create', color: 32 },
  'run-again': { sign: '~', words: 'run again', color: 33 },
  'grow-claim': { sign: '~', words: 'grow claim', color: 33 },
  change: { sign: '~', words: 'change', color: 33 },
  'remove-job': { sign: '-', words: 'remove job, keep claim', color: 35 },
  'keep-job': { sign: '=', words: 'keep job', color: 36 },
  'leave-job': { sign: '=', words: 'leave job', color: 36 },
  'leave-claim': { sign: '=', words: 'keep claim', color: 36 },
};

/** The kind of a task's change; for several at once the words of each, and the sign of the first. */
export function kindOf({ actions, refusals }: Pick<TaskPlan, 'actions' | 'refusals'>): Kind | undefined {
  if (refusals.length > 0) {
    return REFUSE;
  }
  const kinds = Object.entries(KINDS).flatMap(([action, kind]) => (actions.includes(action as Action) ? [kind] : []));
  return kinds[0] && { ...kinds[0], words: kinds.map(({ words }) => words).join(', ') };
}

/** The tasks that something happens to, those that are refused at the end. */
export function changedTasks(tasks: readonly TaskPlan[]): TaskPlan[] {
  const changed = tasks.filter((task) => kindOf(task) !== undefined);
  const refused = (task: TaskPlan) => task.refusals.length > 0;
  return [...changed.filter((task) => !refused(task)), ...changed.filter(refused)];
}
