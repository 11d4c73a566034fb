import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { addClusterCharts } from '../gitops/cluster-charts';
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
  addClusterCharts(scope, file.destination.namespace, { claimProtection, runProtection, platform });
  const tasks = new Chart(scope, 'tasks');
  if (layout === 'flat') {
    new TasksApplication(tasks, 'application', settings);
  } else {
    new TasksApplicationSet(tasks, 'application-set', { ...settings, layout });
  }
}
