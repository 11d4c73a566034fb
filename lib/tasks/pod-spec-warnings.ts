import type { Warning } from '../mistakes/mistake';
import type { PlaceOf } from './place-of';
import type { Task } from './task';

/** Warnings about pod specs that give an agent access to its node. A value of the defaults is one warning for all tasks. */
export function podSpecWarnings(tasks: readonly Task[], placeOf: PlaceOf): Warning[] {
  const warnings = new Map<string, Warning>();
  for (const task of tasks) {
    for (const warning of hostAccessOf(task, placeOf)) {
      warnings.set(JSON.stringify([warning.message, warning.place]), warning);
    }
  }
  return [...warnings.values()];
}

function hostAccessOf(task: Task, placeOf: PlaceOf): Warning[] {
  if (task.podSpec === undefined || task.done) {
    return [];
  }
  // Loaded for tasks with a podSpec alone.
  const { findHostAccess } = require('../pod-spec/host-access') as typeof import('../pod-spec/host-access');
  return findHostAccess(task.podSpec).map(({ path, what }) => ({
    code: 'host-access',
    message: `podSpec.${path.join('.')} ${what}: the agent runs unreviewed code`,
    place: placeOf(task, 'podSpec', String(path[0])),
    fix: 'remove it',
  }));
}
