import { claimNameOf, readManifests, tasksOf } from '../../manifests/parse';
import type { Task } from '../../tasks/task';

/** A task that mounts a claim. */
export interface ClaimUser {
  readonly taskId: string;
  readonly done: boolean;
  /** Namespace of the task; undefined if the manifests leave it to `kubectl`, Argo CD or Flux. */
  readonly namespace: string | undefined;
}

/**
 * The tasks of this repository by the name of the claim that each mounts: those of the app's manifests, whether they are
 * made of tasks.yaml or in TypeScript, and the tasks of tasks.yaml that have no manifest any more.
 *
 * @param files the manifests that the app writes
 * @param tasks the tasks of tasks.yaml
 */
export function claimUsers(files: ReadonlyMap<string, string>, tasks: readonly Task[]): Map<string, ClaimUser[]> {
  const users = new Map<string, Map<string, ClaimUser>>();
  const add = (claim: string | undefined, user: ClaimUser) => {
    if (claim !== undefined) {
      const known = users.get(claim) ?? new Map<string, ClaimUser>();
      users.set(claim, known);
      known.set(user.taskId, known.get(user.taskId) ?? user);
    }
  };
  for (const task of tasksOf(readManifests(files, 'as the app writes it').manifests).values()) {
    const { job, claim, taskId } = task;
    const namespace = (job ?? claim)?.metadata.namespace;
    const user = { taskId, done: job === undefined, namespace };
    add(claimNameOf(task), user);
    // A clone makes a claim of its own, and a task may make one that its Job does not mount any more.
    add(claim?.metadata.name, user);
  }
  for (const { taskId, done = false, claim } of tasks) {
    add(claim.name, { taskId, done, namespace: claim.namespace });
  }
  return new Map([...users].map(([claim, known]) => [claim, [...known.values()]]));
}
