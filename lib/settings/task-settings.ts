import type { ClaimSettings } from './claim-settings';
import type { JobSettings } from './job-settings';
import type { WorkspaceMode } from './values';

/** Settings of a task: its workspace, its claim and its Job. */
export interface TaskSettings extends ClaimSettings, JobSettings {
  /** Id of the task: a DNS label of at most 52 characters, so that the name of its Job fits into a label. */
  readonly taskId: string;

  /**
   * Id of the parent: the task mounts the claim of its parent instead of a claim of its own.
   *
   * @default - none: the task has a claim of its own
   */
  readonly parentTaskId?: string;

  /**
   * How a child gets the work of its parent. `inherit` mounts the claim of the parent. `clone` makes a claim of its own
   * with the parent's claim as its data source, so that children work in parallel without sharing a working tree.
   *
   * A CSI driver that supports cloning copies the volume when the claim is created. A clone has the storage class and the
   * namespace of its parent's claim and at least its size. Add it when the parent is `done` and its Job is gone: a clone of
   * a claim on which an agent still works may keep `.git/index.lock` for ever. The setting has no effect for a task without
   * a parent.
   *
   * @default inherit
   * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
   */
  readonly workspace?: WorkspaceMode;

  /**
   * Name of an existing claim, which the task mounts instead of a claim of its own.
   *
   * A DNS subdomain of at most 253 characters. Set `pvcAccessMode` to the access mode of that claim if it is not
   * ReadWriteOnce.
   *
   * @default - none: the task has a claim of its own
   */
  readonly existingClaim?: string;

  /**
   * Namespace of the claim and the Job.
   *
   * A DNS label of at most 63 characters.
   *
   * @default - left out of the manifests: `kubectl`, Argo CD or Flux decides
   */
  readonly namespace?: string;

  /**
   * Whether the task has ended: its Job leaves the manifests, its claim stays.
   *
   * @default false
   */
  readonly done?: boolean;
}
