import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { addTaskCharts, loadTasks, TaskApp } from '../../../lib';
import { readFolder } from '../../../lib/cli/app/read-folder';
import type { ApiObject } from './cluster';

type MakeChart = Parameters<typeof addTaskCharts>[2];

/**
 * The manifest files that the product makes of a tasks.yaml: their texts, by their path from the output folder.
 *
 * @param makeChart makes each task's chart, for what a program of one's own does, and for control experiments
 */
export function manifestsOf(tasks: string, makeChart?: MakeChart): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-e2e-'));
  try {
    const file = join(folder, 'tasks.yaml');
    writeFileSync(file, tasks);
    const app = new TaskApp({ outdir: join(folder, 'dist') });
    addTaskCharts(app, loadTasks(file).tasks, makeChart);
    app.synth();
    return readFolder(app.outdir);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The objects of these files, in a namespace if they name none themselves. */
export function synth(tasks: string, namespace: string, makeChart?: MakeChart): ApiObject[] {
  return [...manifestsOf(tasks, makeChart).values()].flatMap((text) => objectsOf(text, namespace));
}

/** The objects of a manifest; in a namespace, if one is given, as `kubectl apply --namespace` puts them there. */
export function objectsOf(manifest: string, namespace?: string): ApiObject[] {
  return (loadAll(manifest) as ApiObject[]).map((object) => ({
    ...object,
    metadata: { namespace, ...object.metadata },
  }));
}
