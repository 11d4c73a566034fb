import { changedTasks, kindOf } from './kinds';
import type { Plan } from './plan';
import { summary } from './summary';
import type { ObjectChange, TaskPlan } from './task-plan';
import type { Usage } from './usage';

/** The plan for people: the tasks that change, what all tasks may use at most, and in the last line the counts. */
export function planText({ tasks, usage, counts }: Plan, color: boolean): string {
  const changed = changedTasks(tasks);
  const parts = changed.length > 0 ? [...blocksOf(changed, color), usageText(usage)] : [];
  const unchanged = tasks.length - changed.length;
  const rest = unchanged > 0 ? `${unchanged} unchanged\n` : '';
  return `${parts.map((part) => `${part}\n`).join('')}${rest}${summary(counts)}\n`;
}

/** A block of lines for each task, or for all those that the same is said of. */
export function blocksOf(tasks: readonly TaskPlan[], color: boolean): string[] {
  const blocks = new Map<string, { task: TaskPlan; ids: string[] }>();
  for (const task of tasks) {
    const { actions, what, changes, refusals } = task;
    const said = JSON.stringify([actions, what, changes, refusals]);
    const same = blocks.get(said);
    if (same) {
      same.ids.push(task.taskId);
    } else {
      blocks.set(said, { task, ids: [task.taskId] });
    }
  }
  return [...blocks.values()].map(({ task, ids }) => block(task, ids, color));
}

/** So many tasks are named where the same is said of more. */
const MOST_IDS = 50;

function block(task: TaskPlan, ids: readonly string[], color: boolean): string {
  const kind = kindOf(task);
  const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
  const head = `${kind?.sign} ${kind?.words}  ${ids.slice(0, MOST_IDS).join(', ')}${more}`;
  const lines = [
    color ? `\x1b[${kind?.color}m${head}\x1b[0m` : head,
    ...task.what.map((sentence) => `    ${sentence}`),
    ...task.refusals.map(({ reason, code }) => `    ${reason} [${code}]`),
    ...task.changes.map((change) => `      ${changeText(change)}`),
    ...task.refusals.map(({ fix }) => `    fix: ${fix}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function changeText({ object, field, before, after, effect }: ObjectChange): string {
  const ignored = effect === 'ignored' ? ' (ignored)' : '';
  return `${object} ${field}: ${valueText(before)} → ${valueText(after)}${ignored}`;
}

const LONGEST = 160;

/** A value in one line; a text bare where it cannot be taken for anything else. */
function valueText(value: unknown): string {
  if (value === undefined) {
    return '(none)';
  }
  const bare = typeof value === 'string' && /^(?=\S)[\p{L}\p{M}\p{N}\p{P}\p{S} ]+(?<=\S)$/u.test(value);
  // What could steer a terminal is written as JSON writes it.
  const text = bare
    ? value
    : JSON.stringify(value).replace(/[\p{C}\u2028\u2029]/gu, (c) =>
        [...c.split('')].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
      );
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What the tasks may use at most, before and after, in a line each. */
export function usageText({ before, after }: Plan['usage']): string {
  const rows = usageRows(before, after).map(([name, was, is]) => [name, was === is ? is : `${was} → ${is}`] as const);
  const width = Math.max(...rows.map(([name]) => name.length));
  const notes = [
    after.withoutRequests > 0 && `${after.withoutRequests} of them request nothing, and are in no sum of requests`,
    after.unknownClaims > 0 && `${after.unknownClaims} of their claims exist already, of a size that is not known`,
  ].filter((note) => note !== false);
  const lines = [...rows.map(([name, values]) => `${name.padEnd(width)}  ${values}`), ...notes];
  return `What the tasks that are not done may use at most:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** A row for each figure: its name, its value before and after. */
export function usageRows(before: Usage, after: Usage): [name: string, before: string, after: string][] {
  const requests = [...new Set([...Object.keys(before.requests), ...Object.keys(after.requests)])].sort();
  return [
    ['tasks', String(before.tasks), String(after.tasks)],
    ['runs', String(before.runs), String(after.runs)],
    ...requests.map((name): [string, string, string] => [
      name,
      before.requests[name] ?? '0',
      after.requests[name] ?? '0',
    ]),
    ['storage', before.storage, after.storage],
  ];
}
