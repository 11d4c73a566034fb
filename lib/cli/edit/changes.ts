import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { YAMLMap } from 'yaml';
import type { Source } from '../../document/source';
import { toSource } from '../../document/source';
import { UserError } from '../../mistakes/user-error';
import type { MergedTask } from '../../tasks/merge';
import type { TaskEntry } from '../../tasks/task';
import { addItem, blockLines } from './add-item';
import type { CurrentTasks } from './current-tasks';
import { removeItems } from './remove-items';
import { setSetting } from './set-setting';
import { type TaskList, taskListOf, taskMap } from './task-list';
import { applyEdits, type TextEdit } from './text-edit';

/** A change of a task in the files. */
export type TaskChange =
  | { readonly kind: 'set'; readonly task: MergedTask; readonly settings: Partial<TaskEntry> }
  | { readonly kind: 'remove'; readonly task: MergedTask }
  | { readonly kind: 'add'; readonly settings: Readonly<Record<string, unknown>> };

/** A file that changes. */
export interface ChangedFile {
  readonly file: string;
  /** The text before; undefined for a new file. */
  readonly before: string | undefined;
  readonly edits: readonly TextEdit[];
  readonly after: Source;
}

/**
 * The files after some changes. Nothing is written.
 *
 * @throws MistakesError for a change that a person has to make
 */
export function changedFiles(current: CurrentTasks, changes: readonly TaskChange[]): ChangedFile[] {
  const files = new Map<string, TaskChange[]>();
  for (const change of changes) {
    const file = fileOf(change, current);
    files.set(file, [...(files.get(file) ?? []), change]);
  }
  return [...files].map(([file, inFile]) => changedFile(file, inFile, current));
}

/** A new task of a folder gets a file of its own, so that two people who add tasks have no conflict. */
function fileOf(change: TaskChange, { path, sources }: CurrentTasks): string {
  if (change.kind !== 'add') {
    return change.task.entry.at('taskId').file;
  }
  if (sources.length === 1 && sources[0]?.file === path) {
    return path;
  }
  const file = join(path, `${change.settings.taskId}.yaml`);
  if (existsSync(file)) {
    throw new UserError(`${file} is there already; add the task to a file by hand, or take another id`);
  }
  return file;
}

function changedFile(file: string, changes: readonly TaskChange[], { sources }: CurrentTasks): ChangedFile {
  const source = sources.find((one) => one.file === file);
  if (source === undefined) {
    const lines = changes.flatMap((change) => (change.kind === 'add' ? blockLines(change.settings, '  ') : []));
    const text = `tasks:\n${lines.map((line) => `${line}\n`).join('')}`;
    return { file, before: undefined, edits: [{ start: 0, end: 0, text }], after: toSource(file, text) };
  }
  const edits = editsOf(taskListOf(source), changes);
  return { file, before: source.text, edits, after: toSource(file, applyEdits(source.text, edits)) };
}

function editsOf(list: TaskList, changes: readonly TaskChange[]): TextEdit[] {
  const removed = new Set<YAMLMap>();
  const edits = changes.flatMap((change): TextEdit[] => {
    if (change.kind === 'add') {
      return addItem(list, change.settings);
    }
    const map = taskMap(list, change.task.entry.at('taskId').start.offset);
    if (change.kind === 'remove') {
      removed.add(map);
      return [];
    }
    return setSettings(list, map, change.settings);
  });
  return removed.size > 0 ? [...edits, ...removeItems(list, removed)] : edits;
}

/** Several new keys of one task are inserted at one place, in their order. */
function setSettings(list: TaskList, map: YAMLMap, settings: Partial<TaskEntry>): TextEdit[] {
  return Object.entries(settings).map(([key, value]) => setSetting(list, map, key, value));
}
