import { MistakesError } from '../../mistakes/mistakes-error';
import { UserError } from '../../mistakes/user-error';
import { readTasks } from '../../tasks/load';
import { SETTINGS } from '../explain/fields';
import type { VerbEntry } from '../verb';
import { SCRIPTS } from './scripts';

/**
 * The words that can stand where the last word stands.
 *
 * @param words the words after `cdk8s-keruta`; the last one is incomplete, or empty
 */
export function candidatesFor(words: readonly string[], verbs: Readonly<Record<string, VerbEntry>>): string[] {
  const current = words.at(-1) ?? '';
  return allCandidates(words, current, verbs).filter((word) => word.startsWith(current));
}

function allCandidates(
  words: readonly string[],
  current: string,
  verbs: Readonly<Record<string, VerbEntry>>,
): readonly string[] {
  const names = Object.keys(verbs);
  if (words.length <= 1) {
    return [...names, 'help', '--help', '--version'];
  }
  const [name = ''] = words;
  const entry = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!entry) {
    return name === 'help' && words.length === 2 ? names : [];
  }
  const options = optionsIn(entry.load().help);
  const previous = words.at(-2) ?? '';
  const values = options.flatMap(({ option, value }) => (option === previous && value !== undefined ? [value] : []));
  if (values.length > 0) {
    return values.includes('TASK') ? taskIds() : values.filter((value) => !/^[A-Z]/.test(value));
  }
  if (current.startsWith('-')) {
    return [...new Set(options.map(({ option }) => option)), '--help'];
  }
  return positionalsOf(name, entry.load().help, words.slice(1, -1).filter((word) => !word.startsWith('-')).length);
}

/**
 * The words for an argument that is not an option. The first line of the help says whether a verb takes `TASK`, or `TASK...`.
 *
 * @param position how many such arguments stand before
 */
function positionalsOf(verb: string, help: string, position: number): readonly string[] {
  if (verb === 'completion' && position === 0) {
    return Object.keys(SCRIPTS);
  }
  const [, several] = /^\S+ \S+ \[?TASK\b(\.\.\.)?/.exec(help) ?? [];
  if (several !== undefined || (position === 0 && /^\S+ \S+ \[?TASK\b/.test(help))) {
    return taskIds();
  }
  return verb === 'explain' && position === 1 ? SETTINGS : [];
}

/** The ids of the tasks, or none if the tasks have mistakes: a completion prints no messages. */
function taskIds(): string[] {
  try {
    return readTasks().merged.tasks.map(({ settings }) => settings.taskId as string);
  } catch (error) {
    if (error instanceof MistakesError || error instanceof UserError) {
      return [];
    }
    throw error;
  }
}

/**
 * The options that the help of a verb lists. A word in small letters after an option is a value: `--format json`. A word in
 * capital letters stands for values.
 */
function optionsIn(help: string): { readonly option: string; readonly value: string | undefined }[] {
  const lines = help.matchAll(/^ {2}(--[a-z-]+)(?: ([a-z]+|[A-Z=]+))? {2,}/gm);
  return [...lines].map(([, option = '', value]) => ({ option, value }));
}
