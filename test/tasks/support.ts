import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedTasks, loadTasks, type Mistake, MistakesError, type Warning } from '../../lib';
import { scratchFolder } from '../support';

/** YAML without the indentation that it has in the test. */
export function yaml({ raw: [text = ''] }: TemplateStringsArray): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}

/** A file with one task, `task1`, that says these lines. */
export function task(...lines: string[]): string {
  return ['tasks:', '  - taskId: task1', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

/** A text without its ▶ marks, and the line and column of each. */
export function unmark(marked: string): { text: string; places: string[] } {
  const before = marked.split('▶').slice(0, -1);
  const places = before.map((_, index) => {
    const lines = before
      .slice(0, index + 1)
      .join('')
      .split('\n');
    return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  });
  return { text: marked.replaceAll('▶', ''), places };
}

/** Where a mistake is, as `line:column`. */
export function where({ place }: Mistake): string {
  const { line, column } = (place as NonNullable<typeof place>).start;
  return `${line}:${column}`;
}

/** The error that loading tasks ends in. */
export function refusal(load: () => unknown): MistakesError {
  try {
    load();
  } catch (error) {
    if (error instanceof MistakesError) {
      return error;
    }
    throw error;
  }
  throw new Error('the tasks are right');
}

/** Loads a text as a file of tasks of its own. The warnings have to be complete. */
export function textLoader(): (text: string | Buffer) => LoadedTasks {
  const file = join(scratchFolder(), 'tasks.yaml');
  return (text) => {
    writeFileSync(file, text);
    const loaded = loadTasks(file);
    expectComplete(loaded.warnings, String(text));
    return loaded;
  };
}

/**
 * Expects that each part of mistakes or warnings is a whole sentence, and that each related place is one key or value.
 *
 * @param text the file with the related places, if there is only one
 */
export function expectComplete(findings: readonly (Mistake | Warning)[], text?: string): void {
  for (const { message, allowed, fix, related = [] } of findings) {
    const parts = [message, allowed, fix, ...related.map((one) => one.message)];
    for (const part of parts.filter((one) => one !== undefined)) {
      expect(part).not.toMatch(/^$|^[ ,;:]|[ ,;]$| {2}|undefined/);
    }
    for (const { place } of text === undefined ? [] : related) {
      expect(text?.slice(place.start.offset, place.end.offset)).not.toMatch(/^$|^\{|: /);
    }
  }
}
