import type { Mistake } from '../mistakes/mistake';
import type { Source } from './source';

/** Characters that look like a space or like nothing, and that YAML reads as letters. */
const INVISIBLE = /[\u00A0\u00AD\u1680\u2000-\u200D\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF]/;
/** The invisible characters that have no width. */
const NO_WIDTH = /[\u00AD\u200B-\u200D\u2060\uFEFF]/;

/** The names of the characters that editors, web pages and keyboards insert most often. */
const NAMES: Readonly<Record<string, string>> = {
  '\u00A0': 'no-break space',
  '\u00AD': 'soft hyphen',
  '\u200B': 'zero width space',
  '\u202F': 'narrow no-break space',
  '\u3000': 'ideographic space',
  '\uFEFF': 'byte order mark',
};

/**
 * Names an invisible character in the part of the line on which the mistake is: the character is then the cause of the
 * mistake.
 */
export function nameInvisibleCharacter(source: Source, mistake: Mistake): Mistake {
  const { place } = mistake;
  if (place === undefined) {
    return mistake;
  }
  const { start, end } = place;
  const [written = ''] = source.text.slice(start.offset, end.offset).split('\n', 1);
  const index = written.search(INVISIBLE);
  if (index < 0) {
    return mistake;
  }
  const character = written.charAt(index);
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES[character] ?? 'invisible character';
  const action = NO_WIDTH.test(character) ? 'remove' : 'write a space instead of';
  return { ...mistake, fix: `${action} the ${name} (${code}) in column ${start.column + index}` };
}
