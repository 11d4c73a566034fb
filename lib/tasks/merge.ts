import { CLAIM_KEYS, CLONED_KEYS } from '../settings/claim';
import { DEFAULT_LAYOUT, type Layout } from '../settings/layout';
import type { PartialPodSpec } from '../settings/pod-spec';
import type { Entry, FileEntries } from './check';
import { type DefaultSettings, MERGED_KEYS, type StorageClassEntry, type TaskEntry } from './task';

/** A task with the settings of its repository and the defaults filled in, and the origin of each value. */
export interface MergedTask {
  readonly entry: Entry<TaskEntry>;
  readonly settings: Partial<TaskEntry>;
  /** The entries that the settings came from, the strongest first. */
  readonly sources: readonly Entry<Partial<TaskEntry>>[];
  /**
   * The entry that a setting was taken from: the task, its repository or the defaults.
   *
   * @param name a key of a setting that is a map
   */
  originOf(key: keyof TaskEntry, name?: string): Entry<TaskEntry> | Entry<DefaultSettings>;
  /** The entries that have a value for a setting. The first one is its origin and overrides the others. */
  entriesWith(key: keyof TaskEntry, name?: string): readonly (Entry<TaskEntry> | Entry<DefaultSettings>)[];
}

/** The content of all files together. */
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
  const samePodSpec = makeUnique<PartialPodSpec>();
  const tasks = files
    .flatMap((file) => file.tasks)
    .map((entry) => merge(entry, repositoryOf(entry, repositories), defaults, samePodSpec));
  return { files, layout, tasks, repositories, storageClasses };
}

/** The tasks by their ids, in files without mistakes. */
export function tasksById({ tasks }: MergedTasks): Map<string, MergedTask> {
  return new Map(tasks.map((task) => [task.settings.taskId as string, task]));
}

/** The settings of the repository that a task names, if it names one that is defined. */
function repositoryOf(
  { settings }: Entry<TaskEntry>,
  repositories: MergedTasks['repositories'],
): Entry<DefaultSettings> | undefined {
  return settings.repository === undefined ? undefined : repositories.get(settings.repository);
}

/** Fills in a task, key by key: a setting is taken from the task, else from its repository, else from the defaults. */
function merge(
  entry: Entry<TaskEntry>,
  repository: Entry<DefaultSettings> | undefined,
  defaults: Entry<DefaultSettings> | undefined,
  samePodSpec: (podSpec: PartialPodSpec) => PartialPodSpec,
): MergedTask {
  const sources: Entry<Partial<TaskEntry>>[] = [
    entry,
    ...(repository ? [repository] : []),
    ...(defaults ? [defaults] : []),
  ];
  const weakestFirst = sources.map(({ settings }) => settings).toReversed();
  const settings: Partial<Record<keyof TaskEntry, unknown>> = Object.assign({}, ...weakestFirst);
  for (const key of MERGED_KEYS) {
    const maps = weakestFirst.map((one) => one[key]).filter((one) => one !== undefined);
    if (maps.length > 1) {
      settings[key] = Object.assign({}, ...maps);
    }
  }
  const podSpecs = weakestFirst.map(({ podSpec }) => podSpec).filter((one) => one !== undefined);
  if (podSpecs.length > 0) {
    settings.podSpec = mergePodSpecsOf(podSpecs);
  }
  if (entry.settings.podSpec !== undefined || podSpecs.length > 1) {
    settings.podSpec = samePodSpec(settings.podSpec as PartialPodSpec);
  }
  dropClaimSettingsOfOthers(settings, entry.settings);
  const entriesWith = (key: keyof TaskEntry, name?: string) =>
    sources.filter(({ settings }) => isSet(settings[key], name)) as Entry<TaskEntry>[];
  return {
    entry,
    settings: settings as Partial<TaskEntry>,
    sources,
    originOf: (key, name) => entriesWith(key, name)[0] ?? entry,
    entriesWith,
  };
}

/**
 * A function that gives the first of all equal values. What is found out about a pod spec then holds for all tasks with an equal
 * one: 10,000 tasks that each have the same podSpec take 3 s of CPU less.
 */
function makeUnique<T>(): (value: T) => T {
  const first = new Map<string, T>();
  return (value) => {
    const text = JSON.stringify(value);
    const known = first.get(text);
    if (known === undefined) {
      first.set(text, value);
    }
    return known ?? value;
  };
}

function mergePodSpecsOf(podSpecs: readonly PartialPodSpec[]): PartialPodSpec {
  // Only tasks with a podSpec need this module.
  const { mergePodSpecs } = require('../pod-spec/merge') as typeof import('../pod-spec/merge');
  return podSpecs.reduce((base, patch) => mergePodSpecs(base, patch));
}

/** Whether a setting has a value, or, if a name is given, whether the map has this key. */
function isSet(value: unknown, name: string | undefined): boolean {
  return value !== undefined && (name === undefined || Object.hasOwn(value as object, name));
}

/**
 * Removes defaults that do not apply: those for claims, from a task that makes no claim and from a clone, which takes them
 * from its parent; `workspace`, from a task without a parent.
 */
function dropClaimSettingsOfOthers(settings: Partial<Record<keyof TaskEntry, unknown>>, own: Partial<TaskEntry>): void {
  if (own.parentTaskId === undefined && own.workspace === undefined) {
    delete settings.workspace;
  }
  if (own.parentTaskId === undefined && own.existingClaim === undefined) {
    return;
  }
  const cloned = settings.workspace === 'clone';
  for (const key of CLAIM_KEYS) {
    if (own[key] === undefined && !(cloned && !CLONED_KEYS.includes(key))) {
      delete settings[key];
    }
  }
}
