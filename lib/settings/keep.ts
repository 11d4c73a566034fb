/**
 * Keeps an object when it leaves Git, or when its Application, its Kustomization or its release goes: what holds
 * work is deleted by a person.
 */
export const KEEP = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  'helm.sh/resource-policy': 'keep',
} as const;
