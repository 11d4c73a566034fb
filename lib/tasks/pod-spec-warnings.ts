import type { Warning } from '../mistakes/mistake';
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
  const { findHostAccess } = require('../pod-spec/host-access') as typeof import('../pod-spec/host-access');
  const { findGatedFields } = require('../pod-spec/gated-fields') as typeof import('../pod-spec/gated-fields');
  const { findDecimalModes } = require('../pod-spec/decimal-modes') as typeof import('../pod-spec/decimal-modes');
  const place = ([field]: readonly PropertyKey[]) => placeOf(task, 'podSpec', String(field));
  return [
    ...findHostAccess(podSpec).map(
      ({ path, what }): Warning => ({
        code: 'host-access',
        message: `podSpec.${path.join('.')} ${what}: the agent runs unreviewed code`,
        place: place(path),
        fix: 'remove it',
      }),
    ),
    ...findGatedFields(podSpec).map(
      ({ path, gate }): Warning => ({
        code: 'feature-gate',
        message: `podSpec.${path.join('.')} needs the feature gate ${gate}, which no release of Kubernetes has on by default: without the gate the API server drops the field`,
        place: place(path),
        fix: `remove it, or turn on ${gate} in the cluster`,
      }),
    ),
    ...findDecimalModes(podSpec).map(
      ({ path, got }): Warning => ({
        code: 'decimal-mode',
        message: `podSpec.${path.join('.')} is a decimal number, which is the mode 0${got.toString(8)}`,
        place: place(path),
        got,
        fix: `did you mean 0o${got}?`,
      }),
    ),
  ];
}
