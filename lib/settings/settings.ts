import type { EnvValue, KeyRef, LogLevel, PvcAccessMode, Resources, Toleration } from './values';

/** What can be said about a claim that is made. */
export interface ClaimSettings {
  /**
   * Size of the claim, a Kubernetes quantity.
   *
   * Kept as written. More than 0 and a whole number of bytes: `1Gi`, `1.5Gi`, `500M`.
   *
   * @default 1Gi
   * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
   */
  readonly pvcStorageSize?: string;

  /**
   * Who may mount the claim at the same time.
   *
   * `ReadWriteOnce`: the pods of one node. `ReadWriteMany`: pods of many nodes, with a storage class that
   * can. `ReadWriteOncePod`: one pod, so that tasks of a family never run at the same time (Kubernetes 1.29).
   *
   * @default ReadWriteOnce
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   */
  readonly pvcAccessMode?: PvcAccessMode;

  /**
   * Storage class of the claim.
   *
   * A DNS subdomain of at most 253 characters.
   *
   * @default - left out of the manifest: the cluster's default class
   */
  readonly pvcStorageClass?: string;
}

/** What can be said about a Job, in tasks.yaml and in the props of `AgentJob`. */
export interface JobSettings {
  /**
   * Name of the Job. Another name runs the task again.
   *
   * A DNS label of at most 63 characters, unlike that of any other Job in the namespace.
   *
   * @default keruta-job-{taskId}
   */
  readonly jobName?: string;

  /**
   * Name of the volume in the pod.
   *
   * A DNS label of at most 63 characters.
   *
   * @default git-repo
   */
  readonly volumeName?: string;

  /**
   * Image of the agent. Not empty.
   *
   * @default keruta-agent:latest
   */
  readonly image?: string;

  /**
   * When the image is pulled: `Always`, `IfNotPresent` or `Never`.
   *
   * @default - left out: Kubernetes pulls a `latest` image always, any other if it is not present
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';

  /**
   * Names of the Secrets that open the image's registry.
   *
   * Each a DNS subdomain of at most 253 characters, none twice.
   *
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];

  /**
   * Command of the container. The agent's own flags (`workDir`, `logLevel`, `timeout`, `autoCleanup`) are
   * appended to it.
   *
   * At least one string, each of at most 131,071 bytes (Linux' MAX_ARG_STRLEN). Kubernetes expands `$(NAME)` with the
   * container's environment.
   *
   * @default keruta-agent execute --task-id $(KERUTA_TASK_ID) --api-url $(KERUTA_API_URL)
   */
  readonly command?: readonly string[];

  /**
   * Address of keruta's API, as `KERUTA_API_URL`. Not empty.
   *
   * @default http://keruta-api:8080
   */
  readonly apiUrl?: string;

  /**
   * Secret and key that hold the API's token, for `KERUTA_API_TOKEN`.
   *
   * @default { name: keruta-api-token, key: token }
   */
  readonly apiTokenSecret?: KeyRef;

  /**
   * More environment variables: a name to a text, to a `secretKeyRef` or to a `configMapKeyRef`.
   *
   * Merged by name. The contract's `KERUTA_TASK_ID`, `KERUTA_API_URL` and `KERUTA_API_TOKEN` cannot be set here.
   * `NAME=TEXT` has at most 131,071 bytes (Linux' MAX_ARG_STRLEN).
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, EnvValue>>;

  /**
   * Resource requests and limits of the agent's container, in Kubernetes' own shape.
   *
   * Kept as written. No request above its limit.
   *
   * @default - none: the namespace's LimitRange decides, if there is one
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly resources?: Resources;

  /**
   * ServiceAccount of the pods. With one, its token is mounted; without, none is: the agent runs code that
   * nobody reviewed.
   *
   * A DNS subdomain of at most 253 characters.
   *
   * @default - the namespace's `default`, without a token
   */
  readonly serviceAccountName?: string;

  /**
   * Where the volume is mounted and the agent works (`--work-dir`), an absolute path.
   *
   * @default /work
   */
  readonly workDir?: string;

  /**
   * How much the agent logs (`--log-level`): `DEBUG`, `INFO`, `WARN` or `ERROR`.
   *
   * @default - no flag: the agent's own INFO
   */
  readonly logLevel?: LogLevel;

  /**
   * Seconds after which the agent ends itself (`--timeout`), from 0, for never, to 2147483647.
   *
   * Less than `activeDeadlineSeconds` less the pod's grace period of 30 s, where both are set: the agent has to end
   * before its Job is ended.
   *
   * @default - no flag: the agent's own default
   */
  readonly timeout?: number;

  /**
   * Whether the agent cleans up after itself (`--auto-cleanup`).
   *
   * @default - no flag: the agent's own true
   */
  readonly autoCleanup?: boolean;

  /**
   * Seconds after which Kubernetes ends the Job with all its pods, from 1 to 9223372036 (292 years).
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
   */
  readonly activeDeadlineSeconds?: number;

  /**
   * How often a failed pod is tried again, from 0 to 2147483647.
   *
   * Kubernetes' own default of 6 would run a failing agent up to seven times. A retry waits until the failed pod has ended.
   *
   * @default 0
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
   */
  readonly backoffLimit?: number;

  /**
   * Name of the pods' PriorityClass.
   *
   * A DNS subdomain of at most 253 characters.
   *
   * @default - none
   */
  readonly priorityClassName?: string;

  /**
   * Name of the Kueue LocalQueue that the Job waits in, as the label `kueue.x-k8s.io/queue-name`.
   *
   * A DNS subdomain of at most 63 characters.
   *
   * @default - none
   */
  readonly queue?: string;

  /**
   * Labels that a node must have. Merged by key.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Taints that the pods put up with, in Kubernetes' own shape.
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * `restricted`: everything that the Pod Security Standard of that name asks for, as user, group and fsGroup
   * 1000, with a home and a folder `/.keruta` that this user can write, and a Git that accepts the owner of the volume. The
   * published agent image is made for root: use another image.
   *
   * @default - nothing that the agent's published image does not survive
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
   */
  readonly podSecurity?: 'restricted';

  /**
   * More labels of the Job and its pods. Merged by key.
   *
   * None that keruta or Kubernetes sets, and none under `argocd.argoproj.io/`, `helm.sh/` and
   * `kustomize.toolkit.fluxcd.io/`, which machines act on.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations of the Job and its pods. Merged by key.
   *
   * None under `argocd.argoproj.io/`, `helm.sh/` and `kustomize.toolkit.fluxcd.io/`: a hook, a wave or a forced
   * replacement would run an agent twice.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A task as the constructs take it: where its workspace comes from, and how its Job runs. */
export interface TaskSettings extends ClaimSettings, JobSettings {
  /** The task's id: a DNS label of at most 52 characters, so that its Job's name fits into a label. */
  readonly taskId: string;

  /**
   * Id of the task whose claim this one mounts, instead of a claim of its own.
   *
   * @default - a claim of its own
   */
  readonly parentTaskId?: string;

  /**
   * How a child comes to its parent's work: `inherit` mounts the parent's claim, `clone` makes a claim of its own
   * with the parent's as its source, so that children work in parallel without sharing a working tree.
   *
   * A clone is taken when the claim is created, by a CSI driver that can. It has its parent's class and namespace and
   * at least its parent's size. Nothing for a task without a parent.
   *
   * @default inherit
   * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
   */
  readonly workspace?: 'inherit' | 'clone';

  /**
   * Name of a claim that exists already and is mounted, instead of a claim of its own.
   *
   * A DNS subdomain of at most 253 characters.
   * `pvcAccessMode` may say which mode it has; it counts as ReadWriteOnce otherwise.
   *
   * @default - a claim of its own
   */
  readonly existingClaim?: string;

  /**
   * Namespace of the claim and the Job.
   *
   * A DNS label of at most 63 characters.
   *
   * @default - left out of the manifests: whoever applies them decides
   */
  readonly namespace?: string;

  /**
   * Whether the task has ended: its Job leaves the manifests, its claim stays.
   *
   * @default false
   */
  readonly done?: boolean;
}
