import type { Action, TaskPlan } from './task-plan';

/** The number of tasks with each kind of change. A task with two kinds of changes counts twice. */
export interface Counts {
  readonly create: number;
  readonly runAgain: number;
  readonly change: number;
  readonly removeJob: number;
  readonly refuse: number;
}

const CHANGES: readonly Action[] = ['grow-claim', 'change'];

export function countsOf(tasks: readonly TaskPlan[]): Counts {
  const count = (is: (task: TaskPlan) => boolean) => tasks.filter(is).length;
  return {
    create: count(({ actions }) => actions.includes('create')),
    runAgain: count(({ actions }) => actions.includes('run-again')),
    change: count(({ actions }) => actions.some((action) => CHANGES.includes(action))),
    removeJob: count(({ actions }) => actions.includes('remove-job')),
    refuse: count(({ refusals }) => refusals.length > 0),
  };
}

/** The counts in a line: `3 to create, 1 to run again, 1 to change, 2 jobs to remove (claims kept), 1 refused`, or `nothing to change`. */
export function summary({ create, runAgain, change, removeJob, refuse }: Counts): string {
  const parts = [
    create > 0 && `${create} to create`,
    runAgain > 0 && `${runAgain} to run again`,
    change > 0 && `${change} to change`,
    removeJob > 0 && (removeJob === 1 ? '1 job to remove (claim kept)' : `${removeJob} jobs to remove (claims kept)`),
    refuse > 0 && `${refuse} refused`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'nothing to change' : parts.join(', ');
}

/** 0 nothing to change, 2 changes, 1 refused. */
export function exitCode(counts: Counts): 0 | 1 | 2 {
  return counts.refuse > 0 ? 1 : counts.create + counts.runAgain + counts.change + counts.removeJob > 0 ? 2 : 0;
}
