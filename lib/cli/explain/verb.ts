import { parseArgs } from 'node:util';
import { didYouMean } from '../../mistakes/did-you-mean';
import { UserError } from '../../mistakes/user-error';
import { readTasks } from '../../tasks/load';
import { tasksById } from '../../tasks/merge';
import { MERGED_KEYS } from '../../tasks/task';
import { describeUnknownTasks } from '../app/unknown-task';
import { OUTPUT_HELP } from '../output';
import type { Io, Verb } from '../verb';
import { type Explanation, explainTask, type Origin, toManifestNames } from './explain-task';
import { SETTINGS } from './fields';

export const explain: Verb = {
  help: `cdk8s-keruta explain TASK [FIELD] [--json] [--output FILE]

Shows the origin of each value of a task: the task itself, its repository, the defaults, or built in; with file and line,
and with the values that it overrides. Shows also the fields of the Job and the claim that the setting sets, as TaskChart
writes them.

  FIELD              one setting, as in tasks.yaml: image, env, env.NODE_ENV, podSpec.containers[main].args
  --json             task, file, line, job, claim and the settings: setting, value, from, file, line, column, overrides,
                     fields
${OUTPUT_HELP}
Examples:
  cdk8s-keruta explain login-page
  cdk8s-keruta explain login-page image

Exit codes: 0 explained; 1 no such task or setting, or mistakes in the tasks; 3 it could not be done.
`,
  run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [taskId, field, ...surplus] = positionals;
    if (taskId === undefined || surplus.length > 0) {
      throw new UserError('explain takes one task and at most one setting; see cdk8s-keruta explain --help');
    }
    const all = readTasks();
    const byId = tasksById(all.merged);
    const task = byId.get(taskId);
    if (!task) {
      io.stderr(`cdk8s-keruta explain: ${describeUnknownTasks([taskId], [...byId.keys()])}\n`);
      return 1;
    }
    if (field !== undefined && !isSetting(field)) {
      const texts = [`no setting ${field}`, didYouMean(field, SETTINGS), `allowed: ${SETTINGS.join(', ')}`];
      io.stderr(`cdk8s-keruta explain: ${texts.filter((text) => text !== undefined).join('; ')}\n`);
      return 1;
    }
    const settings = explainTask(task, all, byId).filter(
      ({ setting }) => field === undefined || setting === field || /^[.[]/.test(afterPrefix(setting, field)),
    );
    const { file, start } = task.entry.at('taskId');
    const { line } = start;
    const { jobName, claim } = toManifestNames(task, all, byId);
    const job = task.settings.done ? undefined : jobName;
    if (values.json) {
      io.stdout(`${JSON.stringify({ task: taskId, file, line, job, claim: claim.name, settings }, null, 2)}\n`);
      return 0;
    }
    io.stdout(
      `task ${taskId}, ${file}:${line}: ${job ? `Job ${job}` : 'done, so no Job,'} on PersistentVolumeClaim ${claim.name}\n\n`,
    );
    printSettings(settings, io);
    io.stdout(notSet(field, settings));
    return 0;
  },
};

function isSetting(field: string): boolean {
  const [map, ...name] = field.split('.');
  return name.length === 0
    ? (SETTINGS as readonly string[]).includes(field)
    : ([...MERGED_KEYS, 'podSpec'] as readonly (string | undefined)[]).includes(map);
}

/** The rest of a text that begins with another one, else an empty text. */
function afterPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}

function printSettings(settings: readonly Explanation[], io: Io): void {
  const dim = (text: string) => (io.color ? `\x1b[2m${text}\x1b[0m` : text);
  const shown = settings.map((one) => ({ ...one, text: toOneLine(one.value), origin: originText(one) }));
  const [nameWidth, valueWidth] = [
    columnWidth(shown.map(({ setting }) => setting)),
    columnWidth(shown.map(({ text }) => text)),
  ];
  for (const { setting, value, text, origin, overrides = [], fields } of shown) {
    io.stdout(`${setting.padEnd(nameWidth)}  ${text.padEnd(valueWidth)}  ${origin}\n`);
    for (const overridden of overrides) {
      io.stdout(`${dim(`  overrides ${toOneLine(overridden.value)} of ${originText(overridden)}`)}\n`);
    }
    for (const field of fields) {
      const other = toOneLine(field.value) === toOneLine(value) ? '' : `: ${toOneLine(field.value)}`;
      io.stdout(`${dim(`  ${field.kind} ${field.path}${other}`)}\n`);
    }
  }
}

/** The maximum width of the column of values: a longer value does not move the origins of the others. */
const WIDEST = 40;

function columnWidth(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length).filter((length) => length <= WIDEST));
}

/** A value on one line. A terminal executes control characters, which JSON escapes. */
function toOneLine(value: unknown): string {
  return typeof value === 'string' && /^[^\p{Cc}]+$/u.test(value) ? value : JSON.stringify(value);
}

function originText({ from, repository, claimOf, file, line }: Origin): string {
  const whose = claimOf === undefined ? '' : `claim of ${claimOf}: `;
  const what = repository === undefined ? from : `repository ${repository}`;
  return `${whose}${what}${file === undefined ? '' : `, ${file}:${line}`}`;
}

function notSet(field: string | undefined, settings: readonly Explanation[]): string {
  if (field !== undefined) {
    return settings.length > 0 ? '' : `${field} is not set${describeDefault(field)}\n`;
  }
  const set = new Set(settings.map(({ setting }) => setting.split('.')[0]));
  return `\nnot set: ${SETTINGS.filter((setting) => !set.has(setting)).join(', ')}\n`;
}

/** The default of a setting, as the schema describes it. */
function describeDefault(field: string): string {
  const { tasks } = (require('cdk8s-keruta/schema') as TasksSchema).properties;
  const [, byDefault] = /^Default: (.*)$/m.exec(tasks.items.properties[field]?.description ?? '') ?? [];
  return byDefault === undefined ? '' : `: ${byDefault}`;
}

/** The parts of the schema that are read here. */
interface TasksSchema {
  readonly properties: {
    readonly tasks: { readonly items: { readonly properties: Record<string, { readonly description?: string }> } };
  };
}
