import { ApiObject, Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Construct, type IConstruct } from 'constructs';
import { checkProps } from '../checks/props';
import { compareQuantities } from '../checks/quantity';
import { claimShape, identityShape, syncWave } from '../checks/shapes';
import { map } from '../checks/zod';
import { BUILT_IN } from '../settings/defaults';
import { KEEP } from '../settings/keep';
import { APP_LABEL, claimName, SYNC_WAVE, TASK_LABEL } from '../settings/names';
import type { ClaimSettings } from '../settings/settings';
import type { PvcAccessMode } from '../settings/values';

/** Where a task's repository lives: a claim that is made, inherited from a parent, or there already. */
export interface ITaskWorkspace extends kplus.IPersistentVolumeClaim {
  /** Size of the claim as written; undefined where it is not made here. */
  readonly storageSize?: string | undefined;

  /** Storage class of the claim; undefined for the default class, and where the claim is not made here. */
  readonly storageClass?: string | undefined;

  /** Access mode of the claim. */
  readonly accessMode: PvcAccessMode;

  /** Namespace of the claim; undefined where whoever applies the manifests decides. */
  readonly namespace: string | undefined;
}

/** Properties of `TaskWorkspace`. */
export interface TaskWorkspaceProps extends ClaimSettings {
  /** The task's id: a DNS label of at most 52 characters. */
  readonly taskId: string;

  /**
   * Id of the parent, whose own claim is mounted; no claim is made.
   *
   * For a parent that has a claim of its own. Hand a parent that is itself a child over as `parentWorkspace`:
   * there is no claim of its name, and the synth fails if it is part of the same app.
   * The parent's claim counts as ReadWriteOnce unless `pvcAccessMode` says otherwise.
   *
   * @default - a claim of its own
   */
  readonly parentTaskId?: string;

  /**
   * The parent's workspace, whose claim is mounted, however deep the family is; no claim is made.
   *
   * @default - a claim of its own
   */
  readonly parentWorkspace?: ITaskWorkspace;

  /**
   * `clone` makes a claim of its own with the parent's as its source, instead of mounting the parent's.
   *
   * It has the parent's class and at least its size: both are taken from `parentWorkspace` where the props say nothing.
   * Of a parent named by `parentTaskId`, and of a claim that exists already, neither is known here: `pvcStorageSize` has
   * to be there, and `pvcStorageClass` too, unless the claim is of the default class.
   *
   * @default inherit
   * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
   */
  readonly workspace?: 'inherit' | 'clone';

  /**
   * Name of a claim that exists already and is mounted; no claim is made.
   *
   * Counts as ReadWriteOnce unless `pvcAccessMode` says otherwise.
   *
   * @default - a claim of its own
   */
  readonly existingClaim?: string;

  /**
   * Namespace of the claim.
   *
   * @default - the parent's, or else the chart's
   */
  readonly namespace?: string;

  /**
   * Argo CD's sync wave of the claim, from 0 to 2147483647: that of the Job which mounts it first.
   *
   * @default - none: everything is synced at once
   */
  readonly syncWave?: number;
}

/** The tasks of an app that have no claim of their own, so that no child can find one by their id. */
const claimless = new WeakMap<IConstruct, Set<string>>();

const propsShape = map({
  ...claimShape.shape,
  ...identityShape.omit({ done: true }).shape,
  syncWave: syncWave.optional(),
});

/**
 * The workspace of a task: its claim (PVC), its parent's, or one that exists.
 *
 * A cdk8s-plus `IPersistentVolumeClaim`, so that any cdk8s-plus workload can mount it too.
 *
 * @example
 * ```ts
 * import { Chart } from 'cdk8s';
 * import { TaskApp, TaskWorkspace } from 'cdk8s-keruta';
 *
 * const chart = new Chart(new TaskApp(), 'agents');
 * const parent = new TaskWorkspace(chart, 'task123', { taskId: 'task123', pvcStorageSize: '5Gi' });
 * // Mounts the same claim.
 * new TaskWorkspace(chart, 'task124', { taskId: 'task124', parentWorkspace: parent });
 * // Has a claim of its own that begins as a copy.
 * new TaskWorkspace(chart, 'task125', { taskId: 'task125', parentWorkspace: parent, workspace: 'clone' });
 * ```
 */
export class TaskWorkspace extends Construct implements ITaskWorkspace {
  public readonly name: string;
  public readonly accessMode: PvcAccessMode;
  public readonly storageSize: string | undefined;
  public readonly storageClass: string | undefined;
  public readonly namespace: string | undefined;

  public readonly apiVersion = 'v1';
  public readonly apiGroup = '';
  public readonly kind = 'PersistentVolumeClaim';
  public readonly resourceType = 'persistentvolumeclaims';

  /**
   * @throws Error if a prop breaks its limits, or if the props name more than one source of the claim
   */
  constructor(scope: Construct, id: string, props: TaskWorkspaceProps) {
    super(scope, id);
    const { parentWorkspace, ...settings } = props;
    checkProps(this, propsShape, settings);
    checkSource(this, props);

    const { taskId, parentTaskId, existingClaim } = props;
    const clone = props.workspace === 'clone';
    const source = parentWorkspace?.name ?? (parentTaskId === undefined ? existingClaim : claimName(parentTaskId));
    const owned = source === undefined || clone;
    this.name = owned ? claimName(taskId) : source;
    this.accessMode =
      props.pvcAccessMode ?? (clone ? undefined : parentWorkspace?.accessMode) ?? BUILT_IN.pvcAccessMode;
    const made = props.pvcStorageSize ?? (clone ? parentWorkspace?.storageSize : undefined) ?? BUILT_IN.pvcStorageSize;
    this.storageSize = owned ? made : parentWorkspace?.storageSize;
    this.storageClass = props.pvcStorageClass ?? parentWorkspace?.storageClass;
    this.namespace = props.namespace ?? parentWorkspace?.namespace ?? Chart.of(this).namespace;

    const key = (id: string) => `${this.namespace ?? ''}/${id}`;
    if (owned) {
      this.makeClaim(taskId, source, props.syncWave);
    } else {
      claimlessTasksOf(this).add(key(taskId));
    }
    if (parentTaskId !== undefined) {
      this.node.addValidation({
        validate: () =>
          claimlessTasksOf(this).has(key(parentTaskId))
            ? [
                `parentTaskId ${parentTaskId} has no claim of its own; allowed: a task that owns its claim; ` +
                  'hand over the workspace of this parent as parentWorkspace',
              ]
            : [],
      });
    }
  }

  public get resourceName(): string {
    return this.name;
  }

  private makeClaim(taskId: string, source: string | undefined, wave: number | undefined): void {
    new ApiObject(this, 'Resource', {
      apiVersion: this.apiVersion,
      kind: this.kind,
      metadata: {
        name: this.name,
        namespace: this.namespace,
        labels: { ...APP_LABEL, [TASK_LABEL]: taskId },
        annotations: wave === undefined ? KEEP : { ...KEEP, [SYNC_WAVE]: String(wave) },
      },
      spec: {
        accessModes: [this.accessMode],
        dataSource: source === undefined ? undefined : { kind: this.kind, name: source },
        resources: { requests: { storage: this.storageSize } },
        storageClassName: this.storageClass,
      },
    });
  }
}

function claimlessTasksOf(construct: IConstruct): Set<string> {
  const app = construct.node.root;
  const tasks = claimless.get(app) ?? new Set<string>();
  claimless.set(app, tasks);
  return tasks;
}

/** One source of the claim at most, and no setting that this source decides. */
function checkSource(construct: IConstruct, props: TaskWorkspaceProps): void {
  const sources = (['parentTaskId', 'parentWorkspace', 'existingClaim'] as const).filter(
    (key) => props[key] !== undefined,
  );
  const fail = (what: string): never => {
    throw new Error(`[${construct.node.path}] ${what}`);
  };
  if (sources.length > 1) {
    fail(`${sources.join(' and ')} each name a claim; allowed: one of them`);
  }
  const decided = (['pvcStorageSize', 'pvcStorageClass', 'pvcAccessMode'] as const)
    .filter((key) => props[key] !== undefined)
    .filter((key) => key !== 'pvcAccessMode' || props.parentWorkspace !== undefined);
  if (props.workspace === 'clone') {
    checkClone(props, fail);
  } else if (sources.length > 0 && decided.length > 0) {
    fail(
      `${decided.join(' and ')} cannot be set beside ${sources[0]}, whose claim decides; remove ${decided.join(' and ')}`,
    );
  }
  const parentNamespace = props.parentWorkspace?.namespace;
  if (props.namespace !== undefined && props.parentWorkspace && props.namespace !== parentNamespace) {
    fail(
      `namespace ${props.namespace} is not the parent's, ${parentNamespace ?? '(none)'}; ` +
        'a pod mounts claims of its own namespace only',
    );
  }
}

/** A clone is made of a parent's claim, in its class and with room for all that is in it. */
function checkClone(props: TaskWorkspaceProps, fail: (what: string) => never): void {
  const { parentTaskId, parentWorkspace, pvcStorageSize, pvcStorageClass } = props;
  if (parentTaskId === undefined && parentWorkspace === undefined) {
    fail('workspace clone has no parent to clone from; allowed: clone beside parentTaskId or parentWorkspace');
  }
  const least = parentWorkspace?.storageSize;
  if (least === undefined && pvcStorageSize === undefined) {
    fail(
      "workspace clone has no size, and that of the parent's claim is not known here; say pvcStorageSize, at least as much",
    );
  }
  if (least !== undefined && pvcStorageSize !== undefined && compareQuantities(pvcStorageSize, least) < 0) {
    fail(
      `pvcStorageSize ${pvcStorageSize} is less than the ${least} of the parent's claim; allowed: at least ${least}`,
    );
  }
  if (least !== undefined && pvcStorageClass !== undefined && pvcStorageClass !== parentWorkspace?.storageClass) {
    fail(
      `pvcStorageClass ${pvcStorageClass} is not that of the parent's claim; allowed: ${parentWorkspace?.storageClass ?? 'none'}`,
    );
  }
}
