import type { Mistake } from '../mistakes/mistake';
import { minorOf, POD_REPLACEMENT_SINCE } from '../settings/kubernetes';
import type { MergedTask } from './merge';

/** Checks that the release of the cluster knows the fields that the settings of a Job are written as. */
export function checkRelease({ settings, originOf }: MergedTask, kubernetes: string): Mistake[] {
  if (settings.done || minorOf(kubernetes) >= minorOf(POD_REPLACEMENT_SINCE)) {
    return [];
  }
  const waiting = (['backoffLimit', 'onDisruption'] as const).filter((key) =>
    key === 'backoffLimit' ? Number(settings[key]) > 0 : settings[key] === 'retry',
  );
  return waiting.map((key) => ({
    code: 'newer-kubernetes',
    message:
      `${key} ${settings[key]} needs podReplacementPolicy, which works since Kubernetes ${POD_REPLACEMENT_SINCE}, ` +
      `and the tasks are for Kubernetes ${kubernetes}: two agents would work in one working tree`,
    place: originOf(key).at(key),
    got: settings[key],
    allowed: key === 'backoffLimit' ? '0' : 'fail',
    fix: 'remove it, or set kubernetes to the version of the cluster',
  }));
}
