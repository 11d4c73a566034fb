import { BUILT_IN } from './defaults';
import { claimName } from './names';
import type { TaskSettings } from './task-settings';
import type { PvcAccessMode } from './values';

/** The claim that a task mounts. */
export interface TaskClaim {
  /** Name of the claim. */
  readonly name: string;
  /** Namespace of the claim; undefined if the manifests leave it to `kubectl`, Argo CD or Flux. */
  readonly namespace: string | undefined;
  /** Access mode of the claim. */
  readonly accessMode: PvcAccessMode;
  /** Size of the claim as written; undefined for a claim that exists already. */
  readonly size: string | undefined;
  /** Storage class; undefined for the cluster's default class, and for a claim that exists already. */
  readonly storageClass: string | undefined;
  /**
   * Folder of the volume that is mounted.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string | undefined;
  /** Whether the claim exists already, so that no task makes it. */
  readonly existing: boolean;
}

/** The settings of a claim that a task makes. */
export const CLAIM_KEYS = [
  'pvcStorageSize',
  'pvcAccessMode',
  'pvcStorageClass',
  'pvcSubPath',
  'claimLabels',
  'claimAnnotations',
] as const;

/** The settings that a clone takes from the claim of its parent, and not from the defaults. */
export const CLONED_KEYS: readonly (typeof CLAIM_KEYS)[number][] = ['pvcStorageSize', 'pvcStorageClass', 'pvcSubPath'];

/** The settings of a task that decide which claim it mounts. */
export type ClaimChoice = Pick<
  Partial<TaskSettings>,
  'taskId' | 'workspace' | 'existingClaim' | 'namespace' | (typeof CLAIM_KEYS)[number]
>;

/**
 * The claim that a task mounts: its parent's, one that exists already, or one that the task makes.
 *
 * @param parent the claim that the task's parent mounts; undefined for a task without a parent
 */
export function claimOf(own: ClaimChoice, parent?: TaskClaim): TaskClaim {
  if (parent && own.workspace !== 'clone') {
    return own.pvcSubPath === undefined ? parent : inFolder(parent, own.pvcSubPath);
  }
  const namespace = own.namespace ?? parent?.namespace;
  const accessMode = own.pvcAccessMode ?? BUILT_IN.pvcAccessMode;
  const subPath = own.pvcSubPath ?? parent?.subPath;
  if (own.existingClaim !== undefined) {
    const name = own.existingClaim;
    return { name, namespace, accessMode, size: undefined, storageClass: undefined, subPath, existing: true };
  }
  return {
    name: claimName(own.taskId ?? ''),
    namespace,
    accessMode,
    size: own.pvcStorageSize ?? parent?.size ?? BUILT_IN.pvcStorageSize,
    storageClass: own.pvcStorageClass ?? parent?.storageClass,
    subPath,
    existing: false,
  };
}

/** A claim of which another folder is mounted. */
function inFolder(
  { name, namespace, accessMode, size, storageClass, existing }: TaskClaim,
  subPath: string,
): TaskClaim {
  return { name, namespace, accessMode, size, storageClass, subPath, existing };
}

/** Whether a task's claim is a clone of its parent's. `workspace` has no effect without a parent. */
export function isClone({ parentTaskId, workspace }: Partial<TaskSettings>): boolean {
  return parentTaskId !== undefined && workspace === 'clone';
}

/** Whether a task makes a claim: an empty one, or a clone. */
export function makesClaim(settings: Partial<TaskSettings>): boolean {
  return settings.existingClaim === undefined && (settings.parentTaskId === undefined || isClone(settings));
}
