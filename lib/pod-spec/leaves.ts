import { isMap } from '../settings/maps';
import type { PartialPodSpec } from '../settings/pod-spec';
import { fieldShape } from './shapes';

/** A field of a pod spec below which nothing is merged. */
export interface Leaf {
  readonly path: readonly PropertyKey[];
  /** The path for people: in brackets stands the name of an item, or what else it is merged by. */
  readonly name: string;
  readonly value: unknown;
}

/** The fields of a pod spec below which nothing is merged: lists that are replaced as a whole, and values. */
export function leavesOf(podSpec: PartialPodSpec): Leaf[] {
  return leavesIn(podSpec as Fields, 'PodSpec', [], '');
}

type Fields = Readonly<Record<string, unknown>>;

function leavesIn(fields: Fields, type: string, path: readonly PropertyKey[], prefix: string): Leaf[] {
  return Object.entries(fields).flatMap(([field, value]): Leaf[] => {
    const shape = fieldShape(type, field);
    const name = `${prefix}${/^[\w-]+$/.test(field) ? `${prefix && '.'}${field}` : `[${field}]`}`;
    const at = [...path, field];
    const { mergeKey } = shape ?? {};
    if (isMap(value) && Object.keys(value).length > 0) {
      return leavesIn(value, shape?.type ?? '', at, name);
    }
    if (!Array.isArray(value) || mergeKey === undefined) {
      return [{ path: at, name, value }];
    }
    return value.flatMap((item: Fields, index) => {
      const leaves = leavesIn(item, shape?.type.slice(2) ?? '', [...at, index], `${name}[${item[mergeKey]}]`);
      // The key of an item is in the name of each of its other fields.
      return leaves.length === 1
        ? leaves
        : leaves.filter(({ path }) => path.at(-1) !== mergeKey || path.length > at.length + 2);
    });
  });
}
