import type { PartialPodSpec } from '../settings/pod-spec';
import { fieldShape } from './shapes';

/** A field that an API server drops unless a feature gate is on, which no release has on by default. */
export interface GatedField {
  readonly path: readonly PropertyKey[];
  readonly gate: string;
}

/** Finds the fields that an API server drops by default. */
export function findGatedFields(podSpec: PartialPodSpec): GatedField[] {
  return findIn(podSpec, 'PodSpec', []);
}

function findIn(value: unknown, type: string, path: readonly PropertyKey[]): GatedField[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => findIn(item, type.slice(2), [...path, index]));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const shape = fieldShape(type, name);
    const at = [...path, name];
    return shape?.gate === undefined ? findIn(inner, shape?.type ?? '', at) : [{ path: at, gate: shape.gate }];
  });
}
