import type { TaskClaim } from '../settings/claim';
import type { KubernetesVersion } from '../settings/kubernetes';
import type { Layout } from '../settings/layout';
import type { TaskSettings } from '../settings/task-settings';
import type { ClassAccessMode } from '../settings/values';

/** A task with its defaults filled in and its family known. */
export interface Task extends TaskSettings {
  /** Id of the family's first task. */
  readonly root: string;
  /** The claim that it mounts. */
  readonly claim: TaskClaim;
  /** Number of ancestors. */
  readonly depth: number;
  /**
   * Folder of its manifest in the output folder, by the layout.
   *
   * @default - the output folder itself
   */
  readonly folder?: string;
  /**
   * Argo CD's sync wave of its claim and its Job, by the layout.
   *
   * @default - none: everything is synced at once
   */
  readonly syncWave?: number;
}

/** The settings that `defaults` and repositories take: those of a task, without the ones that belong to one task only. */
export type DefaultSettings = Omit<
  TaskSettings,
  'taskId' | 'parentTaskId' | 'existingClaim' | 'done' | 'run' | 'jobName'
>;

/** A task as it is written. */
export interface TaskEntry extends TaskSettings {
  /**
   * Name of the repository from which the task takes the settings that it does not set itself. Not empty.
   *
   * @default - none: the task takes the defaults
   */
  readonly repository?: string;
}

/** The capabilities of a storage class, as the author of the file knows them. */
export interface StorageClassEntry {
  /**
   * The access modes that the storage class supports.
   *
   * @default - not known
   */
  readonly accessModes?: readonly ClassAccessMode[];
  /**
   * Whether a bound claim of the class can grow.
   *
   * @default - not known
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#allow-volume-expansion
   */
  readonly allowVolumeExpansion?: boolean;
  /**
   * Whether the CSI driver of the class supports volume cloning.
   *
   * @default - not known
   * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
   */
  readonly clone?: boolean;
}

/** The content of a file of tasks. */
export interface TasksFile {
  /**
   * The tasks.
   *
   * @default - none, if another file of the folder has tasks
   */
  readonly tasks?: readonly TaskEntry[];
  /**
   * Layout of the manifests in the output folder: `flat`, `families`, or `shards` with their number, from 1 to 1000.
   *
   * @default flat
   */
  readonly layout?: Layout;
  /**
   * Release of Kubernetes that the tasks are for, in quotes: `"1.31"`. A field of `podSpec` that came with a later release
   * is a mistake, and so is a setting that needs such a field: `backoffLimit` and `onDisruption: retry` need 1.29.
   *
   * From 1.27 to 1.37.
   *
   * @default "1.35"
   * @see https://kubernetes.io/releases/
   */
  readonly kubernetes?: KubernetesVersion;
  /**
   * Settings of every task that does not set them itself.
   *
   * @default - the built-in ones
   */
  readonly defaults?: DefaultSettings;
  /**
   * Settings of the tasks that name the repository.
   *
   * @default - none
   */
  readonly repositories?: Readonly<Record<string, DefaultSettings>>;
  /**
   * The storage classes of the cluster, with the capabilities of each.
   *
   * @default - none: nothing is checked against the class of a claim
   */
  readonly storageClasses?: Readonly<Record<string, StorageClassEntry>>;
}

/** The settings that are maps and are merged by key. Any other setting is taken whole. */
export const MERGED_KEYS = [
  'claimLabels',
  'claimAnnotations',
  'env',
  'labels',
  'annotations',
  'nodeSelector',
] as const satisfies readonly (keyof TaskSettings)[];
