import type { PartialPodSpec } from './pod-spec';
import type {
  EnvValue,
  ImagePullPolicy,
  KeyRef,
  LogLevel,
  OnDisruption,
  PodSecurity,
  Resources,
  Toleration,
} from './values';

/** Settings of a Job, in tasks.yaml and in the props of `AgentJob`. */
export interface JobSettings {
  /**
   * Number of the run: a larger number runs the task again, on the same claim.
   *
   * From the second run on, the number is the end of the Job's name: `keruta-job-{taskId}-2`. The name has at most 63
   * characters. The setting has no effect together with `jobName`.
   *
   * @default 1
   */
  readonly run?: number;

  /**
   * Name of the Job, in place of the name that is made of the task's id and `run`.
   *
   * A DNS label of at most 63 characters, unlike that of any other Job in the namespace.
   *
   * @default keruta-job-{taskId}, with `-{run}` from the second run on
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
   * Image of the agent, a reference as container runtimes read it: `HOST:PORT/PATH:TAG@sha256:DIGEST`, of which only
   * `PATH` is required. In lower case, except for the tag.
   *
   * @default keruta-agent:latest
   */
  readonly image?: string;

  /**
   * When the image is pulled: `Always`, `IfNotPresent` or `Never`.
   *
   * @default - left out: Kubernetes always pulls an image with the tag `latest`, and any other image if it is not present
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Image pull secrets: names of the Secrets with the registry's credentials.
   *
   * Each name is a DNS subdomain of at most 253 characters and stands in the list once.
   *
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];

  /**
   * Command of the container. The flags of the agent (`workDir`, `logLevel`, `timeout`, `autoCleanup`) are appended to the
   * command.
   *
   * At least one string, each of at most 131,071 bytes (Linux' MAX_ARG_STRLEN). Kubernetes replaces `$(NAME)` by the value
   * of the environment variable; `$$(NAME)` stays `$(NAME)`.
   *
   * @default keruta-agent execute --task-id $(KERUTA_TASK_ID) --api-url $(KERUTA_API_URL)
   */
  readonly command?: readonly string[];

  /**
   * URL of keruta's API, as `KERUTA_API_URL`: `http://` or `https://`, without a password.
   *
   * @default http://keruta-api:8080
   */
  readonly apiUrl?: string;

  /**
   * Secret, and key in its data, with the token of the API, for `KERUTA_API_TOKEN`.
   *
   * @default { name: keruta-api-token, key: token }
   */
  readonly apiTokenSecret?: KeyRef;

  /**
   * More environment variables: a map from names to strings, to a `secretKeyRef` or to a `configMapKeyRef`.
   *
   * Merged by name. `KERUTA_TASK_ID`, `KERUTA_API_URL` and `KERUTA_API_TOKEN` cannot be set here. A password or a token is
   * a `secretKeyRef`: a literal one is refused. `NAME=VALUE` has at most 131,071 bytes (Linux' MAX_ARG_STRLEN). Kubernetes
   * replaces `$(NAME)` in a value by the value of a variable that is defined before it.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, EnvValue>>;

  /**
   * Resource requests and limits of the agent's container, in the shape of Kubernetes.
   *
   * Kept as written. No request is above its limit.
   *
   * @default - none: the namespace's LimitRange decides, if there is one
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly resources?: Resources;

  /**
   * ServiceAccount of the pods. With this setting its token is mounted; without it no token is, because the agent runs
   * unreviewed code.
   *
   * A DNS subdomain of at most 253 characters.
   *
   * @default - the namespace's `default`, without a token
   */
  readonly serviceAccountName?: string;

  /**
   * Directory in which the volume is mounted and the agent works (`--work-dir`).
   *
   * An absolute path without `:`, `.` and `..`, not `/`, and not in `/dev`, `/proc` or `/sys`. At most 4,095 bytes, and 255
   * between two slashes.
   *
   * @default /work
   */
  readonly workDir?: string;

  /**
   * Log level of the agent (`--log-level`): `DEBUG`, `INFO`, `WARN` or `ERROR`.
   *
   * @default - no flag: INFO, the agent's default
   */
  readonly logLevel?: LogLevel;

  /**
   * Seconds after which the agent ends itself (`--timeout`), from 0 to 2147483647. 0: no timeout.
   *
   * If `activeDeadlineSeconds` is set too, more than 30 s (the pod's grace period) less than that: the agent has to end
   * before Kubernetes ends its Job.
   *
   * @default - no flag: the agent's default
   */
  readonly timeout?: number;

  /**
   * Whether the agent cleans up after itself (`--auto-cleanup`).
   *
   * @default - no flag: true, the agent's default
   */
  readonly autoCleanup?: boolean;

  /**
   * Seconds after which Kubernetes ends the Job with all its pods, from 1 to 9223372036 (292 years).
   *
   * The pod is deleted, and its log with it. The time in which the pod waits for its node or its claim counts; the time in a
   * queue of Kueue does not. `podSpec.activeDeadlineSeconds` counts from the start of the pod, and keeps the pod and its log.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
   */
  readonly activeDeadlineSeconds?: number;

  /**
   * Number of retries after a failed pod, from 0 to 2147483647.
   *
   * The default of Kubernetes, 6, would run a failing agent up to seven times. A retry waits until the failed pod has ended.
   *
   * @default 0
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
   */
  readonly backoffLimit?: number;

  /**
   * The effect of a disruption on the Job: its pod is evicted, drained from its node, or preempted.
   *
   * `fail`: the Job fails, so that there is one run whatever happens. `retry`: a new pod starts when the old one has ended,
   * as often as it takes, and does not count for `backoffLimit`. The agent then finds the working tree as the old pod left
   * it: with changes that are not committed, and maybe with a `.git/index.lock`.
   *
   * @default fail
   * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions
   */
  readonly onDisruption?: OnDisruption;

  /**
   * PriorityClass of the pods.
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
   * Name of the Kueue WorkloadPriorityClass that orders the Jobs which wait in a queue, as the label
   * `kueue.x-k8s.io/priority-class`. It is not the PriorityClass of the pods.
   *
   * A DNS subdomain of at most 63 characters.
   *
   * @default - none: Kueue takes the value of the pods' PriorityClass
   * @see https://kueue.sigs.k8s.io/docs/concepts/workload_priority_class/
   */
  readonly workloadPriorityClass?: string;

  /**
   * Node selector: labels that a node must have to run the pods. Merged by key.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Tolerations of the pods, in the shape of Kubernetes.
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * Protection of the node from the agent.
   *
   * `hardened`: root stays root, but the containers can gain no privileges, have no Linux capabilities, and run with the
   * seccomp profile of the container runtime. The published agent image runs with it. Root without capabilities cannot
   * change owners or read files of other users.
   *
   * `restricted`: everything that the Pod Security Standard of that name requires, as user, group and fsGroup 1000, with a
   * home and a folder `/.keruta` that this user can write, and a Git that accepts the owner of the volume. The published
   * agent image is made for root: use another image.
   *
   * @default - nothing: the published agent image runs as root
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
   */
  readonly podSecurity?: PodSecurity;

  /**
   * Part of the pod's spec, in the shape of Kubernetes, which is merged into the pod of the agent.
   *
   * Merged as `kubectl patch --type=strategic` merges: containers, init containers, volumes and environment variables by
   * name, volume mounts by `mountPath`, other lists as a whole. The agent's container is `main`. A second container has to
   * be a native sidecar: an init container with `restartPolicy: Always`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
   */
  readonly podSpec?: PartialPodSpec;

  /**
   * More labels of the Job and its pods. Merged by key.
   *
   * Not the labels that keruta or Kubernetes sets, none by which Kueue acts, and none with the prefix `argocd.argoproj.io/`, `helm.sh/` or
   * `kustomize.toolkit.fluxcd.io/`, on which GitOps controllers and Helm act.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations of the Job and its pods. Merged by key.
   *
   * None with the prefix `argocd.argoproj.io/`, `helm.sh/` or `kustomize.toolkit.fluxcd.io/`: a hook, a wave or a forced
   * replacement would run an agent twice. None that the API server refuses, or that Kubernetes no longer reads.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}
