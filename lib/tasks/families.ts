import { makeProposer } from '../mistakes/did-you-mean';
import type { Mistake } from '../mistakes/mistake';
import { claimOf, type TaskClaim } from '../settings/claim';
import { claimName } from '../settings/names';
import type { MergedTask } from './merge';

/** The place of a task in its family. */
export interface Kinship {
  readonly root: MergedTask;
  /** The claim that it mounts. */
  readonly claim: TaskClaim;
  readonly depth: number;
}

/** The place of each task in its family; undefined for a task that has an unknown ancestor, or that descends from itself. */
export type KinshipOfTasks = ReadonlyMap<MergedTask, Kinship | undefined>;

/** The families of all tasks, and the mistakes in their parents. */
export interface Families {
  readonly kinship: KinshipOfTasks;
  readonly mistakes: readonly Mistake[];
}

/** The number of tasks of a cycle that a message names. */
const SHOWN = 50;

/** Follows every task to the root of its family. */
export function findFamilies(tasks: readonly MergedTask[], byId: ReadonlyMap<string, MergedTask>): Families {
  const kinship = new Map<MergedTask, Kinship | undefined>();
  const cycles: Mistake[] = [];
  for (const task of tasks) {
    const path = new Set<MergedTask>();
    let next: MergedTask | undefined = task;
    while (next && !kinship.has(next) && !path.has(next)) {
      path.add(next);
      next = parentOf(next, byId);
    }
    const line = [...path];
    if (next && path.has(next)) {
      cycles.push(cycleMistake(line.slice(line.indexOf(next))));
    }
    for (const member of line.toReversed()) {
      kinship.set(member, kinshipOf(member, byId, kinship));
    }
  }
  return { kinship, mistakes: [...cycles, ...checkParentsKnown(tasks, byId)] };
}

/** The parent of a task; undefined for a root and for a parent that no file holds. */
export function parentOf(task: MergedTask, byId: ReadonlyMap<string, MergedTask>): MergedTask | undefined {
  const { parentTaskId } = task.settings;
  return parentTaskId === undefined ? undefined : byId.get(parentTaskId);
}

/** The place of a task in its family; undefined if it is not a root and the place of its parent is not known. */
function kinshipOf(
  task: MergedTask,
  byId: ReadonlyMap<string, MergedTask>,
  kinship: KinshipOfTasks,
): Kinship | undefined {
  if (task.settings.parentTaskId === undefined) {
    return { root: task, depth: 0, claim: claimOf(task.settings) };
  }
  const parent = parentOf(task, byId);
  const above = parent && kinship.get(parent);
  return above && { root: above.root, depth: above.depth + 1, claim: claimOf(task.settings, above.claim) };
}

function cycleMistake(cycle: readonly MergedTask[]): Mistake {
  const ids = cycle.map(({ settings }) => settings.taskId);
  const [first] = cycle as [MergedTask];
  const place = first.entry.at('parentTaskId');
  if (cycle.length === 1) {
    const fix = 'remove parentTaskId, or name another task';
    return { code: 'own-parent', message: `parentTaskId of ${ids[0]} is the task itself`, place, got: ids[0], fix };
  }
  const more = ids.length - SHOWN;
  const shown = more > 0 ? [...ids.slice(0, SHOWN), `${more} more`] : ids;
  return {
    code: 'parent-cycle',
    message: `the parents of these tasks form a cycle: ${[...shown, ids[0]].join(' -> ')}`,
    place,
    got: first.settings.parentTaskId,
    allowed: 'a parent that does not descend from the task',
    fix: 'remove parentTaskId from the task that came first',
  };
}

/** Checks that the parent of each task is a task of the files. */
function checkParentsKnown(tasks: readonly MergedTask[], byId: ReadonlyMap<string, MergedTask>): Mistake[] {
  const propose = makeProposer(() => byId.keys());
  return tasks.flatMap((task) => {
    const { parentTaskId } = task.settings;
    if (parentTaskId === undefined || byId.has(parentTaskId)) {
      return [];
    }
    return [unknownParent(task, parentTaskId, propose(parentTaskId))];
  });
}

function unknownParent(task: MergedTask, parentTaskId: string, proposal: string | undefined): Mistake {
  return {
    code: 'unknown-parent',
    message: `parentTaskId ${parentTaskId} is not a task of these files`,
    place: task.entry.at('parentTaskId'),
    got: parentTaskId,
    allowed: 'the id of a task of these files, done or not',
    fix: [proposal, `for a parent that is not in these files, set existingClaim: ${claimName(parentTaskId)}`]
      .filter((part) => part !== undefined)
      .join(' '),
  };
}
