import type * as z from 'zod';
import { nearestNames } from '../mistakes/did-you-mean';
import type { Problem } from '../mistakes/problem';
import { type Expected, fromMessage, toWords, typeInWords } from './expected';

/** A problem with a value, and its path from the value that was checked. */
export interface Issue extends Problem {
  readonly path: readonly PropertyKey[];
  /** Whether the problem is the key at the end of the path, and not its value. */
  readonly key: boolean;
  /** The value, unless the problem is a key or a value that is missing. */
  readonly got?: unknown;
  /** The values that the schema takes, for a value of another type and for an unknown key. */
  readonly expected?: Expected;
  /** The key that is not known. */
  readonly name?: string;
}

/** The reasons why values and keys that people may expect are refused. */
const REASONS: Readonly<Record<string, Problem>> = {
  ReadOnlyMany: { code: 'wrong-choice', what: 'is not allowed: the agent writes to its workspace' },
  ttlSecondsAfterFinished: {
    code: 'no-ttl',
    what: 'is not a known key: Argo CD makes a Job that its TTL has removed again, and the agent runs again and again',
    fix: 'remove it; done: true removes the Job of a task that has ended',
  },
  '<<': {
    code: 'unknown-key',
    what: 'is not a known key: YAML 1.2 has no merge keys',
    fix: 'move the settings that the tasks share to defaults or to a repository',
  },
};

/** The issues that zod found, in the words of this project. */
export function issuesOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): Issue[] {
  return withoutMisspelt(error.issues.flatMap((issue) => toIssues(issue, prefix)));
}

/** Drops each missing key that is there under a misspelt name: the two issues are one mistake. */
function withoutMisspelt(issues: readonly Issue[]): Issue[] {
  const mapOf = ({ path }: Issue) => JSON.stringify(path.slice(0, -1));
  const incomplete = new Set(issues.filter(({ code }) => code === 'missing-key').map(mapOf));
  const meant = new Set<string>();
  for (const issue of issues) {
    const { name, expected } = issue;
    if (name !== undefined && expected && 'keys' in expected && incomplete.has(mapOf(issue))) {
      for (const key of nearestNames(name, expected.keys)) {
        meant.add(JSON.stringify([...issue.path.slice(0, -1), key]));
      }
    }
  }
  return issues.filter((issue) => issue.code !== 'missing-key' || !meant.has(JSON.stringify(issue.path)));
}

function toIssues(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): Issue[] {
  const path = [...prefix, ...issue.path];
  switch (issue.code) {
    case 'custom':
      return [toRuleIssue(issue, path)];
    case 'unrecognized_keys':
      return issue.keys.map((name) => toUnknownKeyIssue([...path, name], name, fromMessage(issue.message)));
    case 'invalid_union':
      return toUnionIssues(issue, path);
    case 'too_small':
      return [{ ...toValueIssue(path, issue.input), code: 'empty-list', what: 'is empty', allowed: allowedBy(issue) }];
    default:
      return [toTypeIssue(path, issue.input, fromMessage(issue.message))];
  }
}

/** The issue of a rule of this project, which carries its problem. */
function toRuleIssue(issue: z.core.$ZodIssueCustom, path: readonly PropertyKey[]): Issue {
  const { key = false, ...problem } = issue.params as unknown as Problem & { key?: boolean };
  if (key) {
    return { ...(reasonFor(String(path.at(-1))) ?? problem), path, key };
  }
  return { ...(problem.code === 'literal-secret' ? { path, key } : toValueIssue(path, issue.input)), ...problem };
}

/** The issues of the form that was probably meant: the map that has the most keys of the value. */
function toUnionIssues(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): Issue[] {
  const expected = fromMessage(issue.message);
  const forms = issue.errors
    .filter((found) => found.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys'))
    .map((found) => {
      const unknown = found.find((one) => one.code === 'unrecognized_keys' && one.path.length === 0);
      return {
        unknown: unknown?.code === 'unrecognized_keys' ? unknown.keys : [],
        known: unknown ? keysOf(fromMessage(unknown.message)) : [],
        // A key of this form that is missing shows only that another form was meant.
        inside: found.filter((one) => one !== unknown && (one.path.length > 1 || one.input !== undefined)),
      };
    })
    .sort((a, b) => a.unknown.length - b.unknown.length);
  const keys = forms.flatMap(({ known }) => known);
  const issues = [
    ...(forms[0]?.inside ?? []).flatMap((found) => toIssues(found, path)),
    ...(forms[0]?.unknown ?? [])
      .filter((name) => forms.every(({ unknown }) => unknown.includes(name)))
      .map((name) => toUnknownKeyIssue([...path, name], name, { type: 'map', keys })),
  ];
  return issues.length > 0 ? issues : [toTypeIssue(path, issue.input, expected)];
}

/** The issue of a value of the wrong type, or of a missing value. */
export function toTypeIssue(path: readonly PropertyKey[], got: unknown, expected: Expected): Issue {
  const issue = { ...toValueIssue(path, got), expected, allowed: toWords(expected) };
  if (got === undefined) {
    return { ...issue, code: 'missing-key', what: 'is missing' };
  }
  if (typeof got === 'number' && !Number.isFinite(got) && expected.type !== 'string') {
    return { ...issue, code: 'wrong-number', what: 'is not a finite number' };
  }
  if (typeof got === 'string' && 'choices' in expected) {
    return { ...issue, code: 'wrong-choice', what: reasonFor(got)?.what ?? 'is not one of the allowed values' };
  }
  return { ...issue, code: 'wrong-type', what: `is ${typeInWords(got)}` };
}

/** The issue of a key that is not known. */
export function toUnknownKeyIssue(path: readonly PropertyKey[], name: string, expected: Expected): Issue {
  const problem = reasonFor(name) ?? { code: 'unknown-key', what: 'is not a known key' };
  return { ...problem, path, key: true, allowed: keysOf(expected).join(', '), expected, name };
}

function toValueIssue(path: readonly PropertyKey[], got: unknown): Pick<Issue, 'path' | 'key' | 'got'> {
  return { path, key: false, ...(got === undefined ? {} : { got }) };
}

function allowedBy({ message }: z.core.$ZodIssue): string {
  return toWords(fromMessage(message));
}

function keysOf(expected: Expected): readonly string[] {
  return 'keys' in expected ? expected.keys : [];
}

function reasonFor(name: string): Problem | undefined {
  return Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
}
