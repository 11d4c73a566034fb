import { type ClaimProblem, checkClaimChoice, checkClone, checkNamespace } from '../checks/claim';
import type { Mistake } from '../mistakes/mistake';
import type { Place } from '../mistakes/place';
import { isClone, makesClaim, type TaskClaim } from '../settings/claim';
import { claimOwner } from '../settings/names';
import type { Entry } from './check';
import { type KinshipOfTasks, parentOf } from './families';
import type { MergedTask, MergedTasks } from './merge';
import type { Order } from './order';
import type { StorageClassEntry } from './task';

/** The facts about other tasks and the cluster that the rules for a task's claim compare it with. */
export interface ClaimContext {
  readonly byId: ReadonlyMap<string, MergedTask>;
  readonly kinship: KinshipOfTasks;
  readonly order: Order;
  readonly storageClasses: MergedTasks['storageClasses'];
}

/** Checks which claim a task mounts, and how the claim is made. */
export function checkClaim(task: MergedTask, { byId, kinship, order, storageClasses }: ClaimContext): Mistake[] {
  const { settings } = task;
  const parent = parentOf(task, byId);
  const source = parent && kinship.get(parent)?.claim;
  const choice = checkClaimChoice(settings, settings.parentTaskId !== undefined).map((problem) =>
    toClaimMistake(task, problem),
  );
  return [
    ...choice,
    ...checkExistingClaim(task, byId),
    ...(parent && source ? checkParent(task, parent, source, order) : []),
    ...checkAccessMode(task, kinship.get(task)?.claim, storageClasses),
    ...checkCanClone(task, kinship.get(task)?.claim, storageClasses),
  ];
}

/** Checks that an existing claim is not one that another task makes. */
function checkExistingClaim({ entry, settings }: MergedTask, byId: ReadonlyMap<string, MergedTask>): Mistake[] {
  const { existingClaim } = settings;
  const ownerId = existingClaim === undefined ? undefined : claimOwner(existingClaim);
  const owner = ownerId === undefined ? undefined : byId.get(ownerId);
  if (!owner || !makesClaim(owner.settings) || owner.settings.namespace !== settings.namespace) {
    return [];
  }
  const id = owner.settings.taskId;
  return [
    {
      code: 'claim-of-task',
      message: `existingClaim ${existingClaim} is made by task ${id}`,
      place: entry.at('existingClaim'),
      got: existingClaim,
      allowed: 'a claim that these files do not make',
      fix: `set parentTaskId: ${id} instead`,
      related: [{ message: 'the task', place: owner.entry.at('taskId') }],
    },
  ];
}

/** Checks a child against the claim of its parent. */
function checkParent(task: MergedTask, parent: MergedTask, source: TaskClaim, order: Order): Mistake[] {
  const { settings } = task;
  const clone = isClone(settings) && settings.existingClaim === undefined;
  return [
    ...checkNamespace(settings.namespace, source).map((problem) => ({
      ...toMistake(task, problem),
      related: [{ message: 'the parent', place: parent.entry.at('taskId') }],
    })),
    ...(clone ? checkSourceDone(task, parent, source, order) : []),
    ...(clone ? checkClone(settings, source).map((problem) => toMistake(task, problem)) : []),
  ];
}

/** Checks that a clone is made after its parent has ended. Where a child waits, its claim is made only then. */
function checkSourceDone(
  task: MergedTask,
  parent: MergedTask,
  source: TaskClaim,
  { waits, canWait }: Order,
): Mistake[] {
  if (parent.settings.done || waits) {
    return [];
  }
  const id = parent.settings.taskId;
  return [
    toMistake(task, {
      key: 'workspace',
      code: 'clone-of-running',
      what: `clone needs a parent that is done: claim ${source.name} would be cloned before ${id} has run`,
      allowed: 'a parent that is done',
      fix: `set done: true at ${id} once it has ended and its Job is gone, ${canWait ? 'inherit its claim, or set layout: families' : 'or inherit its claim'}`,
    }),
  ];
}

/** Checks that the storage class of a claim supports the access mode of the claim. */
function checkAccessMode(
  task: MergedTask,
  claim: TaskClaim | undefined,
  classes: ClaimContext['storageClasses'],
): Mistake[] {
  const storageClass = classOf(claim, classes);
  const modes = storageClass?.settings.accessModes;
  if (!claim || !makesClaim(task.settings) || !storageClass || !modes || modes.includes(claim.accessMode)) {
    return [];
  }
  // A clone has the class of its source.
  const keys = ['pvcAccessMode', 'pvcStorageClass'] as const;
  const key = keys.find((candidate) => task.settings[candidate] !== undefined) ?? 'workspace';
  const supported = modes.find((mode) => mode !== 'ReadOnlyMany');
  return [
    {
      code: 'class-mode',
      message: `storage class ${claim.storageClass} does not support access mode ${claim.accessMode}`,
      place: task.originOf(key).at(key),
      got: claim.accessMode,
      allowed: modes.join(', '),
      fix: ['use another class', ...(supported ? [`set pvcAccessMode: ${supported}`] : [])].join(', or '),
      related: [{ message: 'the class', place: storageClass.at('accessModes') }],
    },
  ];
}

/** Checks that the storage class of a clone can clone. */
function checkCanClone(
  task: MergedTask,
  claim: TaskClaim | undefined,
  classes: ClaimContext['storageClasses'],
): Mistake[] {
  const storageClass = classOf(claim, classes);
  if (!isClone(task.settings) || storageClass?.settings.clone !== false) {
    return [];
  }
  return [
    {
      code: 'class-clone',
      message: `storage class ${claim?.storageClass} cannot clone`,
      place: task.originOf('workspace').at('workspace'),
      got: 'clone',
      allowed: 'inherit, or a class with clone: true at the parent',
      fix: 'remove workspace to mount the claim of the parent, or use another class for the parent',
      related: [{ message: 'the class', place: storageClass.at('clone') }],
    },
  ];
}

/** The storage class of a claim, as far as the files know it. */
function classOf(
  claim: TaskClaim | undefined,
  classes: ClaimContext['storageClasses'],
): Entry<StorageClassEntry> | undefined {
  return claim?.storageClass === undefined ? undefined : classes.get(claim.storageClass);
}

/** The mistake of a setting that cannot be set here is at its key, and not at its value. */
function toClaimMistake(task: MergedTask, problem: ClaimProblem): Mistake {
  const mistake = toMistake(task, problem);
  return problem.key === 'workspace' ? mistake : { ...mistake, place: task.entry.at(problem.key, 'key') };
}

/** Adds its place to a problem. */
function toMistake(task: MergedTask, { key, code, what, allowed, fix }: ClaimProblem): Mistake {
  const message = `${key} ${what}`;
  return { code, message, place: placeOf(task, key), got: task.settings[key], allowed, fix };
}

/** The place of a setting, or of the parent's id if the task does not write the setting itself. */
function placeOf({ entry, settings, originOf }: MergedTask, key: ClaimProblem['key']): Place {
  // A namespace of a repository or of the defaults is wrong there, once for all tasks that take it.
  if (key === 'namespace' && settings.namespace !== undefined) {
    return originOf('namespace').at('namespace');
  }
  return entry.at(entry.settings[key] === undefined ? 'parentTaskId' : key);
}
