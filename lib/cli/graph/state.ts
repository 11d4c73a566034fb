import type { TaskNode } from './family';

/** The state of a task as the page shows it: the name is a choice of the page's filter, the tone decides the colour. */
export interface TaskState {
  readonly name: string;
  readonly tone: 'open' | 'done';
}

const OPEN: TaskState = { name: 'not done', tone: 'open' };
const DONE: TaskState = { name: 'done', tone: 'done' };

/** The state of a task by its own settings. */
export function stateOf({ task }: TaskNode): TaskState {
  return task.done ? DONE : OPEN;
}
