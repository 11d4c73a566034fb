import { parseQuantity } from '../../checks/quantity';
import { isMap } from '../../settings/maps';

/** A field whose value has changed. */
export interface FieldChange {
  /** Its path, with list items by their names: `spec.template.spec.containers[main].image`. */
  readonly field: string;
  /** The steps of its JSON pointer, list items by their numbers. */
  readonly pointer: readonly string[];
  /** Left out if the field was not there. */
  readonly before?: unknown;
  /** Left out if the field has been removed. */
  readonly after?: unknown;
}

interface Step {
  readonly field: string;
  readonly pointer: readonly string[];
}

/**
 * The fields in which two values differ. Quantities are compared by value, maps key by key, lists of named items by
 * their names; `null` is the same as a missing field.
 */
export function fieldChanges(before: unknown, after: unknown, at: Step = { field: '', pointer: [] }): FieldChange[] {
  if (before === after) {
    return [];
  }
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => fieldChanges(fieldOf(before, key), fieldOf(after, key), below(at, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const items = pairItems(before, after);
    if (items) {
      return items.flatMap(({ step, index, was, is }) =>
        fieldChanges(was, is, { field: `${at.field}[${step}]`, pointer: [...at.pointer, String(index)] }),
      );
    }
  }
  const change = { ...at, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return sameValue(before, after, at.pointer) ? [] : [change];
}

function fieldOf(map: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(map, key) ? (map[key] ?? undefined) : undefined;
}

function below({ field, pointer }: Step, key: string): Step {
  const plain = /^[A-Za-z_][\w-]*$/.test(key);
  const next = plain ? `${field === '' ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
  return { field: field + next, pointer: [...pointer, key] };
}

interface Pair {
  readonly step: string | number;
  readonly index: number;
  readonly was: unknown;
  readonly is: unknown;
}

/** The pairs of items of two lists that belong together; undefined if the lists can only be compared as a whole. */
function pairItems(before: readonly unknown[], after: readonly unknown[]): Pair[] | undefined {
  const [old, now] = [namesOf(before), namesOf(after)];
  if (old && now) {
    const kept = old.filter((name) => now.includes(name));
    // The order of a list matters: Kubernetes expands variables in order.
    if (kept.join('\0') === now.filter((name) => old.includes(name)).join('\0')) {
      return [...new Set([...old, ...now])].map((name) => {
        const [was, is] = [old.indexOf(name), now.indexOf(name)];
        return { step: name, index: was < 0 ? is : was, was: before[was], is: after[is] };
      });
    }
  } else if (before.length === after.length && [...before, ...after].every(isMap)) {
    return before.map((was, index) => ({ step: index, index, was, is: after[index] }));
  }
  return undefined;
}

/** The names of the items of a list; undefined unless each item has a name of its own. */
function namesOf(list: readonly unknown[]): string[] | undefined {
  const found = list.map((item) => (isMap(item) && typeof item.name === 'string' ? item.name : undefined));
  return found.every((name) => name !== undefined) && new Set(found).size === found.length ? found : undefined;
}

function sameValue(before: unknown, after: unknown, pointer: readonly string[]): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    return JSON.stringify(before) === JSON.stringify(after);
  }
  if (!isQuantity(pointer) || before === undefined || after === undefined) {
    return false;
  }
  const [was, is] = [parseQuantity(String(before)), parseQuantity(String(after))];
  return was !== undefined && was === is;
}

/** Whether Kubernetes reads the field as a quantity. */
function isQuantity(pointer: readonly string[]): boolean {
  const [last, parent, above] = [pointer.at(-1), pointer.at(-2), pointer.at(-3)];
  const ofResources = above === 'resources' && (parent === 'requests' || parent === 'limits');
  const ofLimitRange = pointer[1] === 'limits' && pointer.length === 5;
  const ofQuotaOrVolume = parent === 'hard' || parent === 'capacity';
  return ofResources || ofLimitRange || ofQuotaOrVolume || last === 'sizeLimit' || last === 'divisor';
}
