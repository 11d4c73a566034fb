import { didYouMean } from '../mistakes/did-you-mean';
import type { Expected } from './expected';
import type { Issue } from './issues';
import { fixForKubernetesKey, fixForKubernetesValue } from './kubernetes-fix';

/*
 * The fix for a value of the wrong type, and for a misspelt name.
 */

/** The author of a number of bytes below this one probably left out the unit. */
const UNIT_MISSING = 2 ** 20;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** The booleans of YAML 1.1, which are strings in YAML 1.2. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};
/** The short names of the access modes in the output of kubectl. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  RWO: 'ReadWriteOnce',
  RWX: 'ReadWriteMany',
  RWOP: 'ReadWriteOncePod',
};

/**
 * The fix for an issue, if there is one.
 *
 * @param written the value as it is written in the file, which may differ from the value: `1.10`
 */
export function fixOf(issue: Issue, written?: string): string | undefined {
  const { expected, got, fix, name } = issue;
  if (fix !== undefined || expected === undefined) {
    return fix;
  }
  if (name !== undefined) {
    return 'keys' in expected
      ? (fixForKubernetesKey(name, expected.keys) ?? didYouMean(name, expected.keys))
      : undefined;
  }
  if (issue.code === 'missing-key') {
    return undefined;
  }
  if (typeof got === 'string') {
    return fixForString(got, expected);
  }
  return fixForType(got, expected, written ?? String(got));
}

function fixForType(got: unknown, expected: Expected, written: string): string | undefined {
  const { type } = expected;
  if (got === null) {
    const empty = type === 'list' ? '[]' : type === 'map' ? '{}' : 'a value';
    return `write ${empty} after the colon, or remove the key`;
  }
  if (typeof got === 'number' || typeof got === 'boolean') {
    if (type === 'string' && expected.unit !== undefined && typeof got === 'number' && got > 0 && got < UNIT_MISSING) {
      return `did you mean ${written}${expected.unit}?`;
    }
    const quotable = type === 'union' ? expected.quotable : type === 'string' && !expected.choices;
    return quotable ? `write "${written}"` : undefined;
  }
  return (
    fixForKubernetesValue(got, expected) ??
    (type === 'list' && !Array.isArray(got) ? 'begin each item with "- "' : undefined)
  );
}

function fixForString(got: string, expected: Expected): string | undefined {
  if (expected.type === 'string' || expected.type === 'union') {
    const long = SHORT_NAMES[got.toUpperCase()];
    return long === undefined ? didYouMean(got, expected.choices ?? []) : `did you mean ${long}?`;
  }
  if (expected.type === 'integer') {
    const [, number, unit = ''] = /^(\d+)([smhd]?)$/.exec(got) ?? [];
    if (number === undefined) {
      return undefined;
    }
    return unit === '' ? `write ${number}` : `write ${Number(number) * (SECONDS[unit] ?? 1)}, if the unit is seconds`;
  }
  if (expected.type === 'boolean') {
    const boolean = BOOLEANS[got.toLowerCase()];
    return boolean === undefined ? undefined : `write ${boolean}`;
  }
  if (expected.type === 'list') {
    // A string with characters that a shell interprets is more than a list of words.
    return /^[\w\s./:=@-]+$/.test(got) ? `write ${JSON.stringify(got.trim().split(/\s+/))}` : undefined;
  }
  const [, key, value] = /^(\w+):(\S.*)$/.exec(got) ?? [];
  return key !== undefined && expected.type === 'map' ? `write a space after the colon: ${key}: ${value}` : undefined;
}
