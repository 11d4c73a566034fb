import type { ApplicationSpec } from '../../imports/argoproj.io';
import { PRIORITY_LABEL, QUEUE_LABEL } from '../settings/names';
import { ARGOCD_BUILT_IN, type ArgoCdSettings } from './settings';

/**
 * Kueue refuses to change the queue of a Job that runs or has ended, and to give such a Job a priority class. `~1` is a
 * slash in a JSON pointer.
 */
const KUEUE = [QUEUE_LABEL, PRIORITY_LABEL].map((label) => `/metadata/labels/${label.replaceAll('/', '~1')}`);

const IGNORED = ['/spec/template', '/spec/podFailurePolicy', ...KUEUE];

/** The spec of an Application that applies one folder of manifests. */
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
    // Fields of a Job that cannot change. A changed default then neither runs a Job again nor makes the sync fail.
    ignoreDifferences: [{ group: 'batch', kind: 'Job', jsonPointers: IGNORED }],
    syncPolicy: {
      // A folder that has lost all its manifests is probably an accident.
      automated: { prune: true, selfHeal: true, allowEmpty: false },
      // With refresh, the next retry already uses a commit that fixes the failure.
      retry: { limit: 5, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
      syncOptions: [
        'CreateNamespace=true',
        // Without this option a sync would apply the template that the comparison ignored, and fail.
        'RespectIgnoreDifferences=true',
        // With waves, this option would treat a failed parent as done and start its child.
        ...(waves ? [] : ['ApplyOutOfSyncOnly=true']),
      ],
    },
  };
}
