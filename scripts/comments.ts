import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The doc comment of a member of an interface. */
export interface Comment {
  /** Its paragraphs, each on one line, as Markdown. */
  readonly paragraphs: readonly string[];
  /** The text of `@default`. */
  readonly default?: string;
  /** The address in `@see`. */
  readonly see?: string;
}

/** The files whose doc comments describe the settings of tasks.yaml. */
const FILES = [
  'lib/settings/claim-settings.ts',
  'lib/settings/job-settings.ts',
  'lib/settings/task-settings.ts',
  'lib/tasks/task.ts',
];

/** Reads the doc comments of the members of every exported interface, by `Interface.member`. */
export function readComments(): ReadonlyMap<string, Comment> {
  const comments = new Map<string, Comment>();
  for (const file of FILES) {
    const text = readFileSync(join(__dirname, '..', file), 'utf8');
    for (const [, name, body = ''] of text.matchAll(/^export interface (\w+).*?\{\n(.*?)^\}/gms)) {
      for (const [, comment = '', member] of body.matchAll(/^ {2}\/\*\*(.*?)\*\/\n {2}readonly (\w+)/gms)) {
        comments.set(`${name}.${member}`, parse(comment));
      }
    }
  }
  return comments;
}

function parse(comment: string): Comment {
  const text = comment.replace(/^ *\* ?/gm, '').trim();
  const [prose = '', ...tags] = text.split(/^@/m);
  const tag = (name: string) =>
    tags
      .find((one) => one.startsWith(`${name} `))
      ?.slice(name.length)
      .replace(/\s+/g, ' ')
      .trim();
  const [byDefault, see] = [tag('default'), tag('see')];
  return {
    paragraphs: prose
      .trim()
      .split(/\n\n+/)
      .map((one) => one.replace(/\s+/g, ' ')),
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(see === undefined ? {} : { see }),
  };
}

/** The comment of a setting, from the first of the interfaces that declares it. */
export function commentOf(comments: ReadonlyMap<string, Comment>, interfaces: readonly string[], key: string): Comment {
  for (const name of interfaces) {
    const comment = comments.get(`${name}.${key}`);
    if (comment) {
      return comment;
    }
  }
  throw new Error(`no comment on ${key} in ${interfaces.join(', ')}`);
}

/** The interfaces that declare the settings of a task. */
export const TASK_INTERFACES = ['TaskEntry', 'TaskSettings', 'ClaimSettings', 'JobSettings'];
