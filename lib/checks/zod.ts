import * as z from 'zod';
import type { Wrong } from './codes';
import { type TextRule, unprintable } from './text';

/*
 * The building blocks of the shapes. Two conventions carry what a message needs: a schema's own `error`
 * text says what is allowed, and an issue that a rule adds carries a `Wrong` in its `params`.
 */

/** Text on one line that keeps a rule. */
export function text(rule?: TextRule) {
  const schema = z
    .string({ error: 'text' })
    .check(wrongIf((value) => unprintable(value, 'one line') ?? rule?.check(value)));
  return schema.meta({
    ...(rule?.pattern ? { pattern: rule.pattern.source } : {}),
    ...(rule?.maxLength ? { maxLength: rule.maxLength } : {}),
  });
}

/** Text of any number of lines. */
export function lines() {
  return z.string({ error: 'text' }).check(wrongIf((value) => unprintable(value, 'lines')));
}

export function wholeNumber(min: number, max: number) {
  const allowed = { error: `a whole number from ${min} to ${max}` };
  return z.int(allowed).min(min, allowed).max(max, allowed);
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

/** A map from names that keep a rule to values of one kind. */
export function record<T extends z.ZodType>(key: TextRule, value: T, what: string) {
  return z.record(text(key), value, { error: (issue) => (issue.code === 'invalid_type' ? what : undefined) });
}

/** A check that tells what is wrong, if anything is. */
export function wrongIf<T>(check: (value: T) => Wrong | undefined): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    const wrong = check(value);
    if (wrong) {
      issues.push({ code: 'custom', input: value, params: wrong, continue: true });
    }
  };
}

/** A check that tells what is wrong with parts of a value, each with its path from there. */
export function wrongsAt<T>(
  check: (value: T) => Iterable<readonly [path: PropertyKey[], wrong: Wrong]>,
): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    for (const [path, wrong] of check(value)) {
      issues.push({ code: 'custom', input: value, path, params: wrong, continue: true });
    }
  };
}
