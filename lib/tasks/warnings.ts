import type { Warning } from '../mistakes/mistake';
import { cloneWarnings } from './clone-warnings';
import { familyWarnings } from './family-warnings';
import { injectionWarnings } from './injection-warnings';
import type { Order } from './order';
import type { PlaceOf } from './place-of';
import { podSpecWarnings } from './pod-spec-warnings';
import { queueWarnings } from './queue-warnings';
import { sharingWarnings } from './sharing';
import type { Task } from './task';
import { valueWarnings } from './value-warnings';

/** All warnings about the tasks. */
export function taskWarnings(tasks: readonly Task[], order: Order, placeOf: PlaceOf): Warning[] {
  return [
    ...sharingWarnings(tasks, order, placeOf),
    ...familyWarnings(tasks, order, placeOf),
    ...cloneWarnings(tasks, order, placeOf),
    ...injectionWarnings(tasks, placeOf),
    ...podSpecWarnings(tasks, placeOf),
    ...queueWarnings(tasks, placeOf),
    ...valueWarnings(tasks, placeOf),
  ];
}
