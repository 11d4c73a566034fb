import { didYouMean } from '../mistakes/did-you-mean';
import type { Mistake } from '../mistakes/mistake';
import { claimOf, isClone, type TaskClaim } from '../settings/claim';
import { claimName } from '../settings/names';
import type { MergedTask } from './merge';

/** A task's place in its family. */
export interface Kinship {
  readonly root: MergedTask;
  /** The claim that it mounts. */
  readonly claim: TaskClaim;
  readonly depth: number;
}

/** Who descends from whom, and the parents that cannot be. */
export interface Families {
  /** The place in its family of each task whose ancestors are all known. */
  readonly kinship: ReadonlyMap<MergedTask, Kinship>;
  readonly mistakes: readonly Mistake[];
}

/** At most so many tasks of a circle are named. */
const SHOWN = 50;

/** Follows every task to the first of its family. */
export function findFamilies(tasks: readonly MergedTask[], byId: ReadonlyMap<string, MergedTask>): Families {
  const kinship = new Map<MergedTask, Kinship>();
  const mistakes: Mistake[] = [];
  /** Those that lead to no root, so that nobody follows them again. */
  const rootless = new Set<MergedTask>();
  for (const task of tasks) {
    const path = new Set<MergedTask>();
    let at: MergedTask | undefined = task;
    while (at && !kinship.has(at) && !rootless.has(at) && !path.has(at)) {
      path.add(at);
      at = parentOf(at, byId);
    }
    const line = [...path];
    if (at && path.has(at)) {
      mistakes.push(cycleMistake(line.slice(line.indexOf(at))));
    }
    settle(line, byId, kinship);
    for (const one of line.filter((task) => !kinship.has(task))) {
      rootless.add(one);
    }
  }
  return { kinship, mistakes: [...mistakes, ...tasks.flatMap((task) => unknownParent(task, byId))] };
}

/** The parent's record; undefined for a root and for a parent that no file holds. */
export function parentOf(task: MergedTask, byId: ReadonlyMap<string, MergedTask>): MergedTask | undefined {
  const { parentTaskId } = task.settings;
  return parentTaskId === undefined ? undefined : byId.get(parentTaskId);
}

/** Notes the kinship of a line of descent, its eldest last. */
function settle(path: MergedTask[], byId: ReadonlyMap<string, MergedTask>, kinship: Map<MergedTask, Kinship>): void {
  for (const task of path.reverse()) {
    const parent = parentOf(task, byId);
    const above = parent && kinship.get(parent);
    if (above) {
      const claim = isClone(task.settings) ? claimOf(task.settings, above.claim) : above.claim;
      kinship.set(task, { root: above.root, depth: above.depth + 1, claim });
    } else if (task.settings.parentTaskId === undefined) {
      kinship.set(task, { root: task, depth: 0, claim: claimOf(task.settings) });
    }
  }
}

function cycleMistake(cycle: readonly MergedTask[]): Mistake {
  const ids = cycle.map(({ settings }) => settings.taskId);
  const [first] = cycle as [MergedTask];
  const place = first.entry.at('parentTaskId');
  if (cycle.length === 1) {
    const fix = () => 'remove parentTaskId, or name another task';
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
    fix: () => 'remove parentTaskId from the task that came first',
  };
}

function unknownParent(task: MergedTask, byId: ReadonlyMap<string, MergedTask>): Mistake[] {
  const { parentTaskId } = task.settings;
  if (parentTaskId === undefined || byId.has(parentTaskId)) {
    return [];
  }
  return [
    {
      code: 'unknown-parent',
      message: `parentTaskId ${parentTaskId} is not a task of these files`,
      place: task.entry.at('parentTaskId'),
      got: parentTaskId,
      allowed: 'the id of a task of these files, done or not',
      fix: () => {
        const elsewhere = `for a parent that lives elsewhere, existingClaim: ${claimName(parentTaskId)}`;
        return [didYouMean(parentTaskId, byId.keys()), elsewhere].filter(Boolean).join(' ');
      },
    },
  ];
}
