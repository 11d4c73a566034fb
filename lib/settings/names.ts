import { createHash } from 'node:crypto';
import { BUILT_IN } from './defaults';

/** The maximum length of a label value in Kubernetes, and so of every name that becomes a label value. */
export const LABEL_VALUE_MAX = 63;

const CLAIM_PREFIX = 'git-repo-pvc-';
const JOB_PREFIX = 'keruta-job-';

/** The maximum length of a task id: Kubernetes puts the name of the Job into a label of its pods. */
export const TASK_ID_MAX = LABEL_VALUE_MAX - JOB_PREFIX.length;

/** The label of every object that belongs to keruta. */
export const APP_LABEL = { app: 'keruta' } as const;
/** The label with the id of the task. */
export const TASK_LABEL = 'task-id';
/** The label that all pods that mount the same claim have in common. */
export const WORKSPACE_LABEL = 'keruta/workspace';
/** Argo CD's annotation for the sync wave of an object: objects of lower waves are synced first. */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
/** Kueue's label with the queue of a Job. */
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
/** Kueue's label with the WorkloadPriorityClass of a Job. */
export const PRIORITY_LABEL = 'kueue.x-k8s.io/priority-class';
/** Kueue's label with the seconds after which Kueue suspends a Job for ever. */
export const MAX_EXEC_TIME_LABEL = 'kueue.x-k8s.io/max-exec-time-seconds';

/** The annotation that confirms the deletion of a claim; its value is the name of the claim. */
export const CONFIRM_DELETE = 'keruta/confirm-delete';

/** The environment variables that every agent gets by the contract, in their order in the container. */
export const CONTRACT_ENV = ['KERUTA_TASK_ID', 'KERUTA_API_URL', 'KERUTA_API_TOKEN'] as const;

/** The name of the claim that a task makes. */
export function claimName(taskId: string): string {
  return CLAIM_PREFIX + taskId;
}

/** The id of the task whose claim has this name; undefined if the name is not that of a task's claim. */
export function claimOwner(name: string): string | undefined {
  return name.startsWith(CLAIM_PREFIX) ? name.slice(CLAIM_PREFIX.length) : undefined;
}

/** The settings that the name of a task's Job is made of. */
export interface JobNaming {
  readonly taskId: string;
  readonly run?: number | undefined;
  readonly jobName?: string | undefined;
}

/** The name of a task's Job: `jobName`, or `keruta-job-{taskId}`, with `-{run}` from the second run on. */
export function jobNameOf({ taskId, run = BUILT_IN.run, jobName }: JobNaming): string {
  return jobName ?? `${JOB_PREFIX}${taskId}${run === BUILT_IN.run ? '' : `-${run}`}`;
}

/** The number of the run that a task's Job is, read from the name of the Job; undefined for a name of `jobName`. */
export function runOf(taskId: string, name: string): number | undefined {
  const run = name === jobNameOf({ taskId }) ? BUILT_IN.run : Number(name.slice(name.lastIndexOf('-') + 1));
  return run >= BUILT_IN.run && name === jobNameOf({ taskId, run }) ? run : undefined;
}

/**
 * The value of the label `keruta/workspace` for a claim: the name of the claim, or the beginning of the name and a hash of
 * the whole name if it is longer than a label value may be.
 *
 * The label depends on the name alone, so that the pods of a parent have it before a child exists.
 */
export function workspaceLabel(name: string): string {
  if (name.length <= LABEL_VALUE_MAX) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 10);
  return `${name.slice(0, LABEL_VALUE_MAX - 11)}-${hash}`;
}
