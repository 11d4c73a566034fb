import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { QueueSettings } from './settings';

const API_VERSION = 'kueue.x-k8s.io/v1beta2';

/** The name of the LocalQueue, unless the settings name another. */
const QUEUE_NAME = 'keruta';

/**
 * Adds a LocalQueue to the namespace, and the ClusterQueue and the ResourceFlavor from which it gets its quota. Both belong
 * to this namespace alone.
 */
export function addQueue(scope: Construct, namespace: string, { name = QUEUE_NAME, quota }: QueueSettings): void {
  const clusterQueue = `keruta-${namespace}`;
  new ApiObject(scope, 'resource-flavor', {
    apiVersion: API_VERSION,
    kind: 'ResourceFlavor',
    metadata: { name: clusterQueue },
  });
  new ApiObject(scope, 'cluster-queue', {
    apiVersion: API_VERSION,
    kind: 'ClusterQueue',
    metadata: { name: clusterQueue },
    spec: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      // The pod of a preempted agent is deleted before the agent has ended.
      preemption: { withinClusterQueue: 'Never', reclaimWithinCohort: 'Never' },
      resourceGroups: [
        {
          coveredResources: Object.keys(quota),
          flavors: [
            {
              name: clusterQueue,
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
    spec: { clusterQueue },
  });
}
