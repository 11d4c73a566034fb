import {
  claimNameOf,
  type ManifestObject,
  mountedFolderOf,
  readManifests,
  type TaskObjects,
  tasksOf,
} from '../../manifests/parse';
import type { TaskClaim } from '../../settings/claim';
import { claimOwner } from '../../settings/names';
import type { PvcAccessMode } from '../../settings/values';
import type { Task } from '../../tasks/task';

/** The fields of a claim that the picture shows. */
interface ClaimSpec {
  readonly accessModes?: readonly PvcAccessMode[];
  readonly resources?: { readonly requests?: { readonly storage?: string } };
  readonly storageClassName?: string;
  readonly dataSource?: { readonly kind?: string; readonly name?: string };
}

/**
 * Adds the tasks that only the app knows, as those that are made in TypeScript. Manifests do not name the parent of such a
 * task: it is a root on the claim that its Job mounts, or a child of the task whose claim its own claim is a clone of.
 *
 * @param known the tasks of tasks.yaml
 * @param files the manifests that the app writes
 */
export function withTasksOfApp(known: readonly Task[], files: ReadonlyMap<string, string>): Task[] {
  const ids = new Set(known.map(({ taskId }) => taskId));
  const objects = [...tasksOf(readManifests(files, 'as the app writes it').manifests).values()];
  const others = objects.filter(({ isTask, taskId }) => isTask && !ids.has(taskId));
  const claims = new Map(known.map(({ claim }) => [claim.name, claim]));
  for (const { claim } of others) {
    if (claim) {
      claims.set(claim.metadata.name, toClaim(claim));
    }
  }
  const allIds = new Set([...ids, ...others.map(({ taskId }) => taskId)]);
  return [...known, ...others.flatMap((task) => toTask(task, claims, allIds))];
}

function toTask(objects: TaskObjects, claims: ReadonlyMap<string, TaskClaim>, ids: ReadonlySet<string>): Task[] {
  const { taskId, job, claim } = objects;
  const name = claimNameOf(objects);
  if (name === undefined) {
    return [];
  }
  const source = claim?.metadata.name === name ? specOf(claim).dataSource : undefined;
  const parent = source?.kind === 'PersistentVolumeClaim' ? claimOwner(source.name ?? '') : undefined;
  const isCloneOfTask = parent !== undefined && parent !== taskId && ids.has(parent);
  return [
    {
      taskId,
      root: taskId,
      depth: 0,
      done: job === undefined,
      claim: {
        ...(claims.get(name) ?? toExistingClaim(name, job?.metadata.namespace)),
        subPath: mountedFolderOf(objects, name),
      },
      ...(isCloneOfTask ? { parentTaskId: parent, workspace: 'clone' } : {}),
    },
  ];
}

function toClaim(claim: ManifestObject): TaskClaim {
  const { accessModes, resources, storageClassName } = specOf(claim);
  return {
    name: claim.metadata.name,
    namespace: claim.metadata.namespace,
    accessMode: accessModes?.[0] ?? 'ReadWriteOnce',
    size: resources?.requests?.storage,
    storageClass: storageClassName,
    existing: false,
  };
}

/** A claim that no manifest makes. Its access mode is not known: the picture shows the mode of a claim by default. */
export function toExistingClaim(name: string, namespace: string | undefined): TaskClaim {
  return { name, namespace, accessMode: 'ReadWriteOnce', size: undefined, storageClass: undefined, existing: true };
}

function specOf({ spec }: ManifestObject): ClaimSpec {
  return (spec ?? {}) as ClaimSpec;
}
