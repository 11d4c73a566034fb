import { Construct } from 'constructs';
import { Application } from '../../imports/argoproj.io';
import { checkProps } from '../checks/props';
import { applicationSpec } from './application-spec';
import { ARGOCD_BUILT_IN, type ArgoCdSettings } from './settings';
import { settingsShape } from './shape';

/**
 * The Argo CD Application of the flat layout: one folder of manifests, kept in sync.
 *
 * It has no finalizer: Jobs and claims stay when the Application is deleted.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications
 */
export class TasksApplication extends Construct {
  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: ArgoCdSettings) {
    super(scope, id);
    checkProps(this, settingsShape, props);
    new Application(this, 'Resource', {
      metadata: {
        name: props.name ?? ARGOCD_BUILT_IN.name,
        namespace: props.namespace ?? ARGOCD_BUILT_IN.namespace,
      },
      spec: applicationSpec(props, props.path ?? ARGOCD_BUILT_IN.path, false),
    });
  }
}
