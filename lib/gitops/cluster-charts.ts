import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClaimProtection } from '../platform/claim-protection';
import { PlatformChart } from '../platform/platform-chart';
import { RunProtection } from '../platform/run-protection';
import type { ClusterSettings } from './settings';

/**
 * Makes the charts of what the cluster needs before the tasks, as the file of a GitOps engine asks for it. Their names come
 * before `tasks`: `kubectl apply -f` reads the files of a folder by name.
 *
 * @param namespace the namespace of the tasks
 */
export function addClusterCharts(
  scope: Construct,
  namespace: string,
  { claimProtection, runProtection, platform }: ClusterSettings,
): void {
  if (claimProtection) {
    new ClaimProtection(new Chart(scope, 'claim-protection'), 'claims');
  }
  if (runProtection) {
    new RunProtection(new Chart(scope, 'run-protection'), 'runs');
  }
  if (platform) {
    new PlatformChart(scope, 'platform', { namespace, ...platform });
  }
}
