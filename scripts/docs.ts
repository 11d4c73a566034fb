import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { issuesOf } from '../lib/checks/issues';
import { MISTAKES, WARNINGS } from '../lib/mistakes/codes';
import { defaultsShape, fileShape, storageClassShape, taskShape } from '../lib/tasks/shape';
import { MERGED_KEYS } from '../lib/tasks/task';
import { type Comment, commentOf, readComments, TASK_INTERFACES } from './comments';
import { recipesPage } from './recipes';

type Shape = z.ZodObject<Record<string, z.ZodType>>;

const DOCS = join(__dirname, '..', 'docs');

/** docs/settings.md: every key of tasks.yaml. */
export function settingsPage(): string {
  const ofTasksOnly = Object.keys(taskShape.shape).filter((key) => !Object.hasOwn(defaultsShape.shape, key));
  return page(
    '# Settings',
    'A setting is taken from the task, else from its repository, else from `defaults`, else from the defaults below. ' +
      `The maps ${MERGED_KEYS.map(code).join(', ')} are merged by key. ` +
      'Wrong values are refused, all of them in one run: see [mistakes](mistakes.md). [Recipes](recipes.md) has examples of ' +
      '`podSpec`, and [agent](agent.md) says what the image of an agent must have.',
    '## The file',
    'A folder of files works too: `KERUTA_TASKS=folder`. Each section but `tasks` then stands in one of the files.',
    table(fileShape as unknown as Shape, ['TasksFile']),
    '## A task',
    `All of these but ${ofTasksOnly.map(code).join(', ')} may also stand in \`defaults\` and in a repository. ` +
      'Claim settings from there are used for tasks that own a claim, and for no other.',
    table(taskShape as unknown as Shape, TASK_INTERFACES),
    '## A storage class',
    'A class that is not under `storageClasses` may be used too; nothing is known of it then.',
    table(storageClassShape as unknown as Shape, ['StorageClassEntry']),
  );
}

/** docs/mistakes.md: every code. */
export function mistakesPage(): string {
  return page(
    '# Mistakes and warnings',
    'Every mistake is shown with its file, line and column, the line itself, what is wrong, the value, what is allowed, ' +
      'and the fix, if one is known. The code in square brackets names the kind of the mistake. As long as there is a ' +
      'mistake, nothing is written.',
    codesTable(MISTAKES),
    '## Warnings',
    'A warning is shown in the same way. It keeps nothing from being written: the settings are allowed, but they may not ' +
      'do what their author expects.',
    codesTable(WARNINGS),
  );
}

function codesTable(codes: Readonly<Record<string, string>>): string {
  const rows = Object.entries(codes).map(([name, meaning]) => `| ${code(name)} | ${meaning} |`);
  return ['| code | meaning |', '|---|---|', ...rows].join('\n');
}

function page(...parts: readonly string[]): string {
  return `${['<!-- Written by npm run docs. -->', ...parts].join('\n\n')}\n`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(shape: Shape, interfaces: readonly string[]): string {
  const comments = readComments();
  const rows = Object.entries(shape.shape).map(([key, value]) => {
    const { paragraphs, default: byDefault, see } = commentOf(comments, interfaces, key);
    const meaning = [...paragraphs, ...(see ? [`[More](${see})`] : [])].join(' ');
    return [code(key), meaning, defaultText(byDefault, value), limits(value)].map(cell).join(' | ');
  });
  return ['| key | meaning | default | allowed |', '|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

function defaultText(byDefault: Comment['default'], value: z.ZodType): string {
  if (byDefault === undefined) {
    return value.safeParse(undefined).success ? '' : 'none: it has to be there';
  }
  return byDefault.startsWith('- ') ? byDefault.slice(2) : code(byDefault);
}

/** The allowed values of a setting, taken from the messages of the checker for values that are certainly wrong. */
function limits(value: z.ZodType): string {
  const said = [[], null, '', '-', '\n'].flatMap((probe) => {
    const result = value.safeParse(probe, { reportInput: true });
    return result.success ? [] : issuesOf(result.error).map(({ allowed }) => allowed ?? '');
  });
  const most = said.find((one) => one !== 'text' && one !== '') ?? 'text';
  return most.length <= 120 ? most : 'a map, as below';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (require.main === module) {
  writeFileSync(join(DOCS, 'settings.md'), settingsPage());
  writeFileSync(join(DOCS, 'mistakes.md'), mistakesPage());
  writeFileSync(join(DOCS, 'recipes.md'), recipesPage());
}
