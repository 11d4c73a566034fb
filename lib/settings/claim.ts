import { BUILT_IN } from './defaults';
import { claimName } from './names';
import type { TaskSettings } from './settings';
import type { PvcAccessMode } from './values';

/** The claim that a task mounts. */
export interface TaskClaim {
  /** Name of the claim. */
  readonly name: string;
  /** Namespace of the claim; undefined where whoever applies the manifests decides. */
  readonly namespace: string | undefined;
  /** Who may mount it at the same time. */
  readonly accessMode: PvcAccessMode;
  /** Size as written; undefined for a claim that exists already. */
  readonly size: string | undefined;
  /** Storage class; undefined for the cluster's default class, and for a claim that exists already. */
  readonly storageClass: string | undefined;
  /** Whether the claim exists already and is not made. */
  readonly existing: boolean;
}

/**
 * The claim of a task that does not inherit one.
 *
 * @param source for a clone, the claim that it is made of
 */
export function claimOf(owner: Partial<TaskSettings>, source?: TaskClaim): TaskClaim {
  const existing = owner.existingClaim !== undefined;
  return {
    name: owner.existingClaim ?? claimName(owner.taskId ?? ''),
    namespace: owner.namespace,
    accessMode: owner.pvcAccessMode ?? BUILT_IN.pvcAccessMode,
    size: existing ? undefined : (owner.pvcStorageSize ?? source?.size ?? BUILT_IN.pvcStorageSize),
    storageClass: owner.pvcStorageClass ?? source?.storageClass,
    existing,
  };
}

/** Whether a task's claim is a clone of its parent's. Without a parent `workspace` says nothing. */
export function isClone({ parentTaskId, workspace }: Partial<TaskSettings>): boolean {
  return parentTaskId !== undefined && workspace === 'clone';
}

/** Whether a task makes a claim: one of its own, or a clone. */
export function makesClaim(settings: Partial<TaskSettings>): boolean {
  return settings.existingClaim === undefined && (settings.parentTaskId === undefined || isClone(settings));
}
