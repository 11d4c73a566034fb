import { CLAIM_KEYS } from '../settings/claim';
import { DEFAULT_LAYOUT, type Layout } from '../settings/layout';
import type { Entry, FileEntries } from './check';
import { type DefaultSettings, MERGED, type StorageClassEntry, type TaskEntry } from './task';

/** A task with what its repository and the defaults say, and where each value came from. */
export interface MergedTask {
  readonly entry: Entry<TaskEntry>;
  readonly settings: Partial<TaskEntry>;
  /**
   * Whose entry a setting came from: the task's, its repository's or the defaults'.
   *
   * @param name a key of a setting that is a map
   */
  originOf(key: keyof TaskEntry, name?: string): Entry<TaskEntry> | Entry<DefaultSettings>;
}

/** What all files hold together. */
export interface MergedTasks {
  readonly files: readonly FileEntries[];
  readonly layout: Layout;
  readonly tasks: readonly MergedTask[];
  readonly repositories: ReadonlyMap<string, Entry<DefaultSettings>>;
  readonly storageClasses: ReadonlyMap<string, Entry<StorageClassEntry>>;
}

export function mergeAll(files: readonly FileEntries[]): MergedTasks {
  const layout = files.find((file) => file.layout !== undefined)?.layout ?? DEFAULT_LAYOUT;
  const defaults = files.find((file) => file.defaults)?.defaults;
  const repositories = new Map(files.flatMap((file) => [...file.repositories]));
  const storageClasses = new Map(files.flatMap((file) => [...file.storageClasses]));
  const tasks = files
    .flatMap((file) => file.tasks)
    .map((entry) => merge(entry, repositories.get(entry.settings.repository ?? ''), defaults));
  return { files, layout, tasks, repositories, storageClasses };
}

/** Fills in a task: its own settings, else its repository's, else the defaults', key by key. */
function merge(
  entry: Entry<TaskEntry>,
  repository: Entry<DefaultSettings> | undefined,
  defaults: Entry<DefaultSettings> | undefined,
): MergedTask {
  const sources: Entry<Partial<TaskEntry>>[] = [
    entry,
    ...(repository ? [repository] : []),
    ...(defaults ? [defaults] : []),
  ];
  const weakestFirst = sources.map(({ settings }) => settings).reverse();
  const settings: Partial<Record<keyof TaskEntry, unknown>> = Object.assign({}, ...weakestFirst);
  for (const key of MERGED) {
    const maps = weakestFirst.map((one) => one[key]).filter((one) => one !== undefined);
    if (maps.length > 1) {
      settings[key] = Object.assign({}, ...maps);
    }
  }
  dropClaimSettingsOfOthers(settings, entry.settings);
  return {
    entry,
    settings: settings as Partial<TaskEntry>,
    originOf: (key, name) => (sources.find(({ settings }) => says(settings[key], name)) ?? entry) as Entry<TaskEntry>,
  };
}

function says(value: unknown, name: string | undefined): boolean {
  return value !== undefined && (name === undefined || Object.hasOwn(value as object, name));
}

/**
 * Defaults for claims are not meant for a task that makes none, nor for what a clone has from its parent; a default for
 * children is not meant for a task without a parent.
 */
function dropClaimSettingsOfOthers(settings: Partial<Record<keyof TaskEntry, unknown>>, own: Partial<TaskEntry>): void {
  if (own.parentTaskId === undefined && own.workspace === undefined) {
    delete settings.workspace;
  }
  if (own.parentTaskId === undefined && own.existingClaim === undefined) {
    return;
  }
  const cloned = own.parentTaskId !== undefined && settings.workspace === 'clone';
  for (const key of CLAIM_KEYS) {
    if (own[key] === undefined && !(cloned && key === 'pvcAccessMode')) {
      delete settings[key];
    }
  }
}
