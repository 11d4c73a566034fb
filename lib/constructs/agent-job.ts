import { ApiObject, Lazy } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { fixOf } from '../checks/fix';
import type { Issue } from '../checks/issues';
import { checkInitContainer, checkMount, checkVolume } from '../checks/pod';
import { checkProps, refuseProps } from '../checks/props';
import { agentJobShape, jobShape } from '../checks/shapes';
import { dnsLabel, mountPath } from '../checks/text';
import { map, text } from '../checks/zod';
import { BUILT_IN } from '../settings/defaults';
import type { JobSettings } from '../settings/job-settings';
import {
  APP_LABEL,
  CONTRACT_ENV,
  jobNameOf,
  PRIORITY_LABEL,
  QUEUE_LABEL,
  SYNC_WAVE,
  TASK_LABEL,
  WORKSPACE_LABEL,
  workspaceLabel,
} from '../settings/names';
import type { EnvValue, OnDisruption } from '../settings/values';
import { type AgentContainer, type AgentPodSpec, agentPodSpec, type PodAdditions } from './agent-pod';
import { toPlainValues, withoutLazy } from './plain';
import type { ITaskWorkspace } from './task-workspace';

/** Properties of `AgentJob`. */
export interface AgentJobProps extends JobSettings {
  /** The task's id: a DNS label of at most 52 characters. */
  readonly taskId: string;

  /** The workspace that the agent works in. */
  readonly workspace: ITaskWorkspace;

  /**
   * Seconds after the end of the Job until Kubernetes deletes it, from 0 to 2147483647.
   *
   * Do not set it under Argo CD or Flux: they make a deleted Job again, and the agent runs again and again.
   *
   * @default - the Job stays until somebody deletes it
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
   */
  readonly ttlSecondsAfterFinished?: number;

  /**
   * Argo CD's sync wave of the Job, from 0 to 2147483647: Argo CD makes the Job when all objects of lower waves are healthy.
   *
   * Use the same wave for the workspace that the Job mounts first: its claim may stay unbound until a pod uses it.
   *
   * @default - none: everything is synced at once
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  readonly syncWave?: number;
}

/** Options of a mount in the agent's container: the fields of a Kubernetes volume mount without its name. */
export interface MountOptions extends Omit<k8s.VolumeMount, 'name'> {}

/**
 * The fields of additions that this package checks itself. Volumes, mounts and containers have rules in lib/checks/pod.ts.
 */
const namedShape = map({ name: text(dnsLabel) });
const volumeShape = map({ name: text(dnsLabel), mountPath: text(mountPath) });
const envShape = jobShape.pick({ env: true });

/**
 * The Job that runs a task's agent on a workspace.
 *
 * @example
 * ```ts
 * import { Chart } from 'cdk8s';
 * import { AgentJob, type AgentPodSpec, TaskApp, TaskWorkspace } from 'cdk8s-keruta';
 *
 * class PatientJob extends AgentJob {
 *   protected override podSpec(): AgentPodSpec {
 *     return { ...super.podSpec(), terminationGracePeriodSeconds: 120 };
 *   }
 * }
 *
 * const chart = new Chart(new TaskApp(), 'agents');
 * const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'task123' });
 * const job = new PatientJob(chart, 'job', { taskId: 'task123', workspace, timeout: 1800 });
 * job.addInitContainer({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' });
 * ```
 */
export class AgentJob extends Construct {
  /** The task's id. */
  public readonly taskId: string;

  /** The workspace that the agent works in. */
  public readonly workspace: ITaskWorkspace;

  /** Name of the Job. */
  public readonly name: string;

  /** The settings of the Job, as the props name them. */
  protected readonly settings: JobSettings;
  private readonly added: PodAdditions = { initContainers: [], volumes: [], volumeMounts: [], env: new Map() };

  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: AgentJobProps) {
    super(scope, id);
    const { workspace, ...settings } = props;
    checkProps(this, agentJobShape, settings);
    this.checkPodSpecOf(settings, workspace.subPath);
    this.taskId = props.taskId;
    this.workspace = workspace;
    this.name = jobNameOf(props);
    this.settings = settings;

    const backoffLimit = props.backoffLimit ?? BUILT_IN.backoffLimit;
    new ApiObject(this, 'Resource', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: this.name,
        namespace: workspace.namespace,
        labels: { ...this.labels, ...kueueLabels(props) },
        annotations:
          props.syncWave === undefined
            ? props.annotations
            : { ...props.annotations, [SYNC_WAVE]: String(props.syncWave) },
      },
      spec: {
        activeDeadlineSeconds: props.activeDeadlineSeconds,
        backoffLimit,
        ...failureHandling(backoffLimit, props.onDisruption),
        template: {
          metadata: { labels: this.labels, annotations: props.annotations },
          spec: Lazy.any({ produce: () => toPlainValues(this.podSpec()) }),
        },
        ttlSecondsAfterFinished: props.ttlSecondsAfterFinished,
      },
    });
  }

  /** Labels of the Job and its pods, for selectors. */
  public get labels(): Record<string, string> {
    return {
      ...this.settings.labels,
      ...APP_LABEL,
      [TASK_LABEL]: this.taskId,
      [WORKSPACE_LABEL]: workspaceLabel(this.workspace.name),
    };
  }

  /**
   * Adds an init container. It ends before the agent starts; with `restartPolicy: 'Always'` it is a native sidecar, which
   * runs next to the agent and ends with it (Kubernetes 1.29). A plain second container would keep the Job from ever
   * ending.
   *
   * A mount may name a volume that is added later. The synth of a `TaskApp` refuses a mount of a volume that is not there.
   *
   * @throws Error if its name is not a DNS label or that of another container, and for what an API server refuses: no
   * image, a probe or `lifecycle` without `restartPolicy: 'Always'`, two mounts at one path, a `subPath` that is absolute or
   * has `..`, a variable with a wrong name, with two values or twice, an invalid quantity, and all that `podSpec` refuses
   */
  public addInitContainer(container: AgentContainer): void {
    checkProps(this, namedShape, { name: container.name });
    this.refuseSecond('container', container.name, ['main', ...this.added.initContainers.map(({ name }) => name)]);
    refuseProps(
      this,
      checkInitContainer(toPlainValues(container)).map((problem) => ({
        ...problem,
        key: `initContainers[${container.name}].${problem.key}`,
      })),
    );
    this.checkAddition({ initContainers: [container] });
    this.added.initContainers.push(container);
  }

  /**
   * Adds a volume and mounts it in the agent's container.
   *
   * @throws Error if its name is not a DNS label or that of another volume, if it has no source or more than one, if its
   * `mountPath` is not an absolute path or that of another volume, if its `subPath` is absolute or has `..`, and for all
   * that `podSpec` refuses
   */
  public addVolume(volume: k8s.Volume, mount: MountOptions): void {
    checkProps(this, volumeShape, { name: volume.name, mountPath: mount.mountPath });
    this.refuseSecond('volume', volume.name, [
      this.settings.volumeName ?? BUILT_IN.volumeName,
      ...this.added.volumes.map(({ name }) => name),
    ]);
    this.refuseSecond('mountPath', mount.mountPath, [
      this.settings.workDir ?? BUILT_IN.workDir,
      ...this.added.volumeMounts.map(({ mountPath }) => mountPath),
    ]);
    refuseProps(this, [...checkVolume(volume), ...checkMount(mount)]);
    this.checkAddition({
      volumes: [volume],
      containers: [{ name: 'main', volumeMounts: [{ name: volume.name, ...mount }] }],
    });
    this.added.volumes.push(volume);
    this.added.volumeMounts.push({ name: volume.name, ...mount });
  }

  /**
   * Adds an environment variable of the agent's container.
   *
   * @throws Error if the variable is there already, or if it breaks the limits of `env`
   */
  public addEnv(name: string, value: EnvValue): void {
    this.refuseSecond('environment variable', name, [
      ...CONTRACT_ENV,
      ...Object.keys(this.settings.env ?? {}),
      ...this.added.env.keys(),
    ]);
    checkProps(this, envShape, { env: { [name]: value } });
    this.added.env.set(name, value);
  }

  /** The spec of the pod. It is rendered at synth; a subclass can override this method to change it. */
  protected podSpec(): AgentPodSpec {
    return agentPodSpec(this.taskId, this.settings, this.workspace, this.added);
  }

  private checkPodSpecOf(settings: JobSettings, subPath: string | undefined): void {
    if (settings.podSpec !== undefined) {
      // Loaded only for Jobs with a podSpec.
      const { checkPodSpecOfProps } = require('../pod-spec/check') as typeof import('../pod-spec/check');
      this.refuseIssues(checkPodSpecOfProps(settings, subPath), ['podSpec']);
    }
  }

  /** Checks an addition as if it stood in `podSpec`, except for values that are known at synth only. */
  private checkAddition(part: object): void {
    const { checkPartOfPod } = require('../pod-spec/check') as typeof import('../pod-spec/check');
    this.refuseIssues(checkPartOfPod(withoutLazy(toPlainValues(part)) as object), []);
  }

  private refuseIssues(issues: readonly Issue[], prefix: readonly string[]): void {
    refuseProps(
      this,
      issues.map((issue) => ({ ...issue, key: [...prefix, ...issue.path].join('.'), fix: fixOf(issue) })),
    );
  }

  private refuseSecond(kind: string, name: string, names: readonly string[]): void {
    if (names.includes(name)) {
      throw new Error(
        `[${this.node.path}] a second ${kind} ${JSON.stringify(name)}; allowed: a name not among ${names.join(', ')}`,
      );
    }
  }
}

/** The labels by which Kueue knows a Job. The pods do not get them. */
function kueueLabels({ queue, workloadPriorityClass }: JobSettings): Record<string, string> {
  return {
    ...(queue === undefined ? {} : { [QUEUE_LABEL]: queue }),
    ...(workloadPriorityClass === undefined ? {} : { [PRIORITY_LABEL]: workloadPriorityClass }),
  };
}

/**
 * The fields that decide how the Job treats a failed pod.
 *
 * A new pod waits until the old one has ended, both a retry and a pod in place of a disrupted one: otherwise two agents would
 * work in one working tree. Without retries, the Job fails at the first exit code other than 0 and gives that exit code as the
 * reason, which would otherwise always be BackoffLimitExceeded.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-replacement-policy
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
function failureHandling(backoffLimit: number, onDisruption: OnDisruption | undefined): object {
  const rules = [
    ...(onDisruption === 'retry' ? [IGNORE_DISRUPTION] : []),
    ...(backoffLimit === 0 ? [FAIL_AT_EXIT_CODE] : []),
  ];
  return {
    podFailurePolicy: rules.length > 0 ? { rules } : undefined,
    podReplacementPolicy: backoffLimit > 0 || onDisruption === 'retry' ? 'Failed' : undefined,
  };
}

const IGNORE_DISRUPTION = { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] };
const FAIL_AT_EXIT_CODE = { action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] } };
