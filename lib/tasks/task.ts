import type { TaskClaim } from '../settings/claim';
import type { JobSettings } from '../settings/job-settings';
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

/** What `defaults` and a repository may say: everything but what makes a task that task. */
export type DefaultSettings = Omit<TaskSettings, 'taskId' | 'parentTaskId' | 'existingClaim' | 'done' | 'jobName'>;

/** A task as it is written. */
export interface TaskEntry extends TaskSettings {
  /**
   * Name of the repository whose settings the task takes where it says nothing itself. Not empty.
   *
   * @default - none: the file's defaults
   */
  readonly repository?: string;
}

/** What a storage class can do, as far as the person who wrote the catalogue knows. */
export interface StorageClassEntry {
  /** The access modes that the class can do. */
  readonly accessModes: readonly ClassAccessMode[];
}

/** The content of a file of tasks. */
export interface TasksFile {
  /**
   * The tasks.
   *
   * @default - none, where another file of the folder holds some
   */
  readonly tasks?: readonly TaskEntry[];
  /**
   * How the manifests lie in the output folder: `flat`, `families`, or `shards` with their number, from 1 to 1000.
   *
   * @default flat
   */
  readonly layout?: Layout;
  /**
   * Settings of every task that says nothing else.
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
   * The storage classes of the cluster with the access modes that each can do.
   *
   * @default - none: any class may do anything
   */
  readonly storageClasses?: Readonly<Record<string, StorageClassEntry>>;
}

/** The settings that are maps and are merged by key, where others are taken whole. */
export const MERGED = [
  'env',
  'labels',
  'annotations',
  'nodeSelector',
] as const satisfies readonly (keyof JobSettings)[];
