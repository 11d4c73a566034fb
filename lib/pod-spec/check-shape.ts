import type { Expected } from '../checks/expected';
import { type Issue, toTypeIssue, toUnknownKeyIssue } from '../checks/issues';
import { checkQuantity } from '../checks/quantity';
import { checkSecret } from '../checks/text';
import { minorOf } from '../settings/kubernetes';
import { isMap } from '../settings/maps';
import { fieldShape, podSpecShapes, typeShape } from './shapes';

type Path = readonly PropertyKey[];

const INTEGERS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/**
 * Checks the fields, types and values of a pod spec, or of a part of one, against a release of Kubernetes.
 *
 * @param version the release, such as `1.35`
 */
export function checkShape(podSpec: unknown, version: string): Issue[] {
  return checkValue(podSpec, 'PodSpec', [], version);
}

function checkValue(value: unknown, type: string, path: Path, version: string): Issue[] {
  if (type.startsWith('[]')) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => checkValue(item, type.slice(2), [...path, index], version))
      : [toTypeIssue(path, value, { type: 'list', of: 'items' })];
  }
  if (type.startsWith('{}')) {
    return isMap(value)
      ? Object.entries(value).flatMap(([name, inner]) => checkValue(inner, type.slice(2), [...path, name], version))
      : [toTypeIssue(path, value, { type: 'map', from: 'names to values' })];
  }
  return typeShape(type) ? checkFields(value, type, path, version) : checkScalar(value, type, path, version);
}

function checkFields(value: unknown, type: string, path: Path, version: string): Issue[] {
  const keys = Object.entries(typeShape(type) ?? {})
    .filter(([, { since, until }]) => !isAfter(since, version) && !isBefore(until, version))
    .map(([name]) => name);
  if (!isMap(value)) {
    return [toTypeIssue(path, value, { type: 'map', keys })];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = fieldShape(type, name);
    const at = [...path, name];
    if (!field) {
      return [toUnknownKeyIssue(at, name, { type: 'map', keys })];
    }
    if (isBefore(field.until, version)) {
      return [tooNew(at, true, `is not known since the release after Kubernetes ${field.until}`, version)];
    }
    return isAfter(field.since, version)
      ? [tooNew(at, true, `came with Kubernetes ${field.since}`, version)]
      : checkValue(inner, field.type, at, version);
  });
}

function checkScalar(value: unknown, type: string, path: Path, version: string): Issue[] {
  const { enums } = podSpecShapes();
  const values = Object.hasOwn(enums, type) ? enums[type] : undefined;
  if (values) {
    return checkChoice(value, values, path, version);
  }
  const range = INTEGERS[type];
  if (range) {
    return checkInteger(value, range, path);
  }
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : [toTypeIssue(path, value, { type: 'boolean' })];
    case 'quantity':
      return checkQuantityValue(value, path);
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value)
        ? []
        : [toTypeIssue(path, value, { type: 'union', form: 'an integer or a string' })];
    case 'string':
      return checkString(value, path);
    default:
      return [];
  }
}

function checkString(value: unknown, path: Path): Issue[] {
  if (typeof value !== 'string') {
    return [toTypeIssue(path, value, { type: 'string' })];
  }
  const secret = checkSecret(value);
  return secret ? [{ ...secret, path, key: false }] : [];
}

function checkInteger(value: unknown, [min, max]: readonly [number, number], path: Path): Issue[] {
  const expected: Expected = { type: 'integer', min, max };
  if (typeof value !== 'number') {
    const isOctal = typeof value === 'string' && /^0[0-7]{3}$/.test(value);
    return [{ ...toTypeIssue(path, value, expected), ...(isOctal ? { fix: `write 0o${value.slice(1)}` } : {}) }];
  }
  return Number.isInteger(value) && value >= min && value <= max
    ? []
    : [{ ...toTypeIssue(path, value, expected), code: 'wrong-number', what: 'is not an integer in this range' }];
}

function checkQuantityValue(value: unknown, path: Path): Issue[] {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return [toTypeIssue(path, value, { type: 'quantity' })];
  }
  const problem = checkQuantity(value, 'other');
  return problem ? [{ ...problem, path, key: false, got: value }] : [];
}

function checkChoice(value: unknown, values: Readonly<Record<string, string>>, path: Path, version: string): Issue[] {
  const choices = Object.keys(values).filter((choice) => !isAfter(values[choice], version));
  if (typeof value !== 'string' || !Object.hasOwn(values, value)) {
    return [toTypeIssue(path, value, { type: 'string', choices })];
  }
  return choices.includes(value)
    ? []
    : [{ ...tooNew(path, false, `came with Kubernetes ${values[value]}`, version), got: value }];
}

/** The issue of a field or a value that the release of the cluster does not know. */
function tooNew(path: Path, key: boolean, what: string, version: string): Issue {
  return {
    code: 'newer-kubernetes',
    what: `${what}, and the tasks are for Kubernetes ${version}`,
    fix: 'remove it, or set kubernetes to the version of the cluster',
    path,
    key,
  };
}

/** Whether a release comes after another one. */
function isAfter(release: string | undefined, version: string): boolean {
  return release !== undefined && release !== '' && minorOf(release) > minorOf(version);
}

/** Whether a field ended with a release before another one. */
function isBefore(release: string | undefined, version: string): boolean {
  return release !== undefined && minorOf(release) < minorOf(version);
}
