import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { addTaskCharts, loadTasks, TaskApp } from '../../lib';
import type { ApiObject } from './cluster';

/**
 * The objects that the product makes of a tasks.yaml, by way of the text that it would write.
 *
 * @param namespace where those go that name none themselves
 * @param makeChart makes each task's chart, for a control experiment
 */
export function synth(tasks: string, namespace: string, makeChart?: Parameters<typeof addTaskCharts>[2]): ApiObject[] {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-e2e-'));
  try {
    const file = join(folder, 'tasks.yaml');
    writeFileSync(file, tasks);
    const app = new TaskApp({ outdir: join(folder, 'dist') });
    addTaskCharts(app, loadTasks(file).tasks, makeChart);
    return objectsOf(app.synthYaml(), namespace);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The objects of a manifest; in a namespace, if one is given, as `kubectl apply --namespace` puts them there. */
export function objectsOf(manifest: string, namespace?: string): ApiObject[] {
  return (loadAll(manifest) as ApiObject[]).map((object) => ({
    ...object,
    metadata: { namespace, ...object.metadata },
  }));
}
