import { ApiObject, Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkClone } from '../checks/claim';
import { checkProps, refuseProps } from '../checks/props';
import { claimShape, identityShape, syncWave } from '../checks/shapes';
import { dnsSubdomain } from '../checks/text';
import { map, text } from '../checks/zod';
import { claimOf, type TaskClaim } from '../settings/claim';
import type { ClaimSettings } from '../settings/claim-settings';
import { KEEP } from '../settings/keep';
import { APP_LABEL, SYNC_WAVE, TASK_LABEL } from '../settings/names';
import type { PvcAccessMode } from '../settings/values';

/** The workspace of a task: the claim that holds its repository, whether the task makes the claim or not. */
export interface ITaskWorkspace extends kplus.IPersistentVolumeClaim, TaskClaim {
  /** Name of the claim. */
  readonly name: string;
}

/** Properties of `TaskWorkspace`. */
export interface TaskWorkspaceProps extends ClaimSettings {
  /** The task's id: a DNS label of at most 52 characters. */
  readonly taskId: string;

  /**
   * Namespace of the claim.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Argo CD's sync wave of the claim, from 0 to 2147483647: the wave of the Job which mounts the claim first.
   *
   * @default - none: everything is synced at once
   */
  readonly syncWave?: number;
}

/** Options of `TaskWorkspace.clone`. The namespace of a clone is that of its source. */
export interface CloneOptions extends Omit<TaskWorkspaceProps, 'namespace' | 'pvcStorageSize' | 'pvcStorageClass'> {
  /**
   * Size of the clone, a Kubernetes quantity, at least the size of its source.
   *
   * Required for a clone of a claim that exists already, whose size is not known here.
   *
   * @default - the size of its source
   */
  readonly pvcStorageSize?: string;

  /**
   * Storage class of the clone. It has to be the class of its source.
   *
   * For a clone of a claim that exists already, whose class is not known here: required unless this claim is of the
   * cluster's default class.
   *
   * @default - the class of its source
   */
  readonly pvcStorageClass?: string;
}

/** Options of `TaskWorkspace.fromClaimName`. */
export interface ExistingClaimOptions {
  /**
   * Access mode of the claim.
   *
   * @default ReadWriteOnce
   */
  readonly pvcAccessMode?: PvcAccessMode;

  /**
   * Folder of the volume that is mounted: a relative path without `.` and `..`.
   *
   * @default - the root of the volume
   */
  readonly pvcSubPath?: string;

  /**
   * Namespace of the claim.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
}

/** Options of `TaskWorkspace.inherit`. */
export interface InheritOptions {
  /**
   * Folder of the volume that is mounted: a relative path without `.` and `..`.
   *
   * @default - the folder of the parent
   */
  readonly pvcSubPath?: string;
}

const propsShape = map({
  ...claimShape.shape,
  ...identityShape.pick({ taskId: true, namespace: true }).shape,
  syncWave: syncWave.optional(),
});

const existingShape = map({
  claimName: text(dnsSubdomain),
  ...claimShape.pick({ pvcAccessMode: true, pvcSubPath: true }).shape,
  namespace: identityShape.shape.namespace,
});

/** The facts of a claim as a construct. */
abstract class Workspace extends Construct implements ITaskWorkspace {
  public readonly apiVersion = 'v1';
  public readonly apiGroup = '';
  public readonly kind = 'PersistentVolumeClaim';
  public readonly resourceType = 'persistentvolumeclaims';

  public readonly name: string;
  public readonly namespace: string | undefined;
  public readonly accessMode: PvcAccessMode;
  public readonly size: string | undefined;
  public readonly storageClass: string | undefined;
  public readonly subPath: string | undefined;
  public readonly existing: boolean;

  constructor(scope: Construct, id: string, claim: TaskClaim) {
    super(scope, id);
    this.name = claim.name;
    this.namespace = claim.namespace;
    this.accessMode = claim.accessMode;
    this.size = claim.size;
    this.storageClass = claim.storageClass;
    this.subPath = claim.subPath;
    this.existing = claim.existing;
  }

  public get resourceName(): string {
    return this.name;
  }
}

/**
 * The workspace of a task, with a claim (PVC) of its own.
 *
 * A workspace on another claim is made by `fromClaimName`, `inherit` or `clone`. Each is a cdk8s-plus
 * `IPersistentVolumeClaim`, so that any cdk8s-plus workload can mount it too.
 *
 * @example
 * ```ts
 * import { Chart } from 'cdk8s';
 * import { TaskApp, TaskWorkspace } from 'cdk8s-keruta';
 *
 * const chart = new Chart(new TaskApp(), 'agents');
 * const parent = new TaskWorkspace(chart, 'task123', { taskId: 'task123', pvcStorageSize: '5Gi' });
 * TaskWorkspace.inherit(chart, 'task124', parent);
 * TaskWorkspace.clone(chart, 'task125', parent, { taskId: 'task125' });
 * TaskWorkspace.fromClaimName(chart, 'task456', 'existing-pvc-name');
 * ```
 */
export class TaskWorkspace extends Workspace implements ITaskWorkspace {
  /**
   * A workspace on a claim that exists already, by its name. No claim is made.
   *
   * @throws Error if the name or an option breaks its limits
   */
  public static fromClaimName(
    scope: Construct,
    id: string,
    claimName: string,
    options: ExistingClaimOptions = {},
  ): ITaskWorkspace {
    return new ExistingWorkspace(scope, id, claimName, options);
  }

  /**
   * A child's workspace on the claim of its parent, however deep the family is. No claim is made.
   *
   * @throws Error if an option breaks its limits
   */
  public static inherit(
    scope: Construct,
    id: string,
    parent: ITaskWorkspace,
    options: InheritOptions = {},
  ): ITaskWorkspace {
    return new InheritedWorkspace(scope, id, parent, options);
  }

  /**
   * A child's workspace on a claim of its own that begins as a copy of its parent's.
   *
   * The copy is made when the claim is created, by a CSI driver that is able to clone.
   *
   * @throws Error if an option breaks its limits, or does not fit the parent's claim
   * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
   */
  public static clone(scope: Construct, id: string, parent: ITaskWorkspace, options: CloneOptions): ITaskWorkspace {
    return new ClonedWorkspace(scope, id, parent, options);
  }

  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: TaskWorkspaceProps) {
    super(scope, id, claimOf({ ...props, namespace: props.namespace ?? Chart.of(scope).namespace }));
    checkProps(this, propsShape, props);
    makeClaim(this, props);
  }
}

class ExistingWorkspace extends Workspace {
  constructor(scope: Construct, id: string, claimName: string, options: ExistingClaimOptions) {
    const namespace = options.namespace ?? Chart.of(scope).namespace;
    super(scope, id, claimOf({ ...options, existingClaim: claimName, namespace }));
    checkProps(this, existingShape, { claimName, ...options });
  }
}

class InheritedWorkspace extends Workspace {
  constructor(scope: Construct, id: string, parent: ITaskWorkspace, options: InheritOptions) {
    super(scope, id, claimOf({ ...options, workspace: 'inherit' }, parent));
    checkProps(this, claimShape.pick({ pvcSubPath: true }), options);
  }
}

class ClonedWorkspace extends Workspace {
  constructor(scope: Construct, id: string, parent: ITaskWorkspace, options: CloneOptions) {
    super(scope, id, claimOf({ ...options, workspace: 'clone' }, parent));
    checkProps(this, propsShape.omit({ namespace: true }), options);
    refuseProps(this, checkClone(options, parent));
    makeClaim(this, options, parent);
  }
}

/** Makes the claim of a workspace: an empty one, or a clone of its source. */
function makeClaim(
  workspace: Workspace,
  { taskId, claimLabels, claimAnnotations, syncWave }: Omit<TaskWorkspaceProps, 'namespace'>,
  source?: TaskClaim,
): void {
  new ApiObject(workspace, 'Resource', {
    apiVersion: workspace.apiVersion,
    kind: workspace.kind,
    metadata: {
      name: workspace.name,
      namespace: workspace.namespace,
      labels: { ...claimLabels, ...APP_LABEL, [TASK_LABEL]: taskId },
      annotations: {
        ...claimAnnotations,
        ...KEEP,
        ...(syncWave === undefined ? {} : { [SYNC_WAVE]: String(syncWave) }),
      },
    },
    spec: {
      accessModes: [workspace.accessMode],
      dataSource: source && { kind: workspace.kind, name: source.name },
      resources: { requests: { storage: workspace.size } },
      storageClassName: workspace.storageClass,
    },
  });
}
