import type { ClusterSettings } from '../gitops/settings';

/** The cluster and namespace that the tasks run in. */
export interface ArgoCdDestination {
  /**
   * Address of the cluster's API server. Not together with `name`.
   *
   * @default https://kubernetes.default.svc - the cluster that Argo CD runs in
   */
  readonly server?: string;

  /**
   * Name that the cluster has in Argo CD. Not together with `server`.
   *
   * @default - the name that Argo CD has for `server`
   */
  readonly name?: string;

  /** Namespace of the tasks that name none themselves. Argo CD creates it. A DNS label. */
  readonly namespace: string;
}

/** The source from which Argo CD takes the manifests of the tasks, and their destination. */
export interface ArgoCdSettings {
  /**
   * Name of the Application, or of the ApplicationSet and the beginning of its Applications' names. A DNS label.
   *
   * @default keruta-tasks
   */
  readonly name?: string;

  /**
   * Namespace that Argo CD reads Applications in. A DNS label.
   *
   * @default argocd
   */
  readonly namespace?: string;

  /**
   * Argo CD's project.
   *
   * @default default
   */
  readonly project?: string;

  /** URL of the Git repository: `https://`, `ssh://`, `git@host:path` or `file://`. Without a password. */
  readonly repoURL: string;

  /**
   * Folder of the manifests, from the top of the repository. Not the top itself, which holds other YAML files.
   *
   * @default dist
   */
  readonly path?: string;

  /**
   * Branch, tag or commit.
   *
   * @default HEAD
   */
  readonly targetRevision?: string;

  /** The cluster and namespace that the tasks run in. */
  readonly destination: ArgoCdDestination;
}

/** The content of `argocd.yaml`. */
export interface ArgoCdFile extends ArgoCdSettings, ClusterSettings {}

/** The built-in defaults of `argocd.yaml`. */
export const ARGOCD_BUILT_IN = {
  name: 'keruta-tasks',
  namespace: 'argocd',
  project: 'default',
  path: 'dist',
  targetRevision: 'HEAD',
  server: 'https://kubernetes.default.svc',
} as const;
