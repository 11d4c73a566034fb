import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { fileShape } from '../lib/tasks/shape';
import { type Comment, commentOf, readComments, TASK_INTERFACES } from './comments';
import { podSpecDefinitions } from './pod-spec/definitions';

/** A part of a JSON schema. */
export type Schema = { [keyword: string]: unknown; properties?: Record<string, Schema> };

const FILE = join(__dirname, '..', 'schema', 'tasks.schema.json');

/** The schema of tasks.yaml for editors: made of the checker's own shapes, described by the doc comments. */
export function tasksSchema(): Schema {
  const comments = readComments();
  const { $schema, ...file } = z.toJSONSchema(fileShape, { io: 'input' }) as Schema;
  const { tasks, defaults, repositories, storageClasses } = file.properties as Record<string, Schema>;
  describe(file, comments, ['TasksFile']);
  for (const settings of [tasks?.items, defaults, repositories?.additionalProperties]) {
    referToPodSpec(settings as Schema);
    describe(settings as Schema, comments, TASK_INTERFACES);
  }
  describe(storageClasses?.additionalProperties as Schema, comments, ['StorageClassEntry']);
  return { $schema, title: 'Tasks of keruta', ...file, $defs: podSpecDefinitions() };
}

/** Lets an editor complete the fields of a pod spec. */
function referToPodSpec({ properties }: Schema): void {
  if (properties?.podSpec) {
    properties.podSpec = { $ref: '#/$defs/PodSpec' };
  }
}

/** The file's content. */
export function schemaText(): string {
  return `${JSON.stringify(tasksSchema(), undefined, 2)}\n`;
}

function describe(schema: Schema, comments: ReadonlyMap<string, Comment>, interfaces: readonly string[]): void {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const comment = commentOf(comments, interfaces, key);
    const byDefault = comment.default === undefined ? [] : [`Default: ${comment.default.replace(/^- /, '')}`];
    const text = [...comment.paragraphs, ...byDefault].join('\n\n');
    Object.assign(property, {
      description: text.replaceAll('`', ''),
      markdownDescription: comment.see ? `${text}\n\n[More](${comment.see})` : text,
      ...defaultOf(property, comment.default),
    });
  }
}

/** A default that is a value. One that begins with a dash is a sentence; one with `{taskId}` is made for each task. */
function defaultOf({ type }: Schema, text: string | undefined): { default?: unknown } {
  if (text === undefined || text.startsWith('- ') || text.includes('{taskId}')) {
    return {};
  }
  return { default: type === 'array' ? text.split(' ') : parse(text) };
}

if (require.main === module) {
  writeFileSync(FILE, schemaText());
}
