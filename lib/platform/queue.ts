import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { QueueSettings } from './settings';

const API_VERSION = 'kueue.x-k8s.io/v1beta2';

/** The name of the LocalQueue, unless the settings name another. */
const QUEUE_NAME = 'keruta';

/**
 * Adds a LocalQueue to the namespace, and the ClusterQueue and the ResourceFlavor behind it, which belong to this namespace
 * alone.
 */
export function addQueue(scope: Construct, namespace: string, { name = QUEUE_NAME, quota }: QueueSettings): void {
  const behind = `keruta-${namespace}`;
  new ApiObject(scope, 'resource-flavor', {
    apiVersion: API_VERSION,
    kind: 'ResourceFlavor',
    metadata: { name: behind },
  });
  new ApiObject(scope, 'cluster-queue', {
    apiVersion: API_VERSION,
    kind: 'ClusterQueue',
    metadata: { name: behind },
    spec: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      // The pod of a preempted agent is deleted before the agent has ended.
      preemption: { withinClusterQueue: 'Never', reclaimWithinCohort: 'Never' },
      resourceGroups: [
        {
          coveredResources: Object.keys(quota),
          flavors: [
            {
              name: behind,
              resources: Object.entries(quota).map(([resource, nominalQuota]) => ({ name: resource, nominalQuota })),
            },
          ],
        },
      ],
    },
  });
  new ApiObject(scope, 'local-queue', {
    apiVersion: API_VERSION,
    kind: 'LocalQueue',
    metadata: { name, namespace },
    spec: { clusterQueue: behind },
  });
}
