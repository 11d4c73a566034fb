import type { Warning } from '../mistakes/mistake';
import type { Place } from '../mistakes/place';
import type { Layout } from '../settings/layout';
import { cloneWarnings } from './clone-warnings';
import { familyWarnings } from './family-warnings';
import { injectionWarnings } from './injection-warnings';
import { podSpecWarnings } from './pod-spec-warnings';
import { queueWarnings } from './queue-warnings';
import { sharingWarnings } from './sharing';
import type { Task, TaskEntry } from './task';
import { valueWarnings } from './value-warnings';

/**
 * The place of a setting, wherever the task takes it from: the task itself, its repository or the defaults.
 *
 * @param name a key of a setting that is a map
 */
export type PlaceOf = (task: Task, key: keyof TaskEntry, name?: string) => Place;

/** All warnings about the tasks. */
export function taskWarnings(tasks: readonly Task[], layout: Layout, placeOf: PlaceOf): Warning[] {
  return [
    ...sharingWarnings(tasks, layout, placeOf),
    ...familyWarnings(tasks, layout, placeOf),
    ...cloneWarnings(tasks, layout, placeOf),
    ...injectionWarnings(tasks, placeOf),
    ...podSpecWarnings(tasks, placeOf),
    ...queueWarnings(tasks, placeOf),
    ...valueWarnings(tasks, placeOf),
  ];
}
