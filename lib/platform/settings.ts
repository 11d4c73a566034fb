import type { ResourceQuantities } from '../settings/values';

/** Where keruta's API runs in the cluster. */
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
   * Port that its pods listen on: that of the container, whatever the Service's is. From 1 to 65535.
   *
   * @default 8080
   */
  readonly port?: number;
}

/** What a container in the namespace may use, where its own manifest says nothing. */
export interface ContainerLimits {
  /**
   * Limits of a container that has none.
   *
   * @default - none
   */
  readonly default?: ResourceQuantities;

  /**
   * Requests of a container that has none. No request above its `default`.
   *
   * @default - those of `default`
   */
  readonly defaultRequest?: ResourceQuantities;

  /**
   * The most that any container may have as its limits.
   *
   * @default - none
   */
  readonly max?: ResourceQuantities;
}

/** What the namespace of the agents is given beside its name. */
export interface PlatformSettings {
  /**
   * Pod Security Standard that the API server holds the namespace's pods to. The published agent image runs as root,
   * which `baseline` allows and `restricted` does not: that takes `podSecurity: restricted` at every task.
   *
   * @default baseline
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  readonly podSecurity?: 'baseline' | 'restricted';

  /**
   * Where keruta's API runs, which the agents have to reach.
   *
   * @default - in the namespace of the agents
   */
  readonly api?: KerutaApiLocation;

  /**
   * The most that the namespace may use together, as a ResourceQuota has it: `{ pods: 20, requests.cpu: 40 }`.
   * With a quota on cpu or memory every container has to ask for some: say what, with `containerLimits`.
   *
   * @default - no ResourceQuota
   * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
   */
  readonly quota?: ResourceQuantities;

  /**
   * What a container gets that asks for nothing, and the most that any may ask for, as a LimitRange has it.
   *
   * @default - no LimitRange
   * @see https://kubernetes.io/docs/concepts/policy/limit-range/
   */
  readonly containerLimits?: ContainerLimits;
}
