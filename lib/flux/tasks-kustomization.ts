import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dump } from 'js-yaml';
import { checkProps } from '../checks/props';
import { FLUX_BUILT_IN, type FluxSettings } from './settings';
import { kustomizationShape } from './shape';

/** Properties of `TasksKustomization`. */
export interface TasksKustomizationProps extends FluxSettings {
  /**
   * Folder of one shard, from `path`. It ends the name of the Kustomization too.
   *
   * @default - none: the Kustomization applies all folders below `path`
   */
  readonly shard?: string;
}

/**
 * Makes Flux leave a Job that is there as it is. A Job's template cannot change, and Flux applies all objects of a commit
 * or none: without it, one changed default would keep every new task from being made. The name is not read.
 */
const LEAVE_JOBS = {
  target: { group: 'batch', kind: 'Job' },
  patch: dump({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'any', annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' } },
  }),
};

/**
 * The Flux Kustomization of a folder of manifests. The GitRepository of the same name has to be there.
 *
 * When it is deleted, Jobs and claims stay as they are.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 * @example
 * ```ts
 * import { Chart } from 'cdk8s';
 * import { type FluxSettings, TaskApp, TasksGitRepository, TasksKustomization } from 'cdk8s-keruta';
 *
 * const settings: FluxSettings = { url: 'https://git.example.com/team/tasks.git', targetNamespace: 'agents' };
 * const app = new TaskApp({ outdir: 'flux' });
 * const chart = new Chart(app, 'tasks');
 * new TasksGitRepository(chart, 'repository', settings);
 * new TasksKustomization(chart, 'kustomization', settings);
 * app.synth();
 * ```
 */
export class TasksKustomization extends Construct {
  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: TasksKustomizationProps) {
    super(scope, id);
    checkProps(this, kustomizationShape, props);
    const { shard, targetNamespace } = props;
    const name = props.name ?? FLUX_BUILT_IN.name;
    const path = `./${props.path ?? FLUX_BUILT_IN.path}`;
    new ApiObject(this, 'Resource', {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: {
        name: shard === undefined ? name : `${name}-${shard}`,
        namespace: props.namespace ?? FLUX_BUILT_IN.namespace,
      },
      spec: {
        interval: '10m',
        // Flux retries a failure sooner: a namespace or a policy may arrive later, and a server may be busy.
        retryInterval: '1m',
        path: shard === undefined ? path : `${path}/${shard}`,
        // The Job of a task that leaves Git goes; claims say themselves that they stay.
        prune: true,
        // Without it, deleting the Kustomization would delete all Jobs, and making it again would run every agent again.
        deletionPolicy: 'Orphan',
        sourceRef: { kind: 'GitRepository', name },
        targetNamespace,
        patches: [LEAVE_JOBS],
      },
    });
  }
}
