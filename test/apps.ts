import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { TaskApp, TaskChart, type TaskChartProps } from '../lib';
import { scratchFolder } from './support';

export const scratch = scratchFolder();
export const newFolder = () => mkdtempSync(join(scratch, 'out-'));

type Tasks = readonly (string | TaskChartProps)[];

/** An app with these tasks; the others of their props are the defaults. */
export function appOf(outdir: string, ...tasks: Tasks): TaskApp {
  const app = new TaskApp({ outdir });
  for (const task of tasks) {
    new TaskChart(app, typeof task === 'string' ? { taskId: task } : task);
  }
  return app;
}

export const synth = (outdir: string, ...tasks: Tasks) => appOf(outdir, ...tasks).synth();

/** Files of a folder and of its subfolders; empty folders end in a slash. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => [entry, join(entry.parentPath, entry.name)] as const)
    .filter(([entry, path]) => !entry.isDirectory() || readdirSync(path).length === 0)
    .map(([entry, path]) => path.slice(folder.length + 1) + (entry.isDirectory() ? '/' : ''))
    .sort();
}

/** All that a synth could change of a folder: each file with its text, its time and its inode. */
export function stateOf(folder: string): unknown {
  return namesIn(folder).map((name) => {
    const { ino, mtimeMs } = statSync(join(folder, name));
    return [name, ino, name.endsWith('/') ? undefined : [mtimeMs, readFileSync(join(folder, name), 'utf8')]];
  });
}

/** Puts the times of a folder's files so far back that any write shows. */
export function age(folder: string): void {
  for (const name of namesIn(folder)) {
    utimesSync(join(folder, name), 1, 1);
  }
}

/** An object in a chart of its own, the last. */
export const secretIn = (app: TaskApp) =>
  new ApiObject(new Chart(app, 'z'), 'last', { apiVersion: 'v1', kind: 'Secret' });
