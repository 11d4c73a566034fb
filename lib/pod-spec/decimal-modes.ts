import type { PartialPodSpec } from '../settings/pod-spec';

/** The mode of a file that looks like an octal number, and is a decimal one. */
export interface DecimalMode {
  readonly path: readonly PropertyKey[];
  readonly got: number;
}

/** Modes of files that are used, in the digits of `chmod`. As decimal numbers no file has them. */
const DIGITS = [400, 440, 444, 500, 550, 555, 600, 640, 644, 660, 664, 666, 700, 750, 755, 770, 775, 777];

/** Whether a number is a mode of files in the digits of `chmod`, which YAML reads as a decimal number: 400 is 0o620. */
export function isDecimalMode(value: unknown): value is number {
  return DIGITS.includes(value as number);
}

/** Finds the modes in the volumes of a pod that are decimal numbers. */
export function findDecimalModes({ volumes }: PartialPodSpec): DecimalMode[] {
  return find(volumes, ['volumes']);
}

function find(value: unknown, path: readonly PropertyKey[]): DecimalMode[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) =>
    (key === 'defaultMode' || key === 'mode') && isDecimalMode(inner)
      ? [{ path: [...path, key], got: inner }]
      : find(inner, [...path, key]),
  );
}
