/*
 * What somebody meant who wrote a value of another type, told by the words that say what is allowed.
 */

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** YAML 1.1's truths, which YAML 1.2 reads as text. */
const TRUTHS: Record<string, string> = {
  true: 'true',
  yes: 'true',
  on: 'true',
  false: 'false',
  no: 'false',
  off: 'false',
};

/**
 * The fix for a value of the wrong type, where it is known.
 *
 * @param written the value as it stands in its file, which may be another text than that of the value: `1.10`
 */
export function fixForType(got: unknown, allowed: string, written: string): string | undefined {
  if (got === null) {
    const least = allowed.startsWith('a list') ? '[]' : allowed.startsWith('a map') ? '{}' : 'a value';
    return `write ${least} behind it, or remove it`;
  }
  if (typeof got === 'string') {
    return fixForText(got, allowed);
  }
  if (/^text(,|$)/.test(allowed) && ['number', 'boolean'].includes(typeof got)) {
    return `write "${written}"`;
  }
  return allowed.startsWith('a list') && !Array.isArray(got) && typeof got === 'object'
    ? 'begin each item with "- "'
    : undefined;
}

function fixForText(got: string, allowed: string): string | undefined {
  if (allowed.startsWith('a whole number')) {
    const [, number, unit] = /^(\d+)([smhd]?)$/.exec(got) ?? [];
    return number && (unit ? `write ${Number(number) * (SECONDS[unit] ?? 1)}, if it is seconds` : `write ${number}`);
  }
  if (allowed === 'true or false') {
    const truth = TRUTHS[got.toLowerCase()];
    return truth && `write ${truth}`;
  }
  if (allowed.startsWith('a list')) {
    // What a shell would take for more than words is no list of words.
    return /^[\w\s./:=@-]+$/.test(got) ? `write ${JSON.stringify(got.trim().split(/\s+/))}` : undefined;
  }
  const [, key, value] = /^(\w+):(\S.*)$/.exec(got) ?? [];
  return key && allowed.startsWith('a map') ? `write a space behind the colon: ${key}: ${value}` : undefined;
}
