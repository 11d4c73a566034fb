import type { ManifestObject } from '../../manifests/parse';

/** An object of the cluster. Names are those that Kubernetes allows, so that a shell reads each as one word. */
export interface LiveObject {
  readonly kind: string;
  /** Empty for an object that belongs to no namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The time at which the object was created, as in the file; empty if the file does not say so. */
  readonly created: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether somebody has deleted the object, and something still keeps it. */
  readonly isDeleted: boolean;
  /** The uids of the objects that own this object. */
  readonly owners: readonly string[];
}

/** A condition of an object. */
export interface Condition {
  readonly type: string;
  readonly isTrue: boolean;
  readonly reason: string;
  readonly message: string;
  /** The time at which the condition became true or false. */
  readonly since: string;
}

export interface LiveJob extends LiveObject {
  /** The Job as kubectl printed it, to compare with a manifest. */
  readonly manifest: ManifestObject;
  readonly isSuspended: boolean;
  /** Numbers of pods. */
  readonly active: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly started: string | undefined;
  readonly completed: string | undefined;
  readonly conditions: readonly Condition[];
}

export interface LivePod extends LiveObject {
  readonly phase: string;
  readonly reason: string;
  readonly message: string;
  readonly node: string | undefined;
  readonly started: string | undefined;
  readonly conditions: readonly Condition[];
  /** The states of the containers: init containers first, in the order in which they run. */
  readonly containers: readonly LiveContainer[];
  /** The names of the claims that the pod mounts. */
  readonly claims: readonly string[];
}

/** The state of a container of a pod. */
export interface LiveContainer {
  readonly name: string;
  /** `init` runs before the agent, `sidecar` at the same time as the agent; `main` are all others. */
  readonly role: 'init' | 'sidecar' | 'main';
  readonly image: string;
  readonly state: 'waiting' | 'running' | 'terminated';
  readonly reason: string;
  readonly message: string;
  readonly exitCode: number | undefined;
  readonly started: string | undefined;
  readonly finished: string | undefined;
}

export interface LiveClaim extends LiveObject {
  /** `Pending`, `Bound` or `Lost`. */
  readonly phase: string;
  /** The size of the volume; undefined while there is none. */
  readonly size: string | undefined;
  /** The size that the claim asks for. */
  readonly requested: string | undefined;
  readonly storageClass: string | undefined;
  readonly volume: string | undefined;
  readonly accessModes: readonly string[];
  /** The name of the claim that this claim is a clone of. */
  readonly source: string | undefined;
  readonly conditions: readonly Condition[];
}

export interface LiveVolume extends LiveObject {
  readonly phase: string;
  readonly size: string | undefined;
  readonly storageClass: string | undefined;
  /** The claim that the volume is bound to. */
  readonly claim: { readonly namespace: string; readonly name: string } | undefined;
}

export interface LiveStorageClass extends LiveObject {
  readonly provisioner: string;
  /** Whether the class waits with a volume until a pod needs it. */
  readonly waitsForConsumer: boolean;
  /** Whether claims of the class can grow. */
  readonly canExpand: boolean;
  readonly isDefault: boolean;
}

export interface LiveEvent {
  /** The object that the event is about. */
  readonly about: { readonly kind: string; readonly namespace: string; readonly name: string; readonly uid: string };
  readonly isWarning: boolean;
  readonly reason: string;
  readonly message: string;
  /** The last time at which the event was seen. */
  readonly last: string;
}

export interface LiveQuota extends LiveObject {
  /** Limits by the name of the resource: `requests.cpu`, `count/jobs.batch`. */
  readonly hard: Readonly<Record<string, string>>;
  readonly used: Readonly<Record<string, string>>;
}

/** A Workload of Kueue. Its owner is a Job. */
export interface LiveWorkload extends LiveObject {
  readonly queue: string;
  /** Whether Kueue may admit the Workload at all. */
  readonly isActive: boolean;
  readonly conditions: readonly Condition[];
}

/** The objects of a cluster at one moment. Objects of other kinds are left out. */
export interface LiveCluster {
  /** When the objects were read, in milliseconds since 1970; for a file the time of its last change. */
  readonly takenAt: number;
  readonly jobs: readonly LiveJob[];
  readonly pods: readonly LivePod[];
  readonly claims: readonly LiveClaim[];
  readonly volumes: readonly LiveVolume[];
  readonly storageClasses: readonly LiveStorageClass[];
  readonly events: readonly LiveEvent[];
  readonly quotas: readonly LiveQuota[];
  readonly workloads: readonly LiveWorkload[];
  /** The resources that kubectl was not allowed to read, as `persistentvolumes`: nothing is known of them. */
  readonly unread: readonly string[];
}
