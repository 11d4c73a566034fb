/** The releases of Kubernetes whose pod specs are known. */
export const KUBERNETES_VERSIONS = [
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
] as const;

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

/**
 * The release since which `podReplacementPolicy` of a Job works. The API server of 1.28 drops the field unless a feature
 * gate is on.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/features/kube_features.go JobPodReplacementPolicy
 */
export const POD_REPLACEMENT_SINCE: KubernetesVersion = '1.29';

/** The minor version of a release, which tells which of two releases is newer. */
export function minorOf(release: string): number {
  return Number(release.split('.')[1]);
}
