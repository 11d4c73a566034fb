import type { Warning } from '../mistakes/mistake';
import { subjectOf } from './check';
import { onceEach } from './once-each';
import type { PlaceOf } from './place-of';
import type { Task } from './task';

/** Warnings about pod specs that are valid, and dangerous or not meant. A value of the defaults is one warning for all tasks. */
export function podSpecWarnings(tasks: readonly Task[], placeOf: PlaceOf): Warning[] {
  return onceEach(tasks.flatMap((task) => warningsOf(task, placeOf)));
}

function warningsOf(task: Task, placeOf: PlaceOf): Warning[] {
  const { podSpec } = task;
  if (podSpec === undefined || task.done) {
    return [];
  }
  // Loaded only for tasks with a podSpec.
  const { findPodWarnings } = require('../pod-spec/warnings') as typeof import('../pod-spec/warnings');
  return findPodWarnings(podSpec).map(({ path, what, ...warning }) => ({
    ...warning,
    message: `${subjectOf(['podSpec', ...path])} ${what}`,
    place: placeOf(task, 'podSpec', String(path[0])),
  }));
}
