import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps } from '../checks/props';
import { KEEP } from '../settings/keep';
import { AgentNetworkPolicy } from './agent-network-policy';
import { addQueue } from './queue';
import type { PlatformSettings } from './settings';
import { platformChartShape } from './shape';

/** Properties of `PlatformChart`. */
export interface PlatformChartProps extends PlatformSettings {
  /** Name of the namespace that the agents run in. A DNS label. */
  readonly namespace: string;
}

/** Name of the ServiceAccount that the chart makes for the agents. */
export const AGENT_SERVICE_ACCOUNT = 'keruta-agent';

/**
 * The namespace that agents run in, prepared for unreviewed code: Pod Security, a ServiceAccount without a token,
 * a NetworkPolicy, and, if asked for, a ResourceQuota, a LimitRange and a queue of Kueue.
 *
 * Tasks run as the ServiceAccount with `serviceAccountName: keruta-agent` among their defaults.
 *
 * @example
 * ```ts
 * import { PlatformChart, TaskApp } from 'cdk8s-keruta';
 *
 * const app = new TaskApp();
 * new PlatformChart(app, 'platform', {
 *   namespace: 'agents',
 *   quota: { pods: 20, 'requests.cpu': 40 },
 *   containerLimits: { defaultRequest: { cpu: 1 }, default: { cpu: 2, memory: '4Gi' } },
 * });
 * app.synth();
 * ```
 */
export class PlatformChart extends Chart {
  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: PlatformChartProps) {
    super(scope, id);
    checkProps(this, platformChartShape, props);
    const { namespace } = props;

    new ApiObject(this, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        // Deleting the namespace would delete everything in it, claims included.
        annotations: KEEP,
        labels: { 'pod-security.kubernetes.io/enforce': props.podSecurity ?? 'baseline' },
      },
    });
    new ApiObject(this, 'service-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: AGENT_SERVICE_ACCOUNT, namespace },
      automountServiceAccountToken: false,
    });
    new AgentNetworkPolicy(this, 'network-policy', { namespace, api: props.api });
    if (props.quota) {
      new ApiObject(this, 'quota', {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'keruta', namespace },
        spec: { hard: props.quota },
      });
    }
    if (props.containerLimits) {
      new ApiObject(this, 'limits', {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'keruta', namespace },
        spec: { limits: [{ type: 'Container', ...props.containerLimits }] },
      });
    }
    if (props.queue) {
      addQueue(this, namespace, props.queue);
    }
  }
}
