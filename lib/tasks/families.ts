import { didYouMean } from '../mistakes/did-you-mean';
import type { Mistake } from '../mistakes/mistake';
import { claimOf, type TaskClaim } from '../settings/claim';
import { claimName } from '../settings/names';
import type { MergedTask } from './merge';

/** A task's place in its family. */
export interface Kinship {
  readonly root: MergedTask;
  /** The claim that it mounts. */
  readonly claim: TaskClaim;
  readonly depth: number;
}

/** The families of all tasks, and the mistakes in their parents. */
export interface Families {
  /** The place in its family of each task whose ancestors are all known. */
  readonly kinship: ReadonlyMap<MergedTask, Kinship>;
  readonly mistakes: readonly Mistake[];
}

/** A proposal is looked for at most for so many misspelt parents. */
const PROPOSALS_MAX = 200;

/** At most so many tasks of a circle are named. */
const SHOWN = 50;

/** Follows every task to the root of its family. */
export function findFamilies(tasks: readonly MergedTask[], byId: ReadonlyMap<string, MergedTask>): Families {
  const kinship = new Map<MergedTask, Kinship>();
  const cycles: Mistake[] = [];
  /** The tasks whose ancestors lead to no root: nobody has to follow them again. */
  const rootless = new Set<MergedTask>();
  for (const task of tasks) {
    const path = new Set<MergedTask>();
    let next: MergedTask | undefined = task;
    while (next && !kinship.has(next) && !rootless.has(next) && !path.has(next)) {
      path.add(next);
      next = parentOf(next, byId);
    }
    const line = [...path];
    if (next && path.has(next)) {
      cycles.push(cycleMistake(line.slice(line.indexOf(next))));
    }
    for (const member of line.toReversed()) {
      const kin = kinshipOf(member, byId, kinship);
      if (kin) {
        kinship.set(member, kin);
      } else {
        rootless.add(member);
      }
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
  kinship: ReadonlyMap<MergedTask, Kinship>,
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
    message: `parentTaskId goes round in a circle: ${[...shown, ids[0]].join(' -> ')}`,
    place,
    got: first.settings.parentTaskId,
    allowed: 'a parent that does not descend from the task',
    fix: 'remove parentTaskId from the task that came first',
  };
}

/** Checks that the parent of each task is a task of the files. */
function checkParentsKnown(tasks: readonly MergedTask[], byId: ReadonlyMap<string, MergedTask>): Mistake[] {
  const proposals = new Map<string, string | undefined>();
  return tasks.flatMap((task) => {
    const { parentTaskId } = task.settings;
    if (parentTaskId === undefined || byId.has(parentTaskId)) {
      return [];
    }
    // Each proposal is looked for among all ids: without a limit, thousands of misspelt parents would take minutes.
    if (proposals.size < PROPOSALS_MAX && !proposals.has(parentTaskId)) {
      proposals.set(parentTaskId, didYouMean(parentTaskId, byId.keys()));
    }
    return [unknownParent(task, parentTaskId, proposals.get(parentTaskId))];
  });
}

function unknownParent(task: MergedTask, parentTaskId: string, proposal: string | undefined): Mistake {
  return {
    code: 'unknown-parent',
    message: `parentTaskId ${parentTaskId} is not a task of these files`,
    place: task.entry.at('parentTaskId'),
    got: parentTaskId,
    allowed: 'the id of a task of these files, done or not',
    fix: [proposal, `for a parent that lives elsewhere, existingClaim: ${claimName(parentTaskId)}`]
      .filter((part) => part !== undefined)
      .join(' '),
  };
}
