import { GATE_ON_SINCE, type KUBERNETES_VERSIONS } from './kubernetes-versions';

/** A release of Kubernetes, without its patch number. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/**
 * The release that tasks are for if they name none: the oldest one that is supported upstream.
 *
 * Kubernetes supports its three newest releases, which were 1.35, 1.36 and 1.37 in November 2026.
 *
 * @see https://kubernetes.io/releases/
 */
export const DEFAULT_KUBERNETES: KubernetesVersion = '1.35';

/** The release since which `podReplacementPolicy` of a Job works. The API server of older releases drops the field. */
export const POD_REPLACEMENT_SINCE: KubernetesVersion = GATE_ON_SINCE.JobPodReplacementPolicy;

/** The minor version of a release, which tells which of two releases is newer. */
export function minorOf(release: string): number {
  return Number(release.split('.')[1]);
}
