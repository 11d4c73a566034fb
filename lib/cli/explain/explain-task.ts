import type { Place } from '../../mistakes/place';
import { CLAIM_KEYS, CLONED_KEYS, isClone, makesClaim } from '../../settings/claim';
import { BUILT_IN } from '../../settings/defaults';
import { type JobNaming, jobNameOf } from '../../settings/names';
import type { PartialPodSpec } from '../../settings/pod-spec';
import { type Kinship, parentOf } from '../../tasks/families';
import type { ReadTasks } from '../../tasks/load';
import type { MergedTask } from '../../tasks/merge';
import { MERGED_KEYS, type TaskEntry } from '../../tasks/task';
import { type Field, fieldsOf, type InManifest, SETTINGS } from './fields';

/** The origin of a value. */
export interface Origin {
  readonly from: 'task' | 'repository' | 'defaults' | 'built in';
  /** Name of the repository. */
  readonly repository?: string;
  /** Id of the task whose claim decides, if it is another's. */
  readonly claimOf?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A value that is not used, because the task or its repository has another one. */
export interface Overridden extends Origin {
  readonly value: unknown;
}

/** A setting of a task that has a value. */
export interface Explanation extends Origin {
  /** Its name; for a key of a map with a dot between them: `env.NODE_ENV`. */
  readonly setting: string;
  readonly value: unknown;
  /** The values of the repository and of the defaults that this value overrides, if there are any. */
  readonly overrides?: readonly Overridden[];
  /** The fields of the manifests that the setting sets. */
  readonly fields: readonly Field[];
}

type Key = keyof TaskEntry;
type ById = ReadonlyMap<string, MergedTask>;

/** A task with its Job and its claim, as the manifests name them. */
export function toManifestNames(task: MergedTask, { kinship }: ReadTasks, byId: ById): InManifest {
  const settings = task.settings as TaskEntry;
  const parent = parentOf(task, byId);
  return {
    settings,
    jobName: jobNameOf(settings),
    claim: (kinship.get(task) as Kinship).claim,
    owned: makesClaim(settings),
    clonedFrom: parent && isClone(settings) ? kinship.get(parent)?.claim.name : undefined,
  };
}

/** Explains every setting of a task that has a value, in the order in which people write them. */
export function explainTask(task: MergedTask, all: ReadTasks, byId: ById): Explanation[] {
  const manifest = toManifestNames(task, all, byId);
  return SETTINGS.flatMap((key) => {
    const owner = ownerOf(key, task, byId);
    const value = owner.settings[key] ?? builtIn(key, owner);
    if (value === undefined) {
      return [];
    }
    if (key === 'podSpec') {
      return explainPodSpec(task, value as PartialPodSpec, manifest, all);
    }
    const names = (MERGED_KEYS as readonly Key[]).includes(key) ? Object.keys(value as object) : [undefined];
    return names.map((name): Explanation => {
      const explained = name === undefined ? value : (value as Record<string, unknown>)[name];
      return {
        setting: name === undefined ? key : `${key}.${name}`,
        value: explained,
        ...(owner === task ? {} : { claimOf: owner.settings.taskId }),
        ...originOf(owner, key, name, all),
        ...overridesOf(owner, key, name, all),
        fields: fieldsOf(manifest, key, explained, name),
      };
    });
  });
}

function explainPodSpec(
  task: MergedTask,
  podSpec: PartialPodSpec,
  manifest: InManifest,
  all: ReadTasks,
): Explanation[] {
  // Loaded for tasks with a podSpec alone.
  const { podSpecFields } = require('./explain-pod-spec') as typeof import('./explain-pod-spec');
  return podSpecFields(task, podSpec).map(({ name, value, sources }): Explanation => {
    const [origin, ...overridden] = sources.map(
      ({ source, place, value }): Overridden => ({ value, ...originIn(source, task, place, all) }),
    );
    return {
      ...(origin as Overridden),
      setting: `podSpec.${name}`,
      value,
      ...(overridden.length > 0 ? { overrides: overridden } : {}),
      fields: fieldsOf(manifest, 'podSpec', value, name),
    };
  });
}

/** The task that decides a setting: a claim is described by the task that owns it. */
function ownerOf(key: Key, task: MergedTask, byId: ById): MergedTask {
  let owner = task;
  // A loop, as a family may be deeper than the call stack.
  while ((CLAIM_KEYS as readonly Key[]).includes(key) && owner.settings[key] === undefined) {
    const parent = parentOf(owner, byId);
    if (!parent || (isClone(owner.settings) && !(CLONED_KEYS as readonly Key[]).includes(key))) {
      break;
    }
    owner = parent;
  }
  return owner;
}

function builtIn(key: Key, { settings }: MergedTask): unknown {
  switch (key) {
    case 'jobName':
      return jobNameOf(settings as JobNaming);
    case 'done':
      return false;
    case 'workspace':
      return settings.parentTaskId === undefined ? undefined : 'inherit';
    case 'pvcStorageSize':
      return settings.existingClaim === undefined ? BUILT_IN.pvcStorageSize : undefined;
    default:
      return (BUILT_IN as Partial<Record<Key, unknown>>)[key];
  }
}

/** The overridden values. A task with a parent takes no defaults for its claim, so it overrides none. */
function overridesOf(
  task: MergedTask,
  key: Key,
  name: string | undefined,
  all: ReadTasks,
): { readonly overrides?: readonly Overridden[] } {
  if (task.settings.parentTaskId !== undefined && (CLAIM_KEYS as readonly Key[]).includes(key)) {
    return {};
  }
  const overrides = task
    .entriesWith(key, name)
    .slice(1)
    .map((source): Overridden => {
      const value = (source.settings as Partial<TaskEntry>)[key];
      return {
        value: name === undefined ? value : (value as unknown as Record<string, unknown>)[name],
        ...placeIn(source, task, key, name, all),
      };
    });
  return overrides.length > 0 ? { overrides } : {};
}

function originOf(task: MergedTask, key: Key, name: string | undefined, all: ReadTasks): Origin {
  return task.settings[key] === undefined
    ? { from: 'built in' }
    : placeIn(task.originOf(key, name), task, key, name, all);
}

/** The place of a setting in an entry: the task itself, its repository or the defaults. */
function placeIn(
  source: ReturnType<MergedTask['originOf']>,
  task: MergedTask,
  key: Key,
  name: string | undefined,
  all: ReadTasks,
): Origin {
  const setting = (source as MergedTask['entry']).at(key, 'key');
  const named = (source as MergedTask['entry']).at(key, 'key', name);
  // The keys of a map that is an alias stand at its anchor, which is before the alias: the alias is what the entry sets.
  return originIn(source, task, named.start.offset < setting.start.offset ? setting : named, all);
}

/** The origin of a value that stands at a place in an entry. */
function originIn(
  source: ReturnType<MergedTask['originOf']>,
  { entry, settings }: MergedTask,
  { file, start }: Place,
  all: ReadTasks,
): Origin {
  const place = { file, line: start.line, column: start.column };
  if (source === entry) {
    return { from: 'task', ...place };
  }
  const { repository } = settings;
  return source === all.merged.repositories.get(repository ?? '')
    ? { from: 'repository', repository, ...place }
    : { from: 'defaults', ...place };
}
