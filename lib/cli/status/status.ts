import type { StateId } from './states';

/** The state of a task in the cluster. */
export interface TaskStatus {
  readonly taskId: string;
  /** The namespace of the task; undefined if neither the manifests nor the cluster say so. */
  readonly namespace: string | undefined;
  /** The name of the Job: that of the manifests, or for a task without one that of the cluster. */
  readonly job: string | undefined;
  readonly claim: string | undefined;
  readonly state: StateId;
  readonly needsPerson: boolean;
  /** The time at which the state began, as in the cluster; undefined if the cluster does not say so. */
  readonly since: string | undefined;
  /** The reason, in a few words, with the message of the cluster in quotes. */
  readonly why: string;
  /** A command to paste, or the setting to change; undefined if there is nothing to do. */
  readonly next: string | undefined;
  /** The fields in which the Job of the cluster differs from the manifest: its template was made by another commit. */
  readonly differs: readonly string[];
}

/** A state with its reason, before the task is known. */
export interface Finding {
  readonly state: StateId;
  readonly since?: string | undefined;
  readonly why?: string;
  /** Whether the state needs a person in this case. @default - as the state says */
  readonly needsPerson?: boolean;
}
