import type { ResourceQuantities } from '../settings/values';

/** The Pod Security Standards that the namespace can enforce. */
export const NAMESPACE_POD_SECURITY = ['baseline', 'restricted'] as const;

/** Location of keruta's API in the cluster. */
export interface KerutaApiLocation {
  /**
   * Namespace of its pods. A DNS label.
   *
   * @default - the namespace of the agents
   */
  readonly namespace?: string;

  /**
   * Labels of its pods.
   *
   * @default { app: keruta-api }
   */
  readonly podLabels?: Readonly<Record<string, string>>;

  /**
   * Port of the container, which may differ from that of the Service. From 1 to 65535.
   *
   * @default 8080
   */
  readonly port?: number;
}

/** Limits of a container in the namespace, and the defaults for a container whose manifest sets none. */
export interface ContainerLimits {
  /**
   * Limits of a container that has none.
   *
   * @default - none
   */
  readonly default?: ResourceQuantities;

  /**
   * Requests of a container that has none. No request is above its `default`.
   *
   * @default - those of `default`
   */
  readonly defaultRequest?: ResourceQuantities;

  /**
   * The maximum limits of any container.
   *
   * @default - none
   */
  readonly max?: ResourceQuantities;
}

/** A queue of Kueue in the namespace of the agents, with a quota of its own. */
export interface QueueSettings {
  /**
   * Name of the LocalQueue, which tasks name as their `queue`. A DNS label.
   *
   * @default keruta
   */
  readonly name?: string;

  /**
   * The most that all Jobs which the queue has admitted may request together. `pods` is the number of agents at the same
   * time; the other resources are those of containers: `{ pods: 10, cpu: 40, memory: 160Gi }`. At least one resource.
   *
   * A Job that requests a resource which is not in the quota is never admitted. Not less than a container gets by
   * `containerLimits`.
   */
  readonly quota: ResourceQuantities;
}

/** Settings of the namespace of the agents. */
export interface PlatformSettings {
  /**
   * Pod Security Standard that the API server enforces in the namespace. The published agent image runs as root, which
   * `baseline` allows and `restricted` does not: with `restricted`, set `podSecurity: restricted` at every task too.
   *
   * `baseline` or `restricted`.
   *
   * @default baseline
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  readonly podSecurity?: (typeof NAMESPACE_POD_SECURITY)[number];

  /**
   * Location of keruta's API, which the agents have to reach.
   *
   * @default - in the namespace of the agents
   */
  readonly api?: KerutaApiLocation;

  /**
   * The most that all pods of the namespace may use together, as in a ResourceQuota: `{ pods: 20, requests.cpu: 40 }`. Not
   * less than a container gets by `containerLimits`.
   *
   * With a quota for cpu or memory every container needs a request: set a default with `containerLimits`.
   *
   * @default - no ResourceQuota
   * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
   */
  readonly quota?: ResourceQuantities;

  /**
   * A queue of Kueue for the tasks of the namespace, in which no Job preempts another. Kueue 0.15 or later has to be
   * installed.
   *
   * @default - no queue
   * @see https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/
   */
  readonly queue?: QueueSettings;

  /**
   * Requests and limits of a container that sets none, and the most that a container may request, as in a LimitRange.
   *
   * @default - no LimitRange
   * @see https://kubernetes.io/docs/concepts/policy/limit-range/
   */
  readonly containerLimits?: ContainerLimits;
}
