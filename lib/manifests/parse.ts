import { loadAll } from 'js-yaml';
import { UserError } from '../mistakes/user-error';
import { asMap, isMap, mapsIn } from '../settings/maps';
import { TASK_LABEL, WORKSPACE_LABEL, workspaceLabel } from '../settings/names';
import { EXTENSION } from './folder';

/** An object of a manifest. Only the fields that every object has are typed. */
export interface ManifestObject {
  /** Group and version of the kind: `batch/v1`, `v1`. */
  readonly apiVersion: string;
  /** Kind of the object: `Job`, `PersistentVolumeClaim`. */
  readonly kind: string;
  /** Name, namespace, labels and annotations of the object. */
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Manifest files: the objects of each, by its path from the output folder. */
export type Manifests = ReadonlyMap<string, readonly ManifestObject[]>;

/**
 * The objects of one task in the manifests. A file without the label of a task counts as a task with the name of the file.
 */
export interface TaskObjects {
  readonly taskId: string;
  /** Path of the file, from the output folder. */
  readonly path: string;
  readonly isTask: boolean;
  readonly objects: readonly ManifestObject[];
  readonly job: ManifestObject | undefined;
  /** The claim that the task makes. */
  readonly claim: ManifestObject | undefined;
}

/**
 * Reads texts of manifest files. A text that the other side has too is read once.
 *
 * @throws UserError for a text that is not YAML
 */
export function readManifests(texts: ReadonlyMap<string, string>, where: string, other?: TextsRead): TextsRead {
  const manifests = new Map<string, readonly ManifestObject[]>();
  for (const [path, text] of texts) {
    if (path.endsWith(EXTENSION)) {
      const same = other?.texts.get(path) === text ? other.manifests.get(path) : undefined;
      manifests.set(path, same ?? parse(text, `${path} ${where}`));
    }
  }
  return { texts, manifests };
}

/** Texts of manifest files with their objects. */
export interface TextsRead {
  readonly texts: ReadonlyMap<string, string>;
  readonly manifests: Manifests;
}

/** The objects of a text. Other documents in the text are left out. */
export function parse(text: string, name: string): ManifestObject[] {
  try {
    return loadAll(text).filter(isObject);
  } catch (error) {
    throw new UserError(`${name} is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

function isObject(value: unknown): value is ManifestObject {
  const { apiVersion, kind, metadata } = asMap(value);
  const { name, labels = {}, annotations = {} } = asMap(metadata);
  return (
    [apiVersion, kind, name].every((text) => typeof text === 'string') &&
    isMap(labels ?? {}) &&
    isMap(annotations ?? {})
  );
}

/** The tasks of the manifests, each by its id. */
export function tasksOf(manifests: Manifests): Map<string, TaskObjects> {
  const tasks = new Map<string, TaskObjects>();
  for (const [path, objects] of manifests) {
    // A file without objects does not change the cluster.
    if (objects.length === 0) {
      continue;
    }
    const own = objects.filter((object) => isJob(object) || isClaim(object));
    const label = own.map(({ metadata }) => metadata.labels?.[TASK_LABEL]).find((id) => id !== undefined);
    const taskId = label ?? path.slice(path.lastIndexOf('/') + 1, -EXTENSION.length);
    const task = { taskId, path, isTask: label !== undefined, objects, job: own.find(isJob), claim: own.find(isClaim) };
    // A synth never writes two files for one task: the second file counts as a task of its own.
    tasks.set(tasks.has(taskId) ? path : taskId, task);
  }
  return tasks;
}

export function isJob({ apiVersion, kind }: ManifestObject): boolean {
  return kind === 'Job' && apiVersion.startsWith('batch/');
}

export function isClaim({ apiVersion, kind }: ManifestObject): boolean {
  return kind === 'PersistentVolumeClaim' && apiVersion === 'v1';
}

/** The name of the claim that a task works on: the one that its Job mounts, or for a task without a Job its own. */
export function claimNameOf({ job, claim }: TaskObjects): string | undefined {
  const mounted = podSpecOf(job)
    .volumes.map((volume) => volume.persistentVolumeClaim?.claimName)
    .filter((name) => typeof name === 'string');
  const label = job?.metadata.labels?.[WORKSPACE_LABEL];
  // A Job may mount more claims than its workspace.
  return mounted.find((name) => workspaceLabel(name) === label) ?? mounted[0] ?? claim?.metadata.name;
}

/** The folder of a claim's volume that the agent of a Job mounts; undefined for the root of the volume. */
export function mountedFolderOf({ job }: TaskObjects, claimName: string): string | undefined {
  const { containers, volumes } = podSpecOf(job);
  const volume = volumes.find(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claimName);
  const main = containers.find(({ name }) => name === 'main');
  const { subPath } = mapsIn(main?.volumeMounts).find(({ name }) => name === volume?.name) ?? {};
  return typeof subPath === 'string' ? subPath : undefined;
}

/** The folder of a file; empty for the output folder itself. */
export function folderIn(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The parts of a pod's spec that a plan reads. */
interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly volumes: readonly {
    readonly name?: unknown;
    readonly persistentVolumeClaim?: { readonly claimName: string };
  }[];
}

/** The parts of a container that a plan reads. */
export interface Container {
  readonly name?: unknown;
  readonly volumeMounts?: unknown;
  readonly image?: string;
  readonly imagePullPolicy?: string | undefined;
  readonly restartPolicy?: string;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string | number>>;
    readonly limits?: Readonly<Record<string, string | number>>;
  };
}

/** The spec of a Job's pods, without the parts that are of another type than Kubernetes knows. */
export function podSpecOf(job: ManifestObject | undefined): PodSpec {
  const { containers, initContainers, volumes } = asMap(asMap(asMap(job?.spec).template).spec);
  return {
    containers: mapsIn(containers),
    initContainers: mapsIn(initContainers),
    volumes: mapsIn(volumes).map((volume) =>
      isMap(volume.persistentVolumeClaim) ? volume : { ...volume, persistentVolumeClaim: undefined },
    ) as PodSpec['volumes'],
  };
}

/** The number of retries of a Job; undefined if the manifest has no such number. */
export function backoffLimitOf(job: ManifestObject): number | undefined {
  const { backoffLimit } = asMap(job.spec);
  return Number.isInteger(backoffLimit) ? (backoffLimit as number) : undefined;
}

/** The parts of a claim's spec that a plan reads. */
interface ClaimSpec {
  readonly accessModes?: readonly string[];
  readonly storageClassName?: string;
  readonly dataSource?: { readonly name: string };
  readonly resources?: { readonly requests: { readonly storage: string | number } };
}

/** The spec of a claim, without the parts that are of another type than Kubernetes knows. */
export function claimSpecOf(claim: ManifestObject): ClaimSpec {
  const { accessModes, storageClassName, dataSource, resources } = asMap(claim.spec);
  const { storage } = asMap(asMap(resources).requests);
  const source = asMap(dataSource);
  return {
    ...(Array.isArray(accessModes) ? { accessModes: accessModes.map(String) } : {}),
    ...(typeof storageClassName === 'string' ? { storageClassName } : {}),
    ...(typeof source.name === 'string' ? { dataSource: { name: source.name } } : {}),
    ...(typeof storage === 'string' || typeof storage === 'number' ? { resources: { requests: { storage } } } : {}),
  };
}
