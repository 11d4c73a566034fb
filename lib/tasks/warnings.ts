import type { Warning } from '../mistakes/mistake';
import type { Layout } from '../settings/layout';
import { cloneWarnings } from './clone-warnings';
import { familyWarnings } from './family-warnings';
import { injectionWarnings } from './injection-warnings';
import type { PlaceOf } from './place-of';
import { podSpecWarnings } from './pod-spec-warnings';
import { queueWarnings } from './queue-warnings';
import { sharingWarnings } from './sharing';
import type { Task } from './task';
import { valueWarnings } from './value-warnings';

/** All warnings about the tasks. */
export function taskWarnings(tasks: readonly Task[], layout: Layout, placeOf: PlaceOf): Warning[] {
  return [
    ...sharingWarnings(tasks, layout, placeOf),
    ...familyWarnings(tasks, layout, placeOf),
    ...cloneWarnings(tasks, layout, placeOf),
    ...injectionWarnings(tasks, placeOf),
    ...podSpecWarnings(tasks, placeOf),
    ...queueWarnings(tasks, layout, placeOf),
    ...valueWarnings(tasks, placeOf),
  ];
}
