import * as z from 'zod';
import type { Problem } from '../mistakes/problem';
import { type TextRule, unprintable } from './text';

/*
 * The building blocks of the shapes. Two conventions carry what a message needs: a schema's own `error`
 * text says what is allowed, and an issue that a rule adds carries a `Problem` in its `params`.
 */

/** Text on one line that keeps a rule. */
export function text(rule: TextRule) {
  return z
    .string({ error: ({ input }) => textFor(rule, input) })
    .check(wrongIf((value) => unprintable(value, 'one line') ?? rule.check(value)))
    .meta(limits(rule));
}

/** What is allowed instead of another type: any text, but where a number in quotes would be no right text either. */
function textFor(rule: TextRule, input: unknown): string {
  const allowed = typeof input === 'number' ? rule.check(String(input))?.allowed : undefined;
  return allowed === undefined ? 'text' : `text: ${allowed}`;
}

/** A rule as an editor's schema says it. */
function limits({ pattern, maxLength }: TextRule): { pattern?: string; maxLength?: number } {
  return { ...(pattern ? { pattern: pattern.source } : {}), ...(maxLength ? { maxLength } : {}) };
}

/** Text of any number of lines. */
export function lines() {
  return z.string({ error: 'text' }).check(wrongIf((value) => unprintable(value, 'lines')));
}

export function wholeNumber(min: number, max: number) {
  const allowed = `a whole number from ${min} to ${max}`;
  const wrong = (what: string): Problem => ({ code: 'wrong-number', what, allowed });
  return z
    .number({ error: allowed })
    .check(
      wrongIf((value) =>
        !Number.isInteger(value)
          ? wrong('is not a whole number')
          : value < min
            ? wrong(`is less than ${min}`)
            : value > max
              ? wrong(`is more than ${max}`)
              : undefined,
      ),
    )
    .meta({ type: 'integer', minimum: min, maximum: max });
}

export function trueOrFalse() {
  return z.boolean({ error: 'true or false' });
}

export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: values.join(', ') });
}

export function list<T extends z.ZodType>(item: T, what: string) {
  return z.array(item, { error: what });
}

/** A map with these keys and no other. */
export function map<T extends z.ZodRawShape>(shape: T) {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? allowed : `a map with ${allowed}`),
  });
}

/** A map from names that keep a rule to values of one kind. A wrong name hides no wrong value, nor the other way round. */
export function record<T extends z.ZodType>(key: TextRule, value: T, what: string) {
  return z
    .record(z.string(), value, { error: what })
    .check(
      inAnyMap(({ value: entries, issues }) => {
        for (const name of Object.keys(entries)) {
          const wrong = unprintable(name, 'one line') ?? key.check(name);
          if (wrong) {
            issues.push({ code: 'custom', input: name, path: [name], params: { ...wrong, key: true }, continue: true });
          }
        }
      }),
    )
    .meta({ propertyNames: { type: 'string', ...limits(key) } });
}

/** A check that tells what is wrong, if anything is. */
export function wrongIf<T>(check: (value: T) => Problem | undefined): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    const wrong = check(value);
    if (wrong) {
      issues.push({ code: 'custom', input: value, params: wrong, continue: true });
    }
  };
}

/** A check that tells what is wrong with parts of a map, each with its path from there. */
export function wrongsAt<T>(
  check: (value: T) => Iterable<readonly [path: PropertyKey[], wrong: Problem]>,
): z.core.$ZodCheck<T> {
  return inAnyMap(({ value, issues }) => {
    for (const [path, wrong] of check(value)) {
      issues.push({ code: 'custom', input: at(value, path), path, params: wrong, continue: true });
    }
  });
}

/** A check that runs even where something in the map is wrong already; it has to pass over what it does not understand. */
function inAnyMap<T>(check: z.core.CheckFn<T>): z.core.$ZodCheck<T> {
  const always = z.check(check);
  always._zod.def.when = ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return always;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((inside, step) => (inside as Record<PropertyKey, unknown> | undefined)?.[step], value);
}
