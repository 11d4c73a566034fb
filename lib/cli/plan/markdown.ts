import { printableLines } from '../../mistakes/printable';
import { tasksOfFiles } from '../app/tasks-of-files';
import { type Family, toFamilies } from '../graph/family';
import { mermaid } from '../graph/mermaid';

import { changedTasks, kindOf } from './kinds';
import { quotaText } from './live/quota';
import type { Plan } from './plan';
import { summary } from './summary';
import type { TaskPlan } from './task-plan';
import { blocksOf, commitNote, comparisonText, ignoredNote, usageNotes, usageRows } from './text';

/**
 * The maximum size of the Markdown in bytes, with room for other text: a comment on GitHub has at most 65,536 characters.
 */
const MOST_BYTES = 60_000;

/** The maximum number of characters of the warnings. */
const WARNINGS_MAX = 8000;

/** The plan for a pull request, short enough for a comment: refused changes first, and a picture of the families. */
export function planMarkdown(plan: Plan): string {
  const { tasks, usage, counts, comparison, warnings, quotas } = plan;
  const changed = changedTasks(tasks);
  const unchanged = tasks.length - changed.length;
  const head = `### Plan: ${summary(counts)}\n\n${escapeMarkdown(comparisonText(comparison))}\n`;
  const rest = [
    ...(unchanged > 0 ? [`${unchanged} unchanged\n`] : []),
    ...commitNote(plan).map(escapeMarkdown),
    ...warningsBlock(warnings),
  ];
  if (changed.length === 0) {
    return [head, ...rest].join('\n');
  }
  const ofCluster = quotas.length > 0 ? [`\`\`\`\n${quotaText(quotas)}\`\`\`\n`] : [];
  const end = [
    ...ignoredNote(changed, plan.engines).map(escapeMarkdown),
    usageTable(usage),
    ...usageNotes(usage.after).map((note) => `${note}\n`),
    ...ofCluster,
    ...rest,
  ];
  const before = [head, changesText(changed, MOST_BYTES - bytes([head, ...end]))];
  const picture = pictureOf(changed);
  const fits = bytes([...before, picture, ...end]) <= MOST_BYTES;
  return [...before, ...(picture === '' || !fits ? [] : [picture]), ...end].join('\n');
}

function bytes(parts: readonly string[]): number {
  return Buffer.byteLength(parts.join('\n'));
}

/** The changes of the tasks, as far as they fit, and the number of the tasks that do not fit. */
function changesText(changed: readonly TaskPlan[], most: number): string {
  const blocks = blocksOf(changed);
  const more = (left: number) => `${left} more changes; the command prints all of them without --markdown\n`;
  // This leaves room for the fences, and for the line that counts the tasks that are left out.
  let left = most - 200;
  const shown = blocks.findIndex((block) => {
    left -= Buffer.byteLength(block) + 1;
    return left < 0;
  });
  const text = (shown < 0 ? blocks : blocks.slice(0, shown)).join('\n');
  return `${fenced('diff', text)}${shown < 0 ? '' : `\n${more(blocks.length - shown)}`}`;
}

/** The warnings of the app, as a person reads them, cut to a part of the comment. */
function warningsBlock(warnings: string): string[] {
  const text = warnings.trim();
  const cut = text.length > WARNINGS_MAX ? `${text.slice(0, WARNINGS_MAX)}…` : text;
  return text === '' ? [] : [`Warnings:\n\n${fenced('text', `${printableLines(cut)}\n`)}`];
}

/** The name of a branch or of a file may hold characters that Markdown reads. */
function escapeMarkdown(text: string): string {
  return printableLines(text).replace(/[\\`*_<>[\]|~]/g, '\\$&');
}

/** A block of code, between fences that its text cannot end. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${fence}\n`;
}

/** The families of the tasks that change, each with its change; empty if there are none to draw. */
function pictureOf(changed: readonly TaskPlan[]): string {
  const plans = new Map(changed.map((plan) => [plan.taskId, plan]));
  const claims = new Set(changed.map(({ claim }) => claim));
  const { tasks, waits } = tasksOfFiles();
  // A removed task is not drawn. Its family is found by the claim.
  const changes = ({ tasks, workspaces }: Family) =>
    tasks.some(({ task }) => plans.has(task.taskId)) || workspaces.some(({ claim }) => claims.has(claim.name));
  const families = toFamilies(tasks, waits).filter(changes);
  const notes = new Map([...plans].map(([id, plan]) => [id, kindOf(plan)?.words ?? '']));
  return families.length === 0 ? '' : fenced('mermaid', mermaid(families, notes));
}

function usageTable({ before, after }: Plan['usage']): string {
  const rows = usageRows(before, after).map((row) => `| ${row.join(' | ')} |\n`);
  return `| maximum of all tasks that are not done | before | after |\n|---|---|---|\n${rows.join('')}`;
}
