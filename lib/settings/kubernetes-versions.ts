/*
 * Made by `npm run pod-spec`; never edited.
 */

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

/** The release since which each feature gate is on by default, or the oldest release above. Until then the API server drops the field. */
export const GATE_ON_SINCE = {
  JobPodFailurePolicy: '1.27',
  JobPodReplacementPolicy: '1.29',
  ReadWriteOncePod: '1.27',
} as const;
