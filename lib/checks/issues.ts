import { distance } from 'fastest-levenshtein';
import type * as z from 'zod';
import type { MistakeCode, Wrong } from './codes';

/** What is wrong, and where in the value that was checked. */
export interface Issue extends Omit<Wrong, 'fix'> {
  readonly path: readonly PropertyKey[];
  /** Whether it is the key at the path's end that is wrong, and not its value. */
  readonly key: boolean;
  /** The value, if there is one. */
  readonly got?: unknown;
  /** Made when it is shown: looking for the nearest of many names takes time. */
  readonly fix: () => string | undefined;
}

/** Reasons for values and keys that people may well expect to be allowed. */
const REASONS: Record<string, Wrong> = {
  ReadOnlyMany: { code: 'wrong-choice', what: 'is not among the access modes: the agent writes to its workspace' },
  ttlSecondsAfterFinished: {
    code: 'no-ttl',
    what: 'is not read here: Argo CD makes a Job that its TTL has removed again, and the agent runs again and again',
    fix: 'remove it; done: true takes the Job of a task that has ended away',
  },
  '<<': {
    code: 'unknown-key',
    what: 'is not read: YAML 1.2 has no merge keys',
    fix: 'put what tasks share into defaults or into a repository',
  },
};

/** The mistakes that zod found, in this project's words. */
export function issuesOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): Issue[] {
  return error.issues.flatMap((issue) => translate(issue, prefix));
}

function translate(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): Issue[] {
  const path = [...prefix, ...issue.path];
  const got = issue.input;
  const one = (wrong: Wrong, key = false): Issue[] => [
    { ...wrong, path, key, ...(got === undefined || key ? {} : { got }), fix: () => wrong.fix },
  ];
  switch (issue.code) {
    case 'custom':
      return one(issue.params as Wrong);
    case 'unrecognized_keys':
      return issue.keys.map((name) => unknownKey([...path, name], name, issue.message));
    case 'invalid_key':
      return one((issue.issues[0] as z.core.$ZodIssueCustom).params as Wrong, true);
    case 'invalid_union':
      return fromUnion(issue, path, one);
    case 'invalid_value':
      return [wrongChoice(path, got, issue.values.map(String))];
    case 'too_small':
    case 'too_big':
      return one({
        code: typeof got === 'number' ? 'wrong-number' : 'wrong-type',
        what: 'is out of range',
        allowed: issue.message,
      });
    default:
      return one(wrongType(got, issue.message));
  }
}

/** The mistakes of the branch that was meant: the one whose own shape the value has, at least in part. */
function fromUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: readonly PropertyKey[],
  one: (wrong: Wrong) => Issue[],
): Issue[] {
  const inside = issue.errors
    .filter((branch) => branch.every((found) => found.path.length > 0 && found.code !== 'unrecognized_keys'))
    .sort((a, b) => a.length - b.length)[0];
  return inside ? inside.flatMap((found) => translate(found, path)) : one(wrongType(issue.input, issue.message));
}

function wrongType(got: unknown, allowed: string): Wrong {
  if (got === undefined) {
    return { code: 'missing-key', what: 'is missing', allowed };
  }
  if (typeof got === 'number' && allowed.startsWith('a whole number')) {
    return { code: 'wrong-number', what: 'is not such a number', allowed };
  }
  const quotable = allowed.startsWith('text') && ['number', 'boolean'].includes(typeof got);
  return { code: 'wrong-type', what: `is ${typeName(got)}`, allowed, ...(quotable ? { fix: `write "${got}"` } : {}) };
}

function wrongChoice(path: readonly PropertyKey[], got: unknown, values: readonly string[]): Issue {
  const reason = typeof got === 'string' && Object.hasOwn(REASONS, got) ? REASONS[got] : undefined;
  const code: MistakeCode = got === undefined ? 'missing-key' : typeof got === 'string' ? 'wrong-choice' : 'wrong-type';
  const what = reason?.what ?? (got === undefined ? 'is missing' : 'is not among the allowed values');
  return { path, key: false, code, what, got, allowed: values.join(', '), fix: () => didYouMean(String(got), values) };
}

function unknownKey(path: readonly PropertyKey[], name: string, known: string): Issue {
  const reason = Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
  const { code, what }: Wrong = reason ?? { code: 'unknown-key', what: 'is not a key that is read here' };
  return { path, key: true, code, what, allowed: known, fix: () => reason?.fix ?? didYouMean(name, known.split(', ')) };
}

/** `did you mean …?`, where one of the names is near enough to be meant. */
export function didYouMean(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    // The same letters in another case are what was meant, however many they are.
    const steps = distance(name.toLowerCase(), candidate.toLowerCase());
    if (steps < least) {
      [best, least] = [candidate, steps];
    }
  }
  return best === undefined ? undefined : `did you mean ${best}?`;
}

function typeName(value: unknown): string {
  if (value === null) {
    return 'empty';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return (
    { object: 'a map', string: 'text', number: 'a number', boolean: 'true or false' }[typeof value as string] ??
    typeof value
  );
}
