import { fixOf } from '../checks/fix';
import { type Issue, issuesOf } from '../checks/issues';
import type { YamlDocument } from '../document/document';
import type { Source } from '../document/source';
import type { Mistake } from '../mistakes/mistake';
import type { Place } from '../mistakes/place';
import type { Layout } from '../settings/layout';
import { fileShape, taskShape } from './shape';
import type { DefaultSettings, StorageClassEntry, TaskEntry, TasksFile } from './task';

/** Settings as they stand in a file, less those that are wrong, with their places. */
export interface Entry<T> {
  readonly settings: Partial<T>;
  /**
   * The place of a setting's value or key, or of the whole entry.
   *
   * @param name a key of a setting that is a map
   */
  at(key?: keyof T, which?: 'key' | 'value', name?: string): Place;
}

/** What one file holds. */
export interface FileEntries {
  readonly tasks: readonly Entry<TaskEntry>[];
  readonly layout?: Layout;
  readonly defaults?: Entry<DefaultSettings>;
  readonly repositories: ReadonlyMap<string, Entry<DefaultSettings>>;
  readonly storageClasses: ReadonlyMap<string, Entry<StorageClassEntry>>;
  /** Whether a section may stand there that could not be recognized. */
  readonly unclear: boolean;
  /** The place of a section's key, if the section is there. */
  section(name: keyof TasksFile): Place | undefined;
}

/** Checks each value of a document by itself. What is right stays, so that the rules between tasks see it. */
export function check(source: Source, document: YamlDocument): { entries: FileEntries; mistakes: Mistake[] } {
  const result = fileShape.safeParse(document.value, { reportInput: true });
  const issues = result.success ? [] : issuesOf(result.error);
  const mistakes = issues.map((issue) => toMistake(issue, source, document));
  return { entries: entriesOf(document, issues), mistakes: onceEach(mistakes) };
}

/** A mistake behind an alias is one mistake, wherever its text is used. */
function onceEach(mistakes: readonly Mistake[]): Mistake[] {
  const seen = new Set<string>();
  return mistakes.filter(({ place, message }) => {
    const key = `${place?.start.offset} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function toMistake(issue: Issue, source: Source, document: YamlDocument): Mistake {
  const { code, what, allowed, path } = issue;
  const place = document.placeOf(path, issue.key ? 'key' : 'value');
  const only = ofTasksOnly(issue);
  return {
    code,
    message: `${subject(path)} ${only ?? what}`,
    place,
    ...('got' in issue ? { got: issue.got } : {}),
    allowed,
    fix: fixInFile(issue, source.text.slice(place.start.offset, place.end.offset)),
  };
}

/** @param written the value as it stands in the file */
function fixInFile(issue: Issue, written: string): string | undefined {
  if (ofTasksOnly(issue) !== undefined) {
    return 'set it in the task';
  }
  return isBareList(issue) ? 'put the list under tasks:' : fixOf(issue, written);
}

/** What a mistake's sentence is about: `env.NAME`, `tolerations[0].key`, `repositories[" a"]`. */
function subject(path: readonly PropertyKey[]): string {
  const [section, index, ...inTask] = path;
  if (section === undefined) {
    return 'the file';
  }
  if (section === 'tasks' && index !== undefined) {
    return inTask.length === 0 ? 'the task' : subject(inTask);
  }
  return path
    .map((step) => (typeof step === 'string' && /^\S+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`))
    .join('')
    .replace(/^\./, '');
}

/** A key of tasks among the defaults or in a repository's settings. */
function ofTasksOnly({ code, path }: Issue): string | undefined {
  const owner = { defaults: 1, repositories: 2 }[String(path[0])];
  const known = path.length - 1 === owner && Object.hasOwn(taskShape.shape, path.at(-1) ?? '');
  return code === 'unknown-key' && known ? 'is for one task alone' : undefined;
}

function isBareList({ path, got }: Issue): boolean {
  return path.length === 0 && Array.isArray(got);
}

function entriesOf(document: YamlDocument, issues: readonly Issue[]): FileEntries {
  const wrong = wrongKeys(issues);
  const file = asMap(document.value);
  const entry = <T>(path: readonly PropertyKey[], value: unknown): Entry<T> => ({
    settings: without(asMap(value), wrong.get(path.join('\0'))) as Partial<T>,
    at: (key, which, name) =>
      document.placeOf(
        [...path, key, name].filter((step) => step !== undefined),
        which,
      ),
  });
  const named = <T>(section: 'repositories' | 'storageClasses') =>
    new Map(
      Object.entries(asMap(file[section])).map(([name, value]) => [name, entry<T>([section, name], value)] as const),
    );
  return {
    tasks: (Array.isArray(file.tasks) ? file.tasks : []).map((value, index) =>
      entry<TaskEntry>(['tasks', index], value),
    ),
    ...(issues.some(({ path }) => path[0] === 'layout') ? {} : { layout: file.layout as Layout | undefined }),
    ...(file.defaults === undefined ? {} : { defaults: entry<DefaultSettings>(['defaults'], file.defaults) }),
    repositories: named<DefaultSettings>('repositories'),
    storageClasses: named<StorageClassEntry>('storageClasses'),
    unclear: issues.some(({ path, key }) => path.length === 0 || (path.length === 1 && key)),
    section: (name) => (Object.hasOwn(file, name) ? document.placeOf([name], 'key') : undefined),
  };
}

/** The keys with a mistake in or below them, by the path of the settings that they belong to. */
function wrongKeys(issues: readonly Issue[]): Map<string, Set<PropertyKey>> {
  const wrong = new Map<string, Set<PropertyKey>>();
  for (const { path } of issues) {
    const depth = path[0] === 'defaults' ? 1 : 2;
    const owner = path.slice(0, depth).join('\0');
    const keys = wrong.get(owner) ?? new Set();
    wrong.set(owner, keys.add(path[depth] ?? ''));
  }
  return wrong;
}

function without(
  settings: Record<string, unknown>,
  keys: ReadonlySet<PropertyKey> | undefined,
): Record<string, unknown> {
  return keys ? Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.has(key))) : settings;
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
