import type { PlatformSettings } from '../platform/settings';

/** The settings that `argocd.yaml` and `flux.yaml` have in common: the pieces that the cluster needs before the tasks. */
export interface ClusterSettings {
  /**
   * Whether the API server refuses to delete a claim of keruta until a person confirms the deletion, in the whole cluster.
   * Kubernetes 1.30 or later.
   *
   * @default false
   */
  readonly claimProtection?: boolean;

  /**
   * Whether the API server refuses to suspend the Job of an agent, in the whole cluster: its pod would be deleted before the
   * agent has ended, which is how Kueue preempts. It also refuses that a queue is drained and that a person suspends such a
   * Job. Kubernetes 1.30 or later.
   *
   * @default false
   */
  readonly runProtection?: boolean;

  /**
   * Settings of the namespace of the tasks: Pod Security, a ServiceAccount, a NetworkPolicy, quotas. `{}` makes everything
   * that needs no choice.
   *
   * @default - none: Argo CD makes a namespace without these objects, and for Flux the namespace has to exist
   */
  readonly platform?: PlatformSettings;
}
