import type { Warning } from '../mistakes/mistake';
import type { PodWarning } from '../pod-spec/warnings';
import type { PartialPodSpec } from '../settings/pod-spec';
import { subjectOf } from './check';
import { memoized } from './memoized';
import { onceEach } from './once-each';
import type { PlaceOf } from './place-of';
import type { Task } from './task';

/** Warnings about pod specs that are valid, and dangerous or not meant. A value of the defaults is one warning for all tasks. */
export function podSpecWarnings(tasks: readonly Task[], placeOf: PlaceOf): Warning[] {
  const ofPods = memoized(findPodWarnings);
  return onceEach(
    tasks.flatMap((task) => warningsOf(task, ofPods, placeOf)),
    ({ message, place }) => [message, place],
  );
}

function warningsOf(task: Task, ofPods: typeof findPodWarnings, placeOf: PlaceOf): Warning[] {
  const { podSpec } = task;
  if (podSpec === undefined || task.done) {
    return [];
  }
  return ofPods(podSpec).map(({ path, what, ...warning }) => ({
    ...warning,
    message: `${subjectOf(['podSpec', ...path])} ${what}`,
    place: placeOf(task, 'podSpec', String(path[0])),
  }));
}

function findPodWarnings(podSpec: PartialPodSpec): PodWarning[] {
  // Loaded only for tasks with a podSpec.
  const { findPodWarnings: find } = require('../pod-spec/warnings') as typeof import('../pod-spec/warnings');
  return find(podSpec);
}
