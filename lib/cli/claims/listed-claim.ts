import { APP_LABEL, CONFIRM_DELETE, claimName, TASK_LABEL } from '../../settings/names';
import type { LiveClaim, LivePod } from '../live';
import { trueCondition } from '../live/parts';
import type { ClaimUser } from './users';

/** A claim of the cluster, with the tasks of this repository that mount it. */
export interface ListedClaim {
  readonly namespace: string;
  readonly name: string;
  /** The size of the volume, or, before there is one, the size that the claim asks for. */
  readonly size: string;
  readonly created: string;
  /** `Bound`, `Pending` or `Lost`, as kubectl shows it, `Terminating`, or `Resizing`. */
  readonly status: string;
  /**
   * `used` by a task that is not done; `done` if all tasks that mount it are; `orphaned` if no task mounts it any more, and
   * a commit of this repository made it; `unknown` if nothing here knows it.
   */
  readonly state: 'used' | 'done' | 'orphaned' | 'unknown';
  readonly tasks: readonly { readonly taskId: string; readonly done: boolean }[];
  /** The names of the pods that mount the claim and have not ended. */
  readonly pods: readonly string[];
  /** The commands that confirm that the claim may go, and delete it. Only of an orphan. */
  readonly commands?: readonly string[];
}

/** The knowledge of this repository about claims. */
export interface Known {
  /** The tasks that mount a claim, by the name of the claim. */
  readonly users: ReadonlyMap<string, readonly ClaimUser[]>;
  /** The tasks whose manifests were committed here and have been removed. */
  readonly removed: ReadonlySet<string>;
}

/** The conditions of a claim whose volume, or its file system, has yet to grow. */
const RESIZING = ['Resizing', 'FileSystemResizePending'];

/** Whether a claim is a task's own by its labels, or one that a task of this repository mounts. */
export function isListed(claim: LiveClaim, { users }: Known): boolean {
  return claim.labels.app === APP_LABEL.app || usersOf(claim, users).length > 0;
}

/** @param pods the pods that mount the claim and have not ended */
export function toListed(
  claim: LiveClaim,
  pods: readonly LivePod[],
  { users, removed }: Known,
  kubectl: string,
): ListedClaim {
  const { namespace, name, created } = claim;
  const tasks = usersOf(claim, users).map(({ taskId, done }) => ({ taskId, done }));
  const listed = {
    namespace,
    name,
    size: claim.size ?? claim.requested ?? '',
    created,
    status: statusOf(claim),
    tasks,
    pods: pods.map((pod) => pod.name),
  };
  if (tasks.length > 0) {
    return { ...listed, state: tasks.every(({ done }) => done) ? 'done' : 'used' };
  }
  const taskId = claim.labels[TASK_LABEL];
  if (taskId === undefined || name !== claimName(taskId) || !removed.has(taskId)) {
    return { ...listed, state: 'unknown' };
  }
  const commands = [
    `${kubectl} annotate -n ${namespace} pvc ${name} ${CONFIRM_DELETE}=${name}`,
    `${kubectl} delete -n ${namespace} pvc ${name}`,
  ];
  return { ...listed, state: 'orphaned', ...(claim.isDeleted ? {} : { commands }) };
}

/** A task without a namespace goes wherever its manifests are applied, so that any namespace may be its own. */
function usersOf({ namespace, name }: LiveClaim, users: Known['users']): ClaimUser[] {
  return (users.get(name) ?? []).filter((user) => (user.namespace ?? namespace) === namespace);
}

function statusOf({ isDeleted, phase, conditions }: LiveClaim): string {
  if (isDeleted) {
    return 'Terminating';
  }
  return trueCondition(conditions, ...RESIZING) ? 'Resizing' : phase;
}
