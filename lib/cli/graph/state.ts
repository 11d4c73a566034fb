import type { TaskNode } from './family';

/** The colour of a state. Each tone is a colour of the palette, with a ground of its own. */
export type Tone = 'open' | 'done' | 'created' | 'changed' | 'removed' | 'kept' | 'refused';

/** The state of a task as the HTML page shows it. The name is a choice of the page's filter. */
export interface TaskState {
  readonly name: string;
  readonly tone: Tone;
  /** What the details of the task say of the state: sentences under a word. @default - nothing */
  readonly notes?: Readonly<Record<string, readonly string[]>>;
}

/** Decides which state of a task a page shows. */
export type StateOf = (node: TaskNode) => TaskState;

const OPEN: TaskState = { name: 'not done', tone: 'open' };
const DONE: TaskState = { name: 'done', tone: 'done' };

/** The state of a task by its own settings. */
export const ownState: StateOf = ({ task }) => (task.done ? DONE : OPEN);
