import type { PartialPodSpec } from '../settings/pod-spec';
import { fieldShape } from './shapes';

type Path = readonly PropertyKey[];

/**
 * The path in one of the merged pod specs for a path in their result, as far as that pod spec has it.
 *
 * An item of a merged list is found by its merge key, since it may stand at another index there.
 */
export function locate(merged: PartialPodSpec, path: Path, source: PartialPodSpec): PropertyKey[] {
  const found: PropertyKey[] = [];
  let [inMerged, inSource]: unknown[] = [merged, source];
  let type = 'PodSpec';
  let mergeKey: string | undefined;
  for (const step of path) {
    const next = typeof step === 'number' ? indexOfSame(inMerged, step, inSource, mergeKey) : step;
    if (!has(inSource, next)) {
      break;
    }
    found.push(next);
    inMerged = has(inMerged, step) ? inMerged[step] : undefined;
    inSource = inSource[next];
    if (typeof step !== 'number') {
      const field = fieldShape(type, String(step));
      type = field?.type.replace('[]', '') ?? '';
      mergeKey = field?.mergeKey;
    }
  }
  return found;
}

function indexOfSame(merged: unknown, index: number, source: unknown, mergeKey: string | undefined): number {
  if (mergeKey === undefined || !Array.isArray(merged) || !Array.isArray(source)) {
    return index;
  }
  return source.findIndex((item) => item?.[mergeKey] === merged[index]?.[mergeKey]);
}

function has(value: unknown, key: PropertyKey): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
