/** The object that a row changes: one of the app's own kinds, or another kind that a chart may hold next to them. */
export interface Base {
  readonly apiVersion: string;
  readonly kind: string;
  /** Left out for the Job and the claim: the app makes them. The name and the namespace are added. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Fields that both sides have, by JSON pointer. */
  readonly patches?: Patches;
  readonly clusterScoped?: boolean;
}

/** The app's Job. */
export const JOB: Base = { apiVersion: 'batch/v1', kind: 'Job' };

/** Values by the JSON pointers of their fields; undefined removes the field. */
export type Patches = Readonly<Record<string, unknown>>;

/** One change of one object. */
export interface Row {
  readonly what: string;
  readonly base: Base;
  readonly before: Patches;
  readonly after: Patches;
  /** The reason for which plan refuses a change that the API server accepts. */
  readonly loses?: string;
  /** Whether both sides are one quantity: the API server may store the text of the new one, and nothing else happens. */
  readonly isNotation?: boolean;
}

/** The values that a field may have. */
export interface Values {
  readonly value: unknown;
  /** Another value that the field may change to. */
  readonly other?: unknown;
  /** The value that Kubernetes fills in. */
  readonly filledIn?: unknown;
  /** Values that are the same as leaving the field out. */
  readonly empty?: readonly unknown[];
  /** Two notations of one value. */
  readonly same?: readonly (readonly [unknown, unknown])[];
  /** Fields that both sides need so that the API server accepts this one. */
  readonly needs?: Patches;
  /** For a field that is required: it is never left out. */
  readonly required?: boolean;
}

/** The changes of one field: set, changed, removed, written out as the default, and written in another notation. */
export function field(base: Base, pointer: string, values: Values): Row[] {
  const { value, other, filledIn, empty = [], same = [], needs, required = false } = values;
  const pairs: (readonly [unknown, unknown])[] = [
    ...(required ? [] : [[undefined, value] as const, [value, undefined] as const]),
    ...(other === undefined ? [] : [[value, other] as const]),
    ...(filledIn === undefined ? [] : [[undefined, filledIn] as const]),
    ...empty.map((nothing) => [undefined, nothing] as const),
    ...same,
  ];
  return pairs.map(([before, after]) => change(base, pointer, before, after, needs));
}

/** One change of one field. */
export function change(base: Base, pointer: string, before: unknown, after: unknown, needs: Patches = {}): Row {
  const what = `${base.kind} ${pointer}: ${text(before)} → ${text(after)}${needsText(base, needs)}`;
  return { what, base, before: { ...needs, [pointer]: before }, after: { ...needs, [pointer]: after } };
}

/** Another notation of one quantity. */
export function notation(base: Base, pointer: string, before: unknown, after: unknown): Row {
  return { ...change(base, pointer, before, after), isNotation: true };
}

function needsText({ patches = {} }: Base, needs: Patches): string {
  const all = Object.entries({ ...patches, ...needs }).map(([pointer, value]) => `${pointer} ${text(value)}`);
  return all.length === 0 ? '' : ` (with ${all.join(', ')})`;
}

function text(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value);
}

/** A copy of an object with these fields set, and the maps that they are in made where they are missing. */
export function patched<T>(object: T, patches: Patches): T {
  const copy = structuredClone(object);
  for (const [pointer, value] of Object.entries(patches)) {
    setField(copy as Fields, stepsOf(pointer), value);
  }
  return copy;
}

type Fields = Record<string, unknown>;

function stepsOf(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function setField(target: Fields, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    if (target[step] === undefined && value === undefined) {
      return;
    }
    target[step] ??= {};
    setField(target[step] as Fields, rest, value);
  } else if (value === undefined) {
    delete target[step];
  } else {
    target[step] = value;
  }
}
