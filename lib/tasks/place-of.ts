import type { Place } from '../mistakes/place';
import type { Task, TaskEntry } from './task';

/**
 * The place of a setting, wherever the task takes it from: the task itself, its repository or the defaults.
 *
 * @param name a key of a setting that is a map
 */
export type PlaceOf = (task: Task, key: keyof TaskEntry, name?: string) => Place;
