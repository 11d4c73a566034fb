import * as z from 'zod';
import type { Problem } from '../mistakes/problem';
import { type Expected, toMessage } from './expected';
import { checkCharacters, checkSecret, type TextRule } from './text';

/*
 * The building blocks of the shapes. A schema carries what it takes as an `Expected` in its message; an issue that a rule
 * adds carries a `Problem` in its `params`.
 */

/** A string on one line that follows a rule. */
export function text(rule: TextRule) {
  return z
    .string({ error: ({ input }) => toMessage({ type: 'string', form: formFor(rule, input), unit: rule.unit }) })
    .check(checkWith((value) => checkCharacters(value, 'one line') ?? checkRule(rule, value)))
    .meta(limitsOf(rule));
}

function checkRule(rule: TextRule, value: string): Problem | undefined {
  // A secret first, so that no message of the rule repeats it.
  return rule.findsSecrets ? (rule.check(value) ?? checkSecret(value)) : (checkSecret(value) ?? rule.check(value));
}

/** The form that the rule allows, for a number that would be wrong in quotes as well. */
function formFor(rule: TextRule, input: unknown): string | undefined {
  return typeof input === 'number' ? rule.check(String(input))?.allowed : undefined;
}

/** A rule in the words of a JSON schema. */
function limitsOf({ pattern, maxLength }: TextRule): { pattern?: string; maxLength?: number } {
  return { ...(pattern ? { pattern: pattern.source } : {}), ...(maxLength ? { maxLength } : {}) };
}

/** A string of any number of lines. */
export function lines() {
  return z
    .string({ error: toMessage({ type: 'string' }) })
    .check(checkWith((value) => checkCharacters(value, 'lines') ?? checkSecret(value)));
}

export function integer(min: number, max: number) {
  const allowed = `an integer from ${min} to ${max}`;
  const check = (value: number): Problem | undefined => {
    if (!Number.isInteger(value)) {
      return { code: 'wrong-number', what: 'is not an integer', allowed };
    }
    if (value < min) {
      return { code: 'wrong-number', what: `is less than ${min}`, allowed };
    }
    return value > max ? { code: 'wrong-number', what: `is more than ${max}`, allowed } : undefined;
  };
  return z
    .number({ error: toMessage({ type: 'integer', min, max }) })
    .check(checkWith(check))
    .meta({ type: 'integer', minimum: min, maximum: max });
}

export function boolean() {
  return z.boolean({ error: toMessage({ type: 'boolean' }) });
}

export function choice<const T extends readonly [string, ...string[]]>(choices: T) {
  return z.enum(choices, { error: toMessage({ type: 'string', choices }) });
}

/**
 * A list.
 *
 * @param of name of the items, for messages
 */
export function list<T extends z.ZodType>(item: T, of: string) {
  return z.array(item, { error: toMessage({ type: 'list', of }) });
}

/** A list of at least one item. */
export function filledList<T extends z.ZodType>(item: T, of: string) {
  return list(item, of).min(1, { error: toMessage({ type: 'list', of, min: 1 }) });
}

/** A value of one of several forms. */
export function union<const T extends readonly [z.ZodType, z.ZodType, ...z.ZodType[]]>(forms: T, expected: Expected) {
  return z.union(forms, { error: toMessage(expected) });
}

/** A map with these keys and no other. */
export function map<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, { error: toMessage({ type: 'map', keys: Object.keys(shape) }) });
}

/**
 * A map from names that follow a rule to values of one shape. A wrong name does not hide a wrong value, and the other way
 * round.
 *
 * @param from description of the names and the values, for messages
 */
export function record<T extends z.ZodType>(key: TextRule, value: T, from: string) {
  return z
    .record(z.string(), value, { error: toMessage({ type: 'map', from }) })
    .check(
      inEveryMap(({ value: entries, issues }) => {
        for (const name of Object.keys(entries)) {
          const problem = checkCharacters(name, 'one line') ?? key.check(name);
          if (problem) {
            const params = { ...problem, key: true };
            issues.push({ code: 'custom', input: name, path: [name], params, continue: true });
          }
        }
      }),
    )
    .meta({ propertyNames: { type: 'string', ...limitsOf(key) } });
}

/** A check that returns the problem with a value. */
export function checkWith<T>(check: (value: T) => Problem | undefined): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    const problem = check(value);
    if (problem) {
      issues.push({ code: 'custom', input: value, params: problem, continue: true });
    }
  };
}

/** A problem with a part of a value: the path of the part, and the problem. */
export type PartProblem = readonly [path: PropertyKey[], problem: Problem];

/** A check that returns the problems with parts of a map. */
export function checkParts<T>(check: (value: T) => Iterable<PartProblem>): z.core.$ZodCheck<T> {
  return inEveryMap(({ value, issues }) => {
    for (const [path, problem] of check(value)) {
      issues.push({ code: 'custom', input: valueAt(value, path), path, params: problem, continue: true });
    }
  });
}

/** A check that runs even if other checks found problems in the map, so that it has to ignore values of a wrong type. */
function inEveryMap<T>(check: z.core.CheckFn<T>): z.core.$ZodCheck<T> {
  const always = z.check(check);
  always._zod.def.when = ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return always;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((inside, step) => (inside as Record<PropertyKey, unknown> | undefined)?.[step], value);
}

/** A type whose lists and maps are all read-only, so that two types differ only in their keys and their values. */
type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** Whether each of two types can stand for the other, with the same keys. */
type Agree<A, B> = [A, keyof A] extends [B, keyof B] ? ([B, keyof B] extends [A, keyof A] ? true : false) : false;

/** Makes the compiler refuse a shape that does not agree with a type: another key, another choice, another value. */
export function shapeOf<T>() {
  return <S extends z.ZodType>(
    shape: Agree<DeepReadonly<z.input<S>>, DeepReadonly<T>> extends true ? S : 'the shape does not agree with the type',
  ): S => shape as S;
}
