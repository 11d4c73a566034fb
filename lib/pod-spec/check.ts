import type { Issue } from '../checks/issues';
import type { JobSettings } from '../settings/job-settings';
import { KUBERNETES_VERSIONS } from '../settings/kubernetes';
import { checkWholePod } from './check-pod';
import { checkShape } from './check-shape';
import { checkValues } from './check-values';
import { findHostAccess } from './host-access';
import { type Contradiction, checkContradictions, checkPromises } from './promises';

/**
 * Checks a pod spec by itself, as it stands in a file or in props, before it is merged.
 *
 * @param kubernetes the release of Kubernetes that the pod is for
 */
export function checkPodSpec(podSpec: object, kubernetes: string): Issue[] {
  const issues = checkShape(podSpec, kubernetes);
  // The other rules read fields of the right type only.
  return issues.length > 0 ? issues : checkPromises(podSpec);
}

/** Checks the pod of a task with all its settings, whose `podSpec` has no other mistake. */
export function checkPodOfTask(settings: JobSettings): (Issue & Partial<Contradiction>)[] {
  return [
    ...checkContradictions(settings),
    ...checkRestricted(settings),
    ...checkValues(settings.podSpec ?? {}),
    ...checkWholePod(settings),
  ];
}

/** Checks the `podSpec` in the props of a construct. The release of the cluster is not known there. */
export function checkPodSpecOfProps(settings: JobSettings): Issue[] {
  const issues = checkPodSpec(settings.podSpec ?? {}, KUBERNETES_VERSIONS.at(-1) as string);
  return issues.length > 0 ? issues : checkPodOfTask(settings);
}

function checkRestricted({ podSpec = {}, podSecurity }: JobSettings): Issue[] {
  if (podSecurity !== 'restricted') {
    return [];
  }
  return findHostAccess(podSpec).map(({ path, what }) => ({
    code: 'restricted-pod',
    what: `${what}, which podSecurity: restricted does not allow`,
    fix: 'remove it, or remove podSecurity',
    path,
    key: true,
  }));
}
