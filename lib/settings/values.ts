/*
 * Types of the settings' values, and the lists of the values that can be chosen from.
 */

/** The access modes of a claim. */
export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'] as const;
/** The access modes that a storage class may support. The agent writes, so that no claim can be ReadOnlyMany. */
export const CLASS_ACCESS_MODES = [...ACCESS_MODES, 'ReadOnlyMany'] as const;
/** The ways in which a child gets the work of its parent. */
export const WORKSPACE_MODES = ['inherit', 'clone'] as const;
/** The log levels of the agent. */
export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
/** The pull policies of an image. */
export const IMAGE_PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as const;
/** The ways to protect a node from the agent. */
export const POD_SECURITY = ['hardened', 'restricted'] as const;
/** The ways to go on after a disruption: an eviction, a drain or a preemption. */
export const ON_DISRUPTION = ['fail', 'retry'] as const;
/** The operators of a toleration. */
export const TOLERATION_OPERATORS = ['Exists', 'Equal'] as const;
/** The effects of a taint. */
export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

/** Access mode of a claim. */
export type PvcAccessMode = (typeof ACCESS_MODES)[number];

/** Access mode that a storage class supports. */
export type ClassAccessMode = (typeof CLASS_ACCESS_MODES)[number];

/** The ways in which a child gets the work of its parent. */
export type WorkspaceMode = (typeof WORKSPACE_MODES)[number];

/** Log level of the agent. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** When an image is pulled. */
export type ImagePullPolicy = (typeof IMAGE_PULL_POLICIES)[number];

/** The way to protect a node from the agent. */
export type PodSecurity = (typeof POD_SECURITY)[number];

/** The way to go on after a disruption. */
export type OnDisruption = (typeof ON_DISRUPTION)[number];

/** A key in the data of a Secret or a ConfigMap. */
export interface KeyRef {
  /** Name of the Secret or the ConfigMap. */
  readonly name: string;
  /** Key in its data. */
  readonly key: string;
}

/** Value of an environment variable: a string, or a reference to a key of a Secret or a ConfigMap. */
export type EnvValue = string | { readonly secretKeyRef: KeyRef } | { readonly configMapKeyRef: KeyRef };

/** Quantities by resource, as written: `{ cpu: 2, memory: '512Mi' }`. */
export type ResourceQuantities = Readonly<Record<string, string | number>>;

/** Resource requests and limits of a container, in the shape of Kubernetes. */
export interface Resources {
  /**
   * Resources that the scheduler reserves for the container.
   *
   * @default - its limits
   */
  readonly requests?: ResourceQuantities;
  /**
   * The most that the container may use.
   *
   * @default - no limit
   */
  readonly limits?: ResourceQuantities;
}

/**
 * Toleration of a pod, in the shape of Kubernetes.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface Toleration {
  /**
   * Key of the taint.
   *
   * @default - any key: with `operator: Exists` only
   */
  readonly key?: string;
  /**
   * `Equal`: a taint with this key and this value. `Exists`: a taint with this key.
   *
   * @default Equal
   */
  readonly operator?: (typeof TOLERATION_OPERATORS)[number];
  /**
   * Value of the taint.
   *
   * @default - none
   */
  readonly value?: string;
  /**
   * Effect of the taint.
   *
   * @default - any
   */
  readonly effect?: (typeof TAINT_EFFECTS)[number];
  /**
   * Seconds that a running pod stays on its node after the node gets the taint, with `effect: NoExecute`.
   *
   * @default - forever
   */
  readonly tolerationSeconds?: number;
}
