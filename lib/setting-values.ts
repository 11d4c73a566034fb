/*
 * The types of the settings' values: Kubernetes' own shapes, as far as they are read here.
 */

/** A claim's access mode. */
export type PvcAccessMode = 'ReadWriteOnce' | 'ReadWriteMany' | 'ReadWriteOncePod';

/** How much the agent writes to its log. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** A key of a Secret or of a ConfigMap. */
export interface KeyRef {
  readonly name: string;
  readonly key: string;
}

/** An environment variable's value: text, or a reference to where it is kept. */
export type EnvValue = string | { readonly secretKeyRef: KeyRef } | { readonly configMapKeyRef: KeyRef };

/** Quantities by resource, as written: `{ cpu: 2, memory: '512Mi' }`. */
export type ResourceQuantities = Readonly<Record<string, string | number>>;

/** What a container asks for and what it may use at most, in Kubernetes' own shape. */
export interface Resources {
  readonly requests?: ResourceQuantities;
  readonly limits?: ResourceQuantities;
}

/** A taint that the agent's pods put up with, in Kubernetes' own shape. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}
