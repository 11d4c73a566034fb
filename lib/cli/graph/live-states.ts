import { STATES } from '../status/states';
import type { TaskStatus } from '../status/status';
import type { Statuses } from '../status/statuses';
import type { StateOf, TaskState } from './state';

/** The states of tasks in the cluster, with the reason and the next step of each. */
export function liveStatesOf(tasks: readonly TaskStatus[]): StateOf {
  const states = new Map(tasks.map((task) => [task.taskId, toState(task)]));
  return ({ task }) => states.get(task.taskId) as TaskState;
}

function toState({ state, since, why, next }: TaskStatus): TaskState {
  const { words, tone } = STATES[state];
  const notes = Object.entries({ Why: why, Since: since, 'Next step': next }).flatMap(([term, text]) =>
    text ? [[term, [text]] as const] : [],
  );
  return { name: words, tone, notes: Object.fromEntries(notes) };
}

/** When the states were taken, and what the picture leaves out: tasks that have left Git have no place in a family. */
export function liveHeading({ takenAt, tasks }: Statuses): string {
  const time = new Date(takenAt).toISOString().slice(0, 16).replace('T', ' ');
  const left = tasks.filter(({ state }) => state === 'not-in-git').length;
  const others =
    left === 0 ? '' : `, without ${left} ${left === 1 ? 'Job' : 'Jobs'} of tasks that are not in Git any more`;
  return `The cluster at ${time} UTC${others}`;
}
