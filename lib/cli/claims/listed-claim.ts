import type { LiveClaim } from './live-claim';

/** A claim of the cluster, with the tasks of this repository that mount it. */
export interface ListedClaim extends Omit<LiveClaim, 'taskId'> {
  /**
   * `used` by a task that is not done; `done` if all tasks that mount it are; `orphaned` if no task mounts it any more, and
   * a commit of this repository made it; `unknown` if this repository does not know the claim.
   */
  readonly state: 'used' | 'done' | 'orphaned' | 'unknown';
  readonly tasks: readonly { readonly taskId: string; readonly done: boolean }[];
  /** The commands that confirm the deletion of an orphaned claim, and delete it. */
  readonly commands?: readonly string[];
}
