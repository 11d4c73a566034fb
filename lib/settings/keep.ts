/**
 * Annotations that keep an object when its manifest leaves Git, and when its Application, its Kustomization or its Helm
 * release is deleted: only a person deletes an object that holds work.
 */
export const KEEP = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  'helm.sh/resource-policy': 'keep',
} as const;
