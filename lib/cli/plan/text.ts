import { styleText } from 'node:util';
import { printable } from '../../mistakes/printable';
import { type Engine, nameEngines } from '../app/engines';
import type { Comparison } from './git';
import { groupPlans, type TaskGroup } from './groups';
import { changedTasks, kindOf } from './kinds';
import { quotaText } from './live/quota';
import type { Plan } from './plan';
import { summary } from './summary';
import type { ObjectChange, TaskPlan } from './task-plan';
import type { Usage } from './usage';

/** The maximum number of tasks with the same plan that are named, without the option for all tasks. */
const SHOWN = 10;

/** The format of a plan for people. */
export interface TextOptions {
  readonly color?: boolean;
  /** Whether every task is named. */
  readonly all?: boolean;
}

/**
 * The plan for people: what is compared, the counts, the refusals, the tasks that change, and the resources that all tasks
 * may use.
 */
export function planText(plan: Plan, options: TextOptions = {}): string {
  const { tasks, usage, counts, comparison } = plan;
  const changed = changedTasks(tasks);
  const unchanged = tasks.length - changed.length;
  const head = `${comparisonText(comparison)}\n${summary(counts)}${unchanged > 0 ? `, ${unchanged} unchanged` : ''}\n`;
  const parts =
    changed.length > 0
      ? [...blocksOf(changed, options), ...ignoredNote(changed, plan.engines), usageText(usage), ...quotaPart(plan)]
      : [];
  return [head, ...parts, ...commitNote(plan)].join('\n');
}

function quotaPart({ quotas }: Plan): string[] {
  return quotas.length > 0 ? [quotaText(quotas)] : [];
}

/** `The working tree compared with origin/main, which this branch is 1 commit ahead of`. */
export function comparisonText({ revision, ahead, behind }: Comparison): string {
  const commits = (count: number) => `${count} commit${count === 1 ? '' : 's'}`;
  const distance = [
    ...(ahead > 0 ? [`${commits(ahead)} ahead of`] : []),
    ...(behind > 0 ? [`${commits(behind)} behind`] : []),
  ].join(' and ');
  return `The working tree compared with ${revision}${distance === '' ? '' : `, which this branch is ${distance}`}`;
}

/** A block of lines for each task, or for all tasks with the same plan. */
export function blocksOf(tasks: readonly TaskPlan[], options: TextOptions = {}): string[] {
  return groupPlans(tasks).map((group) => block(group, options));
}

function block({ plan, ids }: TaskGroup, { color = false, all = false }: TextOptions): string {
  const kind = kindOf(plan);
  const head = `${kind?.sign} ${kind?.words}  ${nameIds(ids, all)}`;
  const lines = [
    color && kind ? styleText(kind.color, head, { validateStream: false }) : head,
    ...plan.what.map((sentence) => `    ${printable(sentence)}`),
    ...plan.refusals.map(({ reason, code }) => `    ${printable(reason)} [${code}]`),
    ...plan.changes.map((change) => `      ${changeText(change)}`),
    ...plan.refusals.map(({ fix }) => `    fix: ${printable(fix)}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function nameIds(ids: readonly string[], all: boolean): string {
  const more = all ? 0 : ids.length - SHOWN;
  return printable(more > 0 ? `${ids.slice(0, SHOWN).join(', ')} and ${more} more` : ids.join(', '));
}

/** One note for all tasks whose Jobs are left unchanged: their change runs no agent again. */
export function ignoredNote(changed: readonly TaskPlan[], engines: readonly Engine[]): string[] {
  const ids = changed.filter(({ actions }) => actions.includes('keep-job')).map(({ taskId }) => taskId);
  return ids.length === 0
    ? []
    : [
        `${nameEngines(engines)} ${engines.length > 1 ? 'leave' : 'leaves'} the Jobs of ${nameIds(ids, false)} as they are: the change runs no agent. To run a task again\n` +
          'with the change, raise its run: run: 2 after the first, run: 3 after the second\n',
      ];
}

/** A push takes only committed files. */
export function commitNote({ uncommitted }: Plan): string[] {
  const [first, ...others] = uncommitted;
  if (first === undefined) {
    return [];
  }
  const more = others.length === 0 ? ' is' : ` and ${others.length} more files are`;
  return [`${printable(first)}${more} not committed yet: git add --all && git commit, then push\n`];
}

function changeText({ object, field, before, after, effect }: ObjectChange): string {
  const ignored = effect === 'ignored' ? ' (ignored)' : '';
  return `${object} ${field}: ${valueText(before)} → ${valueText(after)}${ignored}`;
}

const LONGEST = 160;

/** A value on one line. A string is without quotes if it cannot be mistaken for anything else. */
function valueText(value: unknown): string {
  if (value === undefined) {
    return '(none)';
  }
  const bare = typeof value === 'string' && /^(?=\S)[\p{L}\p{M}\p{N}\p{P}\p{S} ]+(?<=\S)$/u.test(value);
  // JSON escapes the characters that a terminal would execute.
  const text = bare
    ? value
    : JSON.stringify(value).replace(/[\p{C}\u2028\u2029]/gu, (c) =>
        [...c.split('')].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
      );
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The maximum resources of the tasks before and after, one on each line. */
export function usageText({ before, after }: Plan['usage']): string {
  const rows = usageRows(before, after).map(([name, was, is]) => [name, was === is ? is : `${was} → ${is}`] as const);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = [...rows.map(([name, values]) => `${name.padEnd(width)}  ${values}`), ...usageNotes(after)];
  return `Maximum resources of all tasks that are not done:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** The tasks and claims that the sums leave out. */
export function usageNotes({ withoutRequests, unknownClaims }: Usage): string[] {
  return [
    withoutRequests > 0 && `${withoutRequests} of them request nothing, and are not in the sum of the requests`,
    unknownClaims > 0 && `${unknownClaims} of their claims exist already, and their sizes are not known`,
  ].filter((note) => note !== false);
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
