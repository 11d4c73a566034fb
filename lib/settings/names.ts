import { createHash } from 'node:crypto';

/** Kubernetes' limit for a label's value, and so for every name that becomes one. */
export const LABEL_VALUE_MAX = 63;

const CLAIM_PREFIX = 'git-repo-pvc-';
const JOB_PREFIX = 'keruta-job-';

/** The longest task id: its Job's name becomes a label on the Job's pods. */
export const TASK_ID_MAX = LABEL_VALUE_MAX - JOB_PREFIX.length;

/** The label that marks everything that belongs to keruta. */
export const APP_LABEL = { app: 'keruta' } as const;
/** The label that holds a task's id. */
export const TASK_LABEL = 'task-id';
/** The label that all pods on one claim share. */
export const WORKSPACE_LABEL = 'keruta/workspace';
/** Argo CD's annotation that says when an object is synced: those of lower waves first. */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
/** Kueue's label for the queue that a Job waits in. */
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';

/** The annotation by which a person says that a claim may go; its value is the claim's own name. */
export const CONFIRM_DELETE = 'keruta/confirm-delete';

/** The environment variables that the contract gives to every agent. */
export const CONTRACT_ENV = ['KERUTA_TASK_ID', 'KERUTA_API_URL', 'KERUTA_API_TOKEN'] as const;

/** The name of the claim that a task owns. */
export function claimName(taskId: string): string {
  return CLAIM_PREFIX + taskId;
}

/** The id of the task whose claim has this name; undefined for a name that no task's claim has. */
export function claimOwner(name: string): string | undefined {
  return name.startsWith(CLAIM_PREFIX) ? name.slice(CLAIM_PREFIX.length) : undefined;
}

/** The name of a task's Job, unless the task gives it another. */
export function defaultJobName(taskId: string): string {
  return JOB_PREFIX + taskId;
}

/**
 * The value of the `keruta/workspace` label for a claim: its name, or, where that is longer than a
 * label may be, its beginning and a hash of the whole.
 *
 * A function of the name alone, so that a parent's pods have it before a child exists.
 */
export function workspaceLabel(name: string): string {
  if (name.length <= LABEL_VALUE_MAX) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 10);
  return `${name.slice(0, LABEL_VALUE_MAX - 11)}-${hash}`;
}
