import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps } from '../checks/props';
import { agentJobShape, identityShape } from '../checks/shapes';
import { dnsLabel } from '../checks/text';
import { map, text } from '../checks/zod';
import type { TaskSettings } from '../settings/settings';
import { AgentJob, type AgentJobProps } from './agent-job';
import { type ITaskWorkspace, TaskWorkspace } from './task-workspace';

/** Properties of `TaskChart`. */
export interface TaskChartProps extends TaskSettings {
  /**
   * The parent's workspace, whose claim is mounted. For a parent that is itself a child; `parentTaskId` is
   * enough for one that owns its claim.
   *
   * @default - a claim of its own
   */
  readonly parentWorkspace?: ITaskWorkspace;

  /**
   * Folder of the manifest in a `TaskApp`'s output folder. A DNS label.
   *
   * @default - the output folder itself
   */
  readonly folder?: string;

  /**
   * Argo CD's sync wave of the claim and the Job, from 0 to 2147483647.
   *
   * @default - none: everything is synced at once
   */
  readonly syncWave?: number;
}

/**
 * One task: its claim, if it owns one, and its Job, in one manifest file that bears the task's id.
 *
 * @example
 * ```ts
 * import { TaskApp, TaskChart } from 'cdk8s-keruta';
 *
 * const app = new TaskApp();
 * const { workspace } = new TaskChart(app, { taskId: 'task123', pvcStorageClass: 'standard' });
 * new TaskChart(app, { taskId: 'task124', parentWorkspace: workspace });
 * app.synth();
 * ```
 */
export class TaskChart extends Chart {
  /** The task's workspace. */
  public readonly workspace: TaskWorkspace;

  /** Folder of the manifest in the output folder; undefined for the output folder itself. */
  public readonly folder: string | undefined;

  private readonly agentJob: AgentJob | undefined;

  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, props: TaskChartProps) {
    super(scope, checkedId(scope, props), { namespace: props.namespace ?? props.parentWorkspace?.namespace });
    const {
      taskId,
      parentTaskId,
      parentWorkspace,
      workspace,
      existingClaim,
      namespace,
      pvcStorageSize,
      pvcAccessMode,
      pvcStorageClass,
      done,
      folder,
      syncWave,
      ...job
    } = props;
    this.workspace = new TaskWorkspace(this, 'workspace', {
      taskId,
      parentTaskId,
      parentWorkspace,
      workspace,
      existingClaim,
      namespace,
      pvcStorageSize,
      pvcAccessMode,
      pvcStorageClass,
      syncWave,
    });
    this.folder = folder;
    if (done) {
      // A Job is checked even if it is not made: wrong settings would only be found later.
      checkProps(this, agentJobShape, { taskId, syncWave, ...job });
    } else {
      this.agentJob = this.makeJob({ taskId, workspace: this.workspace, syncWave, ...job });
    }
  }

  /**
   * The task's Job.
   *
   * @throws Error if the task is done: it has none
   */
  public get job(): AgentJob {
    if (!this.agentJob) {
      throw new Error(
        `[${this.node.path}] task ${this.node.id} is done and has no Job; remove done, or leave its job alone`,
      );
    }
    return this.agentJob;
  }

  /** Makes the task's Job. A subclass makes one of its own class here. */
  protected makeJob(props: AgentJobProps): AgentJob {
    return new AgentJob(this, 'job', props);
  }
}

const chartShape = map({ ...identityShape.shape, folder: text(dnsLabel).optional() });

/** The id, before constructs or cdk8s turn a wrong one into another name without a word. */
function checkedId(scope: Construct, { taskId, done, folder }: TaskChartProps): string {
  checkProps(scope, chartShape, { taskId, done, folder });
  return taskId;
}
