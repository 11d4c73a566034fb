import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { addClusterCharts } from '../gitops/cluster-charts';
import { type Layout, shardFolders } from '../settings/layout';
import type { FluxFile } from './settings';
import { TasksGitRepository } from './tasks-git-repository';
import { TasksKustomization } from './tasks-kustomization';

/**
 * Makes the charts of what `flux.yaml` asks for: one to hand the tasks to Flux, and one for each piece that the cluster needs
 * before.
 *
 * One Kustomization applies all manifests, in the layout `families` too, since a Kustomization applies its folder with all
 * folders below. In the layout `shards` each shard has a Kustomization.
 *
 * @param layout how the manifests lie in the folder: `loadTasks` has it
 * @example
 * ```ts
 * import { addFluxCharts, loadFlux, loadTasks, TaskApp } from 'cdk8s-keruta';
 *
 * const app = new TaskApp({ outdir: 'flux' });
 * addFluxCharts(app, loadFlux(), loadTasks().layout);
 * app.synth();
 * ```
 */
export function addFluxCharts(scope: Construct, file: FluxFile, layout: Layout): void {
  const { claimProtection, runProtection, platform, ...settings } = file;
  addClusterCharts(scope, file.targetNamespace, { claimProtection, runProtection, platform });
  const tasks = new Chart(scope, 'tasks');
  new TasksGitRepository(tasks, 'repository', settings);
  if (typeof layout === 'string') {
    new TasksKustomization(tasks, 'kustomization', settings);
    return;
  }
  for (const shard of shardFolders(layout.shards)) {
    new TasksKustomization(tasks, shard, { ...settings, shard });
  }
}
