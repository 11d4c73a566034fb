import type { ClusterSettings } from '../gitops/settings';

/** The Secret in which Flux finds what opens the repository. */
export interface FluxSecretRef {
  /** Name of the Secret, in the namespace of the GitRepository. A DNS subdomain. */
  readonly name: string;
}

/** The source from which Flux takes the manifests of the tasks, and their destination. */
export interface FluxSettings {
  /**
   * Name of the GitRepository and of the Kustomization, or the beginning of the names of the Kustomizations. A DNS label.
   *
   * @default keruta-tasks
   */
  readonly name?: string;

  /**
   * Namespace of the GitRepository and the Kustomizations. A DNS label.
   *
   * @default flux-system
   */
  readonly namespace?: string;

  /** URL of the Git repository: `https://`, `http://` or `ssh://`. Without a password. */
  readonly url: string;

  /**
   * The Secret with the deploy key or the token of a private repository.
   *
   * @default - none: the repository is public
   * @see https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference
   */
  readonly secretRef?: FluxSecretRef;

  /**
   * Folder of the manifests, from the top of the repository. Not the top itself, which holds other YAML files.
   *
   * @default dist
   */
  readonly path?: string;

  /**
   * Branch of the repository.
   *
   * @default main
   */
  readonly branch?: string;

  /** Namespace of the tasks: Flux puts every object there, whatever namespace its manifest names. A DNS label. */
  readonly targetNamespace: string;
}

/** The content of `flux.yaml`. */
export interface FluxFile extends FluxSettings, ClusterSettings {}

/** The values that hold where `flux.yaml` says nothing. */
export const FLUX_BUILT_IN = {
  name: 'keruta-tasks',
  namespace: 'flux-system',
  path: 'dist',
  branch: 'main',
} as const;
