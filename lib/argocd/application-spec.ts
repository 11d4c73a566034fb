import type { ApplicationSpec } from '../../imports/argoproj.io';
import { ARGOCD_BUILT_IN, type ArgoCdSettings } from './settings';

/** What one Application does with one folder of manifests. */
export function applicationSpec(settings: ArgoCdSettings, path: string, waves: boolean): ApplicationSpec {
  const { name, namespace } = settings.destination;
  const server = name === undefined ? (settings.destination.server ?? ARGOCD_BUILT_IN.server) : undefined;
  return {
    project: settings.project ?? ARGOCD_BUILT_IN.project,
    source: {
      repoUrl: settings.repoURL,
      path,
      targetRevision: settings.targetRevision ?? ARGOCD_BUILT_IN.targetRevision,
    },
    destination: { name, namespace, server },
    // These fields of a Job cannot change. Neither is a Job run again because a default changed, nor does the sync fail.
    ignoreDifferences: [{ group: 'batch', kind: 'Job', jsonPointers: ['/spec/template', '/spec/podFailurePolicy'] }],
    syncPolicy: {
      // A folder that lost all its manifests is a slip, not a wish.
      automated: { prune: true, selfHeal: true, allowEmpty: false },
      // With refresh, a commit that mends what fails is taken at the next try, and not after the last.
      retry: { limit: 5, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
      syncOptions: [
        'CreateNamespace=true',
        // Without it a sync would apply the template that the comparison ignored, and fail.
        'RespectIgnoreDifferences=true',
        // With waves it would take a failed parent for done and start its child.
        ...(waves ? [] : ['ApplyOutOfSyncOnly=true']),
      ],
    },
  };
}
