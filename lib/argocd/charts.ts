import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClaimProtection } from '../platform/claim-protection';
import { PlatformChart } from '../platform/platform-chart';
import { RunProtection } from '../platform/run-protection';
import type { Layout } from '../settings/layout';
import type { ArgoCdFile } from './settings';
import { TasksApplication } from './tasks-application';
import { TasksApplicationSet } from './tasks-application-set';

/**
 * Makes the charts for `argocd.yaml`: a chart that hands the tasks to Argo CD, and a chart for each piece that the cluster
 * needs before.
 *
 * Their names are in the order in which `kubectl apply -f argocd/` has to read them.
 *
 * @param layout layout of the manifests in the folder, as `loadTasks` returns it
 * @example
 * ```ts
 * import { addArgoCdCharts, loadArgoCd, loadTasks, TaskApp } from 'cdk8s-keruta';
 *
 * const app = new TaskApp({ outdir: 'argocd' });
 * addArgoCdCharts(app, loadArgoCd(), loadTasks().layout);
 * app.synth();
 * ```
 */
export function addArgoCdCharts(scope: Construct, file: ArgoCdFile, layout: Layout): void {
  const { claimProtection, runProtection, platform, ...settings } = file;
  if (claimProtection) {
    new ClaimProtection(new Chart(scope, 'claim-protection'), 'claims');
  }
  if (runProtection) {
    new RunProtection(new Chart(scope, 'run-protection'), 'runs');
  }
  if (platform) {
    new PlatformChart(scope, 'platform', { namespace: file.destination.namespace, ...platform });
  }
  const tasks = new Chart(scope, 'tasks');
  if (layout === 'flat') {
    new TasksApplication(tasks, 'application', settings);
  } else {
    new TasksApplicationSet(tasks, 'application-set', { ...settings, layout });
  }
}
