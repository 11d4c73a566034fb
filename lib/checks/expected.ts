/**
 * The values that a setting takes, as data.
 *
 * The issues of zod have one field that a schema can fill: the message. Each schema writes its `Expected` there, as JSON,
 * and only `toWords` makes a sentence of it.
 */
export type Expected =
  | {
      readonly type: 'string';
      readonly form?: string | undefined;
      readonly choices?: readonly string[];
      /** The unit that was probably meant by a number without a unit. */
      readonly unit?: string | undefined;
    }
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'quantity' }
  | { readonly type: 'list'; readonly of: string; readonly min?: number }
  | { readonly type: 'map'; readonly keys: readonly string[] }
  | { readonly type: 'map'; readonly from: string }
  | { readonly type: 'union'; readonly form: string; readonly choices?: readonly string[]; readonly quotable?: true };

/** The message of a schema. */
export function toMessage(expected: Expected): string {
  return JSON.stringify(expected);
}

/** The values that the schema of an issue takes. */
export function fromMessage(message: string): Expected {
  return JSON.parse(message) as Expected;
}

/** The values that a setting takes, in words. */
export function toWords(expected: Expected): string {
  switch (expected.type) {
    case 'string':
      return expected.choices?.join(', ') ?? (expected.form === undefined ? 'a string' : `a string: ${expected.form}`);
    case 'boolean':
      return 'a boolean: true or false';
    case 'integer':
      return `an integer from ${expected.min} to ${expected.max}`;
    case 'quantity':
      return 'a quantity: a number, or a string with a unit';
    case 'list':
      return `a list of ${expected.of}${expected.min === undefined ? '' : `, with at least ${expected.min} item`}`;
    case 'map':
      return 'keys' in expected ? `a map with ${expected.keys.join(', ')}` : `a map from ${expected.from}`;
    case 'union':
      return expected.form;
  }
}

/** The type of a value, in words. */
export function typeInWords(value: unknown): string {
  if (value === null) {
    return 'empty';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return (
    { object: 'a map', string: 'a string', number: 'a number', boolean: 'a boolean' }[typeof value as string] ??
    typeof value
  );
}
