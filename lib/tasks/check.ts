import { fixOf } from '../checks/fix';
import { type Issue, issuesOf } from '../checks/issues';
import type { YamlDocument } from '../document/document';
import type { Source } from '../document/source';
import type { Mistake } from '../mistakes/mistake';
import type { Place } from '../mistakes/place';
import type { Layout } from '../settings/layout';
import { asMap } from '../settings/maps';
import { memoized } from './memoized';
import { onceEach } from './once-each';
import { fileShape, taskShape } from './shape';
import type { DefaultSettings, StorageClassEntry, TaskEntry, TasksFile } from './task';

/** The settings of an entry of a file, without those that are wrong, and their places. */
export interface Entry<T> {
  readonly settings: Partial<T>;
  /**
   * The place of a setting's value or key, or of the whole entry.
   *
   * @param name a key of a setting that is a map
   */
  at(key?: keyof T, which?: 'key' | 'value', name?: string): Place;
  /** The place of a value or a key inside the entry. */
  inside(path: readonly PropertyKey[], which: 'key' | 'value'): Place;
}

/** The content of one file. */
export interface FileEntries {
  readonly tasks: readonly Entry<TaskEntry>[];
  readonly layout?: Layout;
  readonly defaults?: Entry<DefaultSettings>;
  readonly repositories: ReadonlyMap<string, Entry<DefaultSettings>>;
  readonly storageClasses: ReadonlyMap<string, Entry<StorageClassEntry>>;
  /** Whether the file may have a section that was not recognized, since its key is wrong. */
  readonly mayHaveOtherSections: boolean;
  /** The place of a section's key, if the section is there. */
  section(name: keyof TasksFile): Place | undefined;
}

/**
 * Checks each value of a document by itself. The values without a mistake are kept for the rules between tasks.
 *
 * @param kubernetes the release of Kubernetes that the tasks are for
 */
export function check(
  source: Source,
  document: YamlDocument,
  kubernetes: string,
): { entries: FileEntries; mistakes: Mistake[] } {
  const result = fileShape.safeParse(document.value, { reportInput: true });
  const issues = [
    ...(result.success ? [] : issuesOf(result.error)),
    ...podSpecIssues(podSpecsOf(document.value), kubernetes),
  ];
  const mistakes = issues.map((issue) => toMistake(issue, source, document));
  // A value that several aliases stand for is one mistake.
  return {
    entries: entriesOf(document, issues),
    mistakes: onceEach(mistakes, ({ message, place }) => [message, place]),
  };
}

/** Checks each of several equal pod specs once: 10,000 tasks that each have the same podSpec take 0.5 s of CPU less, by a profile. */
function podSpecIssues(podSpecs: readonly PodSpecWithPath[], kubernetes: string): Issue[] {
  if (podSpecs.length === 0) {
    return [];
  }
  // Only tasks with a podSpec need this module.
  const { checkPodSpec } = require('../pod-spec/check') as typeof import('../pod-spec/check');
  const issuesOfText = memoized((text: string) => checkPodSpec(JSON.parse(text), kubernetes));
  return podSpecs.flatMap(([podSpec, path]) => {
    const text = JSON.stringify(podSpec);
    // JSON has no other word for a number that is not finite.
    const issues = text.includes('null') ? checkPodSpec(podSpec, kubernetes) : issuesOfText(text);
    return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  });
}

type PodSpecWithPath = readonly [podSpec: object, path: readonly PropertyKey[]];

/** The maps under `podSpec` in a file, with their paths. */
function podSpecsOf(file: unknown): PodSpecWithPath[] {
  const { tasks, defaults, repositories } = asMap(file);
  const owners: [unknown, PropertyKey[]][] = [
    [defaults, ['defaults']],
    ...Object.entries(asMap(repositories)).map(([name, value]): [unknown, PropertyKey[]] => [
      value,
      ['repositories', name],
    ]),
    ...(Array.isArray(tasks) ? tasks : []).map((value, index): [unknown, PropertyKey[]] => [value, ['tasks', index]]),
  ];
  return owners.flatMap(([owner, path]) => {
    const { podSpec } = asMap(owner);
    return podSpec !== null && typeof podSpec === 'object' && !Array.isArray(podSpec)
      ? [[podSpec, [...path, 'podSpec']] as const]
      : [];
  });
}
function toMistake(issue: Issue, source: Source, document: YamlDocument): Mistake {
  const { code, what, allowed, path } = issue;
  const place = document.placeOf(path, issue.key ? 'key' : 'value');
  return {
    code,
    message: `${subjectOf(path)} ${isForTasksOnly(issue) ? 'can be set in a task only' : what}`,
    place,
    ...('got' in issue ? { got: issue.got } : {}),
    allowed,
    fix: fixInFile(issue, source.text.slice(place.start.offset, place.end.offset)),
  };
}

/** @param written the value as it stands in the file */
function fixInFile(issue: Issue, written: string): string | undefined {
  if (isForTasksOnly(issue)) {
    return 'set it in the task';
  }
  return isBareList(issue) ? 'put the list under tasks:' : fixOf(issue, written);
}

/** The subject of the message: `env.NAME`, `tolerations[0].key`, `repositories[" a"]`. */
export function subjectOf(path: readonly PropertyKey[]): string {
  const [section, index, ...inTask] = path;
  if (section === undefined) {
    return 'the file';
  }
  if (section === 'tasks' && index !== undefined) {
    return inTask.length === 0 ? 'the task' : subjectOf(inTask);
  }
  return path
    .map((step) => (typeof step === 'string' && /^\S+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`))
    .join('')
    .replace(/^\./, '');
}

/** Whether an unknown key of the defaults or of a repository is a setting of tasks. */
function isForTasksOnly({ code, path }: Issue): boolean {
  const owner = { defaults: 1, repositories: 2 }[String(path[0])];
  const known = path.length - 1 === owner && Object.hasOwn(taskShape.shape, String(path.at(-1)));
  return code === 'unknown-key' && known;
}

function isBareList({ path, got }: Issue): boolean {
  return path.length === 0 && Array.isArray(got);
}

function entriesOf(document: YamlDocument, issues: readonly Issue[]): FileEntries {
  const wrong = wrongKeys(issues);
  const file = asMap(document.value);
  const entry = <T>(path: readonly PropertyKey[], value: unknown): Entry<T> => ({
    settings: omit(asMap(value), wrong.get(path.join('\0'))) as Partial<T>,
    at: (key, which, name) =>
      document.placeOf(
        [...path, key, name].filter((step) => step !== undefined),
        which,
      ),
    inside: (inner, which) => document.placeOf([...path, ...inner], which),
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
    mayHaveOtherSections: issues.some(({ path, key }) => path.length === 0 || (path.length === 1 && key)),
    section: (name) => (Object.hasOwn(file, name) ? document.placeOf([name], 'key') : undefined),
  };
}

/** The keys whose values have a mistake, by the path of the entry that they belong to. */
function wrongKeys(issues: readonly Issue[]): Map<string, Set<PropertyKey | undefined>> {
  const wrong = new Map<string, Set<PropertyKey | undefined>>();
  for (const { path } of issues) {
    const depth = path[0] === 'defaults' ? 1 : 2;
    const owner = path.slice(0, depth).join('\0');
    // A mistake of the entry itself has no key.
    wrong.set(owner, (wrong.get(owner) ?? new Set()).add(path[depth]));
  }
  return wrong;
}

function omit(
  settings: Record<string, unknown>,
  keys: ReadonlySet<PropertyKey | undefined> | undefined,
): Record<string, unknown> {
  return keys ? Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.has(key))) : settings;
}
