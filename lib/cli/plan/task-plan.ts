import type { FieldChange } from './fields';

/**
 * The effect of a push on a task.
 *
 * - `create`: its claim or Job is made for the first time
 * - `run-again`: a Job is made for a task that had another one, or none any more
 * - `grow-claim`: its claim is asked to grow
 * - `change`: fields or other objects of it change in place
 * - `remove-job`: its Job is removed, a claim stays
 * - `keep-job`: its Job stays as it was in the cluster, since the GitOps engine is told to leave it
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

/** Every reason to refuse a push, by its stable code, with its meaning. */
export const REFUSALS = {
  'job-template': 'a Job’s template changes, or another field of it that cannot',
  'job-queue': 'the queue of a Job changes, or its priority class is added or removed',
  'job-ttl': 'a Job gets a ttlSecondsAfterFinished, with which a GitOps controller runs the agent again and again',
  'job-run': 'the number of a task’s run becomes smaller',
  'object-field': 'a field of another object changes that cannot',
  'job-name-taken': 'a Job would take the name of another task’s Job',
  'claim-shrinks': 'a claim’s size shrinks',
  'claim-growth': 'a claim’s size grows, and its storage class has `allowVolumeExpansion: false` in tasks.yaml',
  'claim-class': 'a claim’s storage class changes',
  'claim-larger': 'a claim is larger in the live cluster than in the manifests (with `--live`)',
  'claim-cannot-grow': 'a claim grows that is not bound, or whose class does not allow that (with `--live`)',
  'agent-runs': 'a task runs again while an agent of it still runs (with `--live`)',
  'claim-mode': 'a claim’s access mode changes',
  'claim-field': 'another field of a claim changes that cannot',
  'claim-unprotected':
    'a claim leaves the manifests without the annotation that keeps the GitOps engine from deleting it',
  'other-claim': 'a task moves to another claim',
  'other-namespace': 'a task moves to another namespace',
  'other-folder': 'a manifest moves to another folder: a change of layout',
  'many-removals': 'more than 3 and more than a quarter of the tasks are removed',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof REFUSALS;

/** The reason why the change of a task is refused, and the way to fix it. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly reason: string;
  readonly fix: string;
}

/** A field of an object whose value has changed. */
export interface ObjectChange extends FieldChange {
  /** Kind and name; the kind alone for the Job and the claim, of which a task has one each. */
  readonly object: string;
  /** Whether the push sets the field, the GitOps engine ignores it, or the push is refused. */
  readonly effect: 'set' | 'ignored' | 'refused';
}

/** The effect of a push on one task. Without actions and refusals, the task does not change. */
export interface TaskPlan {
  readonly taskId: string;
  /** Path of its manifest from the output folder; for a removed task, the path at the revision. */
  readonly path: string;
  /** Name of the claim that the task mounts; undefined for a file that does not belong to a task. */
  readonly claim: string | undefined;
  readonly actions: readonly Action[];
  /** A sentence for each action, in the order of the actions. */
  readonly what: readonly string[];
  readonly changes: readonly ObjectChange[];
  readonly refusals: readonly Refusal[];
}
