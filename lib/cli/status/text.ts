import { styleText } from 'node:util';
import { printable } from '../../mistakes/printable';
import { age } from '../live/age';
import { STATES } from './states';
import type { TaskStatus } from './status';
import type { Statuses } from './statuses';

/** The format of the states for people. */
export interface TextOptions {
  readonly color?: boolean;
  /** Whether tasks that are done are listed too. */
  readonly all?: boolean;
}

/** The states for people: the counts, and one line for each task. */
export function statusText(statuses: Statuses, { color = false, all = false }: TextOptions = {}): string {
  const shown = shownTasks(statuses, all);
  const rows = shown.map((task) => [task.taskId, STATES[task.state].words, since(task, statuses)]);
  const widths = [0, 1, 2].map((column) => rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0));
  const lines = shown.map((task, i) => {
    const cells = rows[i]?.map((cell, column) => cell.padEnd(widths[column] ?? 0)) ?? [];
    const line = printable([...cells, reasonAndNext(task)].join('  ').trimEnd());
    return color && task.needsPerson ? styleText('red', line, { validateStream: false }) : line;
  });
  return [
    `${summary(statuses)}\n`,
    ...(lines.length > 0 ? ['\n'] : []),
    ...[...lines, ...notes(statuses)].map((line) => `${line}\n`),
  ].join('');
}

/** The tasks of the table: those that need a person first. */
export function shownTasks({ tasks }: Statuses, all: boolean): TaskStatus[] {
  const order = Object.keys(STATES);
  return tasks
    .filter(({ state, why }) => all || state !== 'done' || why !== '')
    .toSorted(
      (a, b) => Number(b.needsPerson) - Number(a.needsPerson) || order.indexOf(a.state) - order.indexOf(b.state),
    );
}

/** `5 tasks, 2 of them need a person: 1 failed, 1 running, 3 done`. */
export function summary({ tasks }: Pick<Statuses, 'tasks'>): string {
  const counts = new Map<string, number>();
  for (const { state } of tasks) {
    const { words } = STATES[state];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const order = [...new Set(Object.values(STATES).map(({ words }) => words))];
  const parts = order.flatMap((words) => (counts.has(words) ? [`${counts.get(words)} ${words}`] : []));
  const needs = tasks.filter(({ needsPerson }) => needsPerson).length;
  const head = `${tasks.length} task${tasks.length === 1 ? '' : 's'}, ${needs === 1 ? '1 needs' : `${needs} need`} a person`;
  return parts.length === 0 ? 'no tasks' : `${head}: ${parts.join(', ')}`;
}

/** The reason of a state in one line: with the fields that differ from Git, and the next step. */
export function reasonOf({ why, differs }: TaskStatus): string {
  const template = differs.length === 0 ? [] : [`another template than Git says: ${shortened(differs)}`];
  return [...(why === '' ? [] : [why]), ...template].join('; ');
}

function reasonAndNext(task: TaskStatus): string {
  const next = task.next === undefined ? [] : [`next: ${task.next}`];
  return [reasonOf(task), ...next].filter((part) => part !== '').join('; ');
}

/** The sentences after the table. */
export function notes({ unknownJobs, unread }: Statuses): string[] {
  return [
    ...(unknownJobs > 0
      ? [
          '',
          `${unknownJobs} more Jobs of keruta are in the cluster, which no commit here has made: another repository may have.`,
        ]
      : []),
    ...(unread.length > 0
      ? ['', `kubectl may not read ${unread.join(', ')}: reasons that need them are not shown.`]
      : []),
  ];
}

/** The time since when a task is in its state. */
export function since({ since }: TaskStatus, { takenAt }: Pick<Statuses, 'takenAt'>): string {
  return since === undefined ? '' : age(since, takenAt);
}

function shortened(fields: readonly string[]): string {
  const names = fields.map((field) => field.replace(/^spec\.template\.(spec\.)?/, ''));
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
