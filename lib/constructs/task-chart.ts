import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkClaimChoice, checkNamespace } from '../checks/claim';
import { checkProps, refuseProps } from '../checks/props';
import { agentJobShape, identityShape } from '../checks/shapes';
import { dnsLabel } from '../checks/text';
import { map, text } from '../checks/zod';
import { CLAIM_KEYS } from '../settings/claim';
import type { ClaimSettings } from '../settings/claim-settings';
import type { TaskSettings } from '../settings/task-settings';
import { AgentJob, type AgentJobProps } from './agent-job';
import { type ITaskWorkspace, TaskWorkspace } from './task-workspace';

/** Properties of `TaskChart`. */
export interface TaskChartProps extends Omit<TaskSettings, 'parentTaskId'> {
  /**
   * The workspace of the parent: its claim is mounted, or cloned with `workspace: 'clone'`.
   *
   * A parent that is not part of the app is named by its claim: `existingClaim`.
   *
   * @default - none: the task has no parent
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

/** Marks the charts of tasks. Another copy of this package has the same symbol. */
const TASK_CHART = Symbol.for('cdk8s-keruta.TaskChart');

/**
 * A task: its claim, if the task makes one, and its Job, in one manifest file that has the task's id as its name.
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
  /**
   * Whether a value is a `TaskChart`.
   *
   * `instanceof` does not tell: cdk8s makes it true for every chart.
   */
  public static isTaskChart(value: unknown): value is TaskChart {
    return typeof value === 'object' && value !== null && TASK_CHART in value;
  }

  /** The task's workspace. */
  public readonly workspace: ITaskWorkspace;

  /** Folder of the manifest in the output folder; undefined for the output folder itself. */
  public readonly folder: string | undefined;

  private readonly agentJob: AgentJob | undefined;

  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, props: TaskChartProps) {
    super(scope, checkedId(scope, props), { namespace: props.namespace ?? props.parentWorkspace?.namespace });
    const { parentWorkspace, workspace, existingClaim, namespace, done, folder, ...settings } = props;
    const { claim, job } = splitSettings(settings);
    Object.defineProperty(this, TASK_CHART, { value: true });
    this.workspace = makeWorkspace(this, props, claim);
    this.folder = folder;
    if (done) {
      // A mistake in the settings of a done task is refused now, and not when somebody removes done.
      checkProps(this, agentJobShape, job);
    } else {
      this.agentJob = this.makeJob({ workspace: this.workspace, ...job });
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
        `[${this.node.path}] task ${this.node.id} is done and has no Job; remove done, or do not use its job`,
      );
    }
    return this.agentJob;
  }

  /** Makes the task's Job. A subclass can override this method to use a class of its own. */
  protected makeJob(props: AgentJobProps): AgentJob {
    return new AgentJob(this, 'job', props);
  }
}

/** The id of the workspace in the chart of every task. */
const WORKSPACE = 'workspace';

const chartShape = map({
  ...identityShape.omit({ parentTaskId: true }).shape,
  folder: text(dnsLabel).optional(),
});

/** The id of the chart. It is checked here because constructs and cdk8s silently change an id that they cannot use. */
function checkedId(scope: Construct, props: TaskChartProps): string {
  const { taskId, workspace, existingClaim, namespace, done, folder } = props;
  checkProps(scope, chartShape, { taskId, workspace, existingClaim, namespace, done, folder });
  return taskId;
}

/** Separates the settings of a task's claim from those of its Job. */
function splitSettings<T extends ClaimSettings>(
  settings: T,
): { claim: ClaimSettings; job: Omit<T, keyof ClaimSettings> } {
  const isOfClaim = ([key]: readonly [string, unknown]) => CLAIM_KEYS.some((name) => name === key);
  const entries = Object.entries(settings);
  return {
    claim: Object.fromEntries(entries.filter(isOfClaim)),
    job: Object.fromEntries(entries.filter((entry) => !isOfClaim(entry))) as Omit<T, keyof ClaimSettings>,
  };
}

/** Makes the workspace that the settings of a task describe. */
function makeWorkspace(chart: TaskChart, props: TaskChartProps, claim: ClaimSettings): ITaskWorkspace {
  const { taskId, parentWorkspace, workspace, existingClaim, namespace, syncWave } = props;
  const { pvcAccessMode, pvcSubPath } = claim;
  refuseProps(chart, [
    ...checkClaimChoice(props, parentWorkspace !== undefined),
    ...(parentWorkspace ? checkNamespace(namespace ?? parentWorkspace.namespace, parentWorkspace) : []),
  ]);
  if (existingClaim !== undefined) {
    return TaskWorkspace.fromClaimName(chart, WORKSPACE, existingClaim, { pvcAccessMode, pvcSubPath, namespace });
  }
  if (!parentWorkspace) {
    return new TaskWorkspace(chart, WORKSPACE, { taskId, ...claim, namespace, syncWave });
  }
  return workspace === 'clone'
    ? TaskWorkspace.clone(chart, WORKSPACE, parentWorkspace, { taskId, ...claim, syncWave })
    : TaskWorkspace.inherit(chart, WORKSPACE, parentWorkspace, { pvcSubPath });
}
