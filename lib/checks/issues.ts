import type * as z from 'zod';
import { didYouMean } from '../mistakes/did-you-mean';
import type { Problem } from '../mistakes/problem';
import { fixForType } from './wrong-type';

/** What is wrong, and where in the value that was checked. */
export interface Issue extends Omit<Problem, 'fix'> {
  readonly path: readonly PropertyKey[];
  /** Whether it is the key at the path's end that is wrong, and not its value. */
  readonly key: boolean;
  /** The value, if there is one. */
  readonly got?: unknown;
  /**
   * Made when it is shown: looking for the nearest of many names takes time.
   *
   * @param written the value as it stands in its file, which may be another text than that of the value: `1.10`
   */
  readonly fix: (written?: string) => string | undefined;
}

/** Reasons for values and keys that people may well expect to be allowed. */
const REASONS: Record<string, Problem> = {
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

/** What kubectl calls the access modes. */
const SHORT: Partial<Record<string, string>> = {
  RWO: 'ReadWriteOnce',
  RWX: 'ReadWriteMany',
  RWOP: 'ReadWriteOncePod',
};

/** The mistakes that zod found, in this project's words. */
export function issuesOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): Issue[] {
  return withoutMisspelt(error.issues.flatMap((issue) => translate(issue, prefix)));
}

/** What is missing and is there under a name that nothing reads is one mistake, and not two. */
function withoutMisspelt(issues: readonly Issue[]): Issue[] {
  const around = ({ path }: Issue) => path.slice(0, -1).join('\0');
  const lacking = new Set(issues.filter(({ code }) => code === 'missing-key').map(around));
  const proposed = new Set(
    issues
      .filter((issue) => issue.code === 'unknown-key' && lacking.has(around(issue)))
      .map((issue) => `${around(issue)}\0${issue.fix()}`),
  );
  const proposal = (issue: Issue) => `${around(issue)}\0did you mean ${String(issue.path.at(-1))}?`;
  return issues.filter((issue) => issue.code !== 'missing-key' || !proposed.has(proposal(issue)));
}

function translate(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): Issue[] {
  const path = [...prefix, ...issue.path];
  const got = issue.input;
  const one = ({ code, what, allowed, fix }: Problem, key = false): Issue[] => [
    { code, what, allowed, path, key, ...(got === undefined || key ? {} : { got }), fix: () => fix },
  ];
  switch (issue.code) {
    case 'custom': {
      const key = issue.params?.key === true;
      return one((key ? reasonFor(String(path.at(-1))) : undefined) ?? (issue.params as Problem), key);
    }
    case 'unrecognized_keys':
      return issue.keys.map((name) => unknownKey([...path, name], name, issue.message));
    case 'invalid_union':
      return fromUnion(issue, path);
    case 'invalid_value':
      return [wrongChoice(path, got, issue.values.map(String))];
    case 'too_small':
      return one({ code: 'empty-list', what: 'is empty', allowed: issue.message });
    default:
      return [wrongType(path, got, issue.message)];
  }
}

/** The mistakes of the form that was meant: of those that are maps, the one that knows most of the value's keys. */
function fromUnion(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): Issue[] {
  const word = issue.errors.flat().find((found) => found.code === 'invalid_value' && found.path.length === 0);
  if (word?.code === 'invalid_value' && typeof issue.input === 'string') {
    return [{ ...wrongChoice(path, issue.input, issue.message.split(/, | or /)), allowed: issue.message }];
  }
  const forms = issue.errors
    .filter((found) => found.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys'))
    .map((found) => {
      const [unknown] = found.filter((one) => one.code === 'unrecognized_keys' && one.path.length === 0);
      // That a form's own key is missing says only that another form was meant.
      const inside = found.filter((one) => one !== unknown && (one.path.length > 1 || one.input !== undefined));
      return { names: unknown?.code === 'unrecognized_keys' ? unknown.keys : [], known: unknown?.message, inside };
    })
    .sort((a, b) => a.names.length - b.names.length);
  const known = forms.map((form) => form.known).join(', ');
  const mistakes = [
    ...(forms[0]?.inside ?? []).flatMap((found) => translate(found, path)),
    ...(forms[0]?.names ?? [])
      .filter((name) => forms.every(({ names }) => names.includes(name)))
      .map((name) => unknownKey([...path, name], name, known)),
  ];
  return mistakes.length > 0 ? mistakes : [wrongType(path, issue.input, issue.message)];
}

function wrongType(path: readonly PropertyKey[], got: unknown, allowed: string): Issue {
  const issue = { path, key: false, allowed, fix: () => undefined };
  if (got === undefined) {
    return { ...issue, code: 'missing-key', what: 'is missing' };
  }
  const text = allowed.startsWith('text');
  if (typeof got === 'number' && !Number.isFinite(got) && !text) {
    return { ...issue, code: 'wrong-number', what: 'is not a finite number', got };
  }
  const fix = (written = String(got)) => fixForType(got, allowed, written);
  return { ...issue, code: 'wrong-type', what: `is ${typeName(got)}`, got, fix };
}

function wrongChoice(path: readonly PropertyKey[], got: unknown, values: readonly string[]): Issue {
  const allowed = values.join(', ');
  if (typeof got !== 'string') {
    return wrongType(path, got, allowed);
  }
  const what = reasonFor(got)?.what ?? 'is not among the allowed values';
  const short = SHORT[got.toUpperCase()];
  const fix = () => (short ? `did you mean ${short}?` : didYouMean(got, values));
  return { path, key: false, code: 'wrong-choice', what, got, allowed, fix };
}

function unknownKey(path: readonly PropertyKey[], name: string, known: string): Issue {
  const reason = reasonFor(name);
  const { code, what }: Problem = reason ?? { code: 'unknown-key', what: 'is not a key that is read here' };
  return { path, key: true, code, what, allowed: known, fix: () => reason?.fix ?? didYouMean(name, known.split(', ')) };
}

function reasonFor(name: string): Problem | undefined {
  return Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
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
