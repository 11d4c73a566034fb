import type { MistakeCode } from '../../../lib/mistakes/codes';
import { BETWEEN_TASKS } from './between-tasks';
import { KEYS_AND_TYPES } from './keys-and-types';
import { MAPS } from './maps';
import { POD_SPECS } from './pod-specs';
import { TEXT } from './text';
import { VALUES } from './values';

/** A kind of bad input: a text with ▶ where each of its mistakes is, their codes, and parts of what is printed. */
export type BadInput = readonly [
  rule: string,
  text: string,
  codes: MistakeCode | readonly MistakeCode[],
  ...says: string[],
];

/** One of every kind of bad input, by where the mistake is to be found. */
export const BAD_INPUT: Readonly<Record<string, readonly BadInput[]>> = {
  'text that cannot be read as it stands': TEXT,
  'keys and types': KEYS_AND_TYPES,
  values: VALUES,
  'maps by name': MAPS,
  'pod specs': POD_SPECS,
  'between tasks': BETWEEN_TASKS,
};
