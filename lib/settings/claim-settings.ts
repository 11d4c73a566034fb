import type { PvcAccessMode } from './values';

/** Settings of a claim that a task makes. */
export interface ClaimSettings {
  /**
   * Size of the claim, a Kubernetes quantity with a unit.
   *
   * Kept as written. More than 0, less than `8Ei` and a whole number of bytes: `1Gi`, `1.5Gi`, `500M`.
   *
   * @default 1Gi
   * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
   */
  readonly pvcStorageSize?: string;

  /**
   * Access mode of the claim: which pods may mount the claim at the same time.
   *
   * `ReadWriteOnce`: the pods of one node. `ReadWriteMany`: pods of many nodes, if the storage class supports that mode.
   * `ReadWriteOncePod`: one pod, so that the tasks of a family never run at the same time (Kubernetes 1.27).
   *
   * @default ReadWriteOnce
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   */
  readonly pvcAccessMode?: PvcAccessMode;

  /**
   * Storage class of the claim.
   *
   * A DNS subdomain of at most 253 characters, or an empty string: the claim is then bound to an existing volume that has
   * no class, and no volume is provisioned for the claim.
   *
   * @default - left out of the manifest: the cluster's default class
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1
   */
  readonly pvcStorageClass?: string;

  /**
   * Folder of the volume that is mounted as `workDir`, instead of the root of the volume. The kubelet makes the folder.
   *
   * The root of an ext4 volume has a folder `lost+found`, so that `git clone` refuses to clone into it.
   *
   * A relative path without `.` and `..`, of at most 4,095 bytes, and 255 between two slashes. A child works in the folder of
   * its parent unless the child sets another one; an existing claim may have a folder too.
   *
   * @default - the root of the volume; for a child, the folder of its parent
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
   */
  readonly pvcSubPath?: string;

  /**
   * More labels of the claim: cost centers, backup tools. Merged by key.
   *
   * Not the labels of keruta, and none by which a machine deletes or binds claims (Argo CD, Flux, Helm, `kubectl apply
   * --prune`, Kyverno, Kubernetes' volume controllers).
   *
   * @default - none
   */
  readonly claimLabels?: Readonly<Record<string, string>>;

  /**
   * More annotations of the claim. Merged by key.
   *
   * None by which a machine deletes or binds claims, as for `claimLabels`.
   *
   * @default - none
   */
  readonly claimAnnotations?: Readonly<Record<string, string>>;
}
