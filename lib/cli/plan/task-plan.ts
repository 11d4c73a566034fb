import type { FieldChange } from './fields';

/**
 * What a push does to a task.
 *
 * - `create`: its claim or Job is made for the first time
 * - `run-again`: a Job is made for a task that had another one, or none any more
 * - `grow-claim`: its claim is asked to grow
 * - `change`: fields or other objects of it change in place
 * - `remove-job`: its Job is removed, a claim stays
 * - `keep-job`: its Job stays as it was in the cluster, since Argo CD is told to ignore what has changed
 * - `leave-job`: its Job leaves the manifests with its whole folder, and stays in the cluster
 * - `leave-claim`: its claim leaves the manifests and stays in the cluster
 */
export type Action =
  | 'create'
  | 'run-again'
  | 'grow-claim'
  | 'change'
  | 'remove-job'
  | 'keep-job'
  | 'leave-job'
  | 'leave-claim';

/** Every reason to refuse a push, by its stable code, with what it means. */
export const REFUSALS = {
  'job-template': 'a Job’s template changes, or another field of it that cannot',
  'job-queue': 'the queue of a Job changes',
  'job-ttl': 'a Job gets a ttlSecondsAfterFinished, with which a GitOps controller runs the agent again and again',
  'object-field': 'a field of another object changes that cannot',
  'job-name-taken': 'a Job would take the name of another task’s Job',
  'claim-shrinks': 'a claim’s size shrinks',
  'claim-class': 'a claim’s storage class changes',
  'claim-mode': 'a claim’s access mode changes',
  'claim-field': 'another field of a claim changes that cannot',
  'claim-unprotected': 'a claim leaves the manifests without the annotation that keeps Argo CD from deleting it',
  'other-claim': 'a task moves to another claim',
  'other-namespace': 'a task moves to another namespace',
  'other-folder': 'a manifest moves to another folder: a change of layout',
  'many-removals': 'more than 3 and more than a quarter of the tasks vanish',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof REFUSALS;

/** Why a task's change cannot be pushed, and the way out. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly reason: string;
  readonly fix: string;
}

/** A field of an object that is not what it was. */
export interface ObjectChange extends FieldChange {
  /** Kind and name, or the kind alone where a task has one of it. */
  readonly object: string;
  /** Whether the push sets it, Argo CD ignores it, or it cannot be. */
  readonly effect: 'set' | 'ignored' | 'refused';
}

/** What a push does to one task; nothing, if there are neither actions nor refusals. */
export interface TaskPlan {
  readonly taskId: string;
  /** Path of its manifest from the output folder; the one at the revision if it has gone. */
  readonly path: string;
  /** Name of the claim that it works on; undefined for a file that is no task's. */
  readonly claim: string | undefined;
  readonly actions: readonly Action[];
  /** What happens, a sentence each, in the order of the actions. */
  readonly what: readonly string[];
  readonly changes: readonly ObjectChange[];
  readonly refusals: readonly Refusal[];
}
