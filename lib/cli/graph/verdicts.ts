import type { Task } from '../../tasks/task';
import { toExistingClaim } from '../app/tasks-of-app';
import { type Kind, kindOf } from '../plan/kinds';
import type { TaskPlan } from '../plan/task-plan';
import type { StateOf, TaskState, Tone } from './state';

const TONES: Readonly<Record<Kind['color'], Tone>> = {
  green: 'created',
  yellow: 'changed',
  magenta: 'removed',
  cyan: 'kept',
  red: 'refused',
};

const UNCHANGED: TaskState = { name: 'unchanged', tone: 'done' };

/** The states of tasks by what a push does to each. */
export function verdictsOf(plans: readonly TaskPlan[]): StateOf {
  const states = new Map(plans.map((plan) => [plan.taskId, toState(plan)]));
  return ({ task }) => states.get(task.taskId) ?? UNCHANGED;
}

function toState(plan: TaskPlan): TaskState {
  const kind = kindOf(plan);
  const refusals = plan.refusals.map(({ reason, fix }) => `${reason}; ${fix}`);
  return kind ? { name: kind.words, tone: TONES[kind.color], notes: { Push: [...plan.what, ...refusals] } } : UNCHANGED;
}

/** Adds the tasks that a push removes. Each is drawn as a root on the claim that it mounted. */
export function withRemovedTasks(tasks: readonly Task[], plans: readonly TaskPlan[]): Task[] {
  const ids = new Set(tasks.map(({ taskId }) => taskId));
  const claims = new Map(tasks.map(({ claim }) => [claim.name, claim]));
  const removed = plans.flatMap(({ taskId, claim }): Task[] =>
    claim === undefined || ids.has(taskId)
      ? []
      : [{ taskId, root: taskId, depth: 0, done: true, claim: claims.get(claim) ?? toExistingClaim(claim, undefined) }],
  );
  return [...tasks, ...removed];
}
