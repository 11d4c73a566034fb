import { isMap } from '../settings/maps';
import type { PartialPodSpec } from '../settings/pod-spec';
import { fieldShape } from './shapes';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Merges a pod spec into another one by Kubernetes' strategic merge patch, as `kubectl patch --type=strategic` does.
 *
 * Maps are merged by key. Lists with a merge key are merged item by item, other lists are replaced. In a merged list the
 * items of the patch stand in the order of the patch, and new ones stand before the items that only the base has.
 *
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function mergePodSpecs<T extends object = PartialPodSpec>(base: T, patch: PartialPodSpec): T {
  return mergeMaps(base as Fields, patch as Fields, 'PodSpec') as T;
}

function mergeMaps(base: Fields, patch: Fields, type: string): Fields {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    if (value !== undefined) {
      merged[name] = Object.hasOwn(base, name) ? mergeField(base[name], value, type, name) : value;
    }
  }
  return merged;
}

function mergeField(base: unknown, patch: unknown, type: string, name: string): unknown {
  const field = fieldShape(type, name);
  if (isMap(base) && isMap(patch)) {
    return mergeMaps(base, patch, field?.type ?? '');
  }
  if (!Array.isArray(base) || !Array.isArray(patch) || !field?.strategy?.startsWith('merge')) {
    return patch;
  }
  return mergeLists(base, patch, field.type.slice(2), field.mergeKey);
}

function mergeLists(base: readonly unknown[], patch: readonly unknown[], type: string, mergeKey = ''): unknown[] {
  if (base.length === 0 || patch.length === 0) {
    return base.length === 0 ? [...patch] : [...base];
  }
  const keyOf = (item: unknown) => (isMap(item) ? item[mergeKey] : item);
  const merged = [...base];
  for (const item of patch) {
    const index = merged.findIndex((one) => keyOf(one) === keyOf(item));
    const same = merged[index];
    if (index === -1) {
      merged.push(item);
    } else if (isMap(same) && isMap(item)) {
      merged[index] = mergeMaps(same, item, type);
    }
  }
  const order = { base: base.map(keyOf), patch: patch.map(keyOf) };
  const isPatched = (item: unknown) => order.patch.includes(keyOf(item));
  const patched = merged.filter(isPatched);
  patched.sort((a, b) => order.patch.indexOf(keyOf(a)) - order.patch.indexOf(keyOf(b)));
  const others = merged.filter((item) => !isPatched(item));
  return interleave(others, patched, (item) => order.base.indexOf(keyOf(item)));
}

/** Puts the items that only the base has among those of the patch: before the first that the base has after them. */
function interleave(
  others: readonly unknown[],
  patched: readonly unknown[],
  inBase: (item: unknown) => number,
): unknown[] {
  const result: unknown[] = [];
  let next = 0;
  for (const item of patched) {
    const position = inBase(item);
    while (position >= 0 && next < others.length && inBase(others[next]) < position) {
      result.push(others[next]);
      next += 1;
    }
    result.push(item);
  }
  return [...result, ...others.slice(next)];
}
