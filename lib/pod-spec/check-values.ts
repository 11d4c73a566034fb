import type { Issue } from '../checks/issues';
import type { Problem } from '../mistakes/problem';
import { FIELD_RULES, wrong } from './field-rules';
import { fieldShape } from './shapes';
import { ONE_OF, REQUIRED, TYPE_RULES } from './type-rules';

type Path = readonly PropertyKey[];
type Fields = Readonly<Record<string, unknown>>;

/** Checks the values of a pod spec by the rules of the API server. */
export function checkValues(podSpec: object): Issue[] {
  return checkType(podSpec as Fields, 'PodSpec', []);
}

/** Values without an issue, and their types: tasks share the parts of a pod spec that come from the defaults. */
const typesWithoutIssue = new WeakMap<object, string>();

function checkType(value: Fields, type: string, path: Path): Issue[] {
  if (typesWithoutIssue.get(value) === type) {
    return [];
  }
  const issues = issuesOf(value, type, path);
  if (issues.length === 0) {
    typesWithoutIssue.set(value, type);
  }
  return issues;
}

function issuesOf(value: Fields, type: string, path: Path): Issue[] {
  return [
    ...checkOneOf(value, type, path),
    ...checkPresent(value, type, path),
    ...[...(TYPE_RULES[type]?.(value) ?? [])].map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
    ...Object.entries(value).flatMap(([field, inner]) => {
      const kind = fieldShape(type, field)?.type ?? '';
      const rule = FIELD_RULES[`${type}.${field}`];
      const items = Array.isArray(inner)
        ? inner.map((item, index) => [item, [...path, field, index]] as const)
        : [[inner, [...path, field]] as const];
      return items.flatMap(([item, at]) => [
        ...(rule ? toIssues(rule(item), item, at) : []),
        ...(typeof item === 'object' && item !== null ? checkType(item, kind.replace('[]', ''), at) : []),
      ]);
    }),
  ];
}

function checkOneOf(value: Fields, type: string, path: Path): Issue[] {
  const fields = ONE_OF[type];
  if (!fields) {
    return [];
  }
  const set = fields.filter((field) => value[field] !== undefined);
  const what = set.length === 0 ? 'has no source or handler' : `has more than one of ${set.join(', ')}`;
  return set.length === 1 ? [] : [{ ...wrong(what, `one of ${fields.join(', ')}`), path, key: true }];
}

function checkPresent(value: Fields, type: string, path: Path): Issue[] {
  const field = REQUIRED[type];
  const present = field === undefined ? true : value[field];
  return present !== undefined && !(Array.isArray(present) && present.length === 0)
    ? []
    : [{ code: 'missing-key', what: `has no ${field}`, fix: `set ${field}`, path, key: true }];
}

function toIssues(problem: Problem | undefined, got: unknown, path: Path): Issue[] {
  return problem ? [{ ...problem, got, path, key: false }] : [];
}
