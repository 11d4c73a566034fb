import { Construct } from 'constructs';
import { ApplicationSet } from '../../imports/argoproj.io';
import { checkProps } from '../checks/props';
import type { Layout } from '../settings/layout';
import { applicationSpec } from './application-spec';
import { ARGOCD_BUILT_IN, type ArgoCdSettings } from './settings';
import { applicationSetShape } from './shape';

/** Properties of `TasksApplicationSet`. */
export interface TasksApplicationSetProps extends ArgoCdSettings {
  /** Layout of the manifests in the folder. */
  readonly layout: Exclude<Layout, 'flat'>;
}

/**
 * The Argo CD ApplicationSet of the layouts with folders: an Application for each, named `{name}-{folder}`.
 *
 * When a folder leaves Git or the ApplicationSet is deleted, its Applications are deleted and the objects that they applied
 * stay: an accident ends no agent, and undoing the accident runs no agent again. To remove the Job of a task as well, set
 * the task to `done` before you remove the task.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/
 * @example
 * ```ts
 * import { Chart } from 'cdk8s';
 * import { TaskApp, TasksApplicationSet } from 'cdk8s-keruta';
 *
 * const app = new TaskApp({ outdir: 'argocd' });
 * new TasksApplicationSet(new Chart(app, 'tasks'), 'families', {
 *   repoURL: 'https://git.example.com/team/tasks.git',
 *   destination: { namespace: 'agents' },
 *   layout: 'families',
 * });
 * app.synth();
 * ```
 */
export class TasksApplicationSet extends Construct {
  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: TasksApplicationSetProps) {
    super(scope, id);
    checkProps(this, applicationSetShape, props);
    const name = props.name ?? ARGOCD_BUILT_IN.name;
    new ApplicationSet(this, 'Resource', {
      metadata: { name, namespace: props.namespace ?? ARGOCD_BUILT_IN.namespace },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: [
          {
            git: {
              repoUrl: props.repoURL,
              revision: props.targetRevision ?? ARGOCD_BUILT_IN.targetRevision,
              directories: [{ path: `${props.path ?? ARGOCD_BUILT_IN.path}/*` }],
            },
          },
        ],
        // The objects stay when a folder or the set is deleted: if it came back, each agent would run again.
        syncPolicy: { preserveResourcesOnDeletion: true },
        template: {
          metadata: { name: `${name}-{{.path.basename}}` },
          spec: applicationSpec(props, '{{.path.path}}', props.layout === 'families'),
        },
      },
    });
  }
}
