/*
 * The types of the settings' values: Kubernetes' own shapes, as far as they are read here.
 */

/** A claim's access mode. */
export type PvcAccessMode = 'ReadWriteOnce' | 'ReadWriteMany' | 'ReadWriteOncePod';

/** How much the agent writes to its log. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** A key of a Secret or of a ConfigMap. */
export interface KeyRef {
  /** Name of the Secret or the ConfigMap. */
  readonly name: string;
  /** The key in its data. */
  readonly key: string;
}

/** An environment variable's value: text, or a reference to where it is kept. */
export type EnvValue = string | { readonly secretKeyRef: KeyRef } | { readonly configMapKeyRef: KeyRef };

/** Quantities by resource, as written: `{ cpu: 2, memory: '512Mi' }`. */
export type ResourceQuantities = Readonly<Record<string, string | number>>;

/** What a container asks for and what it may use at most, in Kubernetes' own shape. */
export interface Resources {
  /**
   * What the scheduler keeps free for it.
   *
   * @default - its limits
   */
  readonly requests?: ResourceQuantities;
  /**
   * What it may use at most.
   *
   * @default - no limit
   */
  readonly limits?: ResourceQuantities;
}

/**
 * A taint that the agent's pods put up with, in Kubernetes' own shape.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface Toleration {
  /**
   * Key of the taint.
   *
   * @default - any: beside `operator: Exists` alone
   */
  readonly key?: string;
  /**
   * `Equal`: a taint with this key and this value. `Exists`: one with this key.
   *
   * @default Equal
   */
  readonly operator?: 'Exists' | 'Equal';
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
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * Seconds that a pod stays on a node that gets the taint, beside `effect: NoExecute`.
   *
   * @default - for ever
   */
  readonly tolerationSeconds?: number;
}
