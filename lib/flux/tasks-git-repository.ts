import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkProps } from '../checks/props';
import { FLUX_BUILT_IN, type FluxSettings } from './settings';
import { settingsShape } from './shape';

/**
 * The Flux GitRepository of the tasks, which Flux reads every minute.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export class TasksGitRepository extends Construct {
  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: FluxSettings) {
    super(scope, id);
    checkProps(this, settingsShape, props);
    new ApiObject(this, 'Resource', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: props.name ?? FLUX_BUILT_IN.name, namespace: props.namespace ?? FLUX_BUILT_IN.namespace },
      spec: {
        interval: '1m',
        url: props.url,
        ref: { branch: props.branch ?? FLUX_BUILT_IN.branch },
        secretRef: props.secretRef,
      },
    });
  }
}
