import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { dump } from 'js-yaml';
import type { RunOptions } from './measure';
import { type BenchTask, benchPodSpec, benchTasks, objectsOf, tasksYaml } from './tasks';

/**
 * A program that makes the manifests of some tasks, its input written, ready to run: to the folder CDK8S_OUTDIR, or
 * to standard output.
 */
export interface Program extends RunOptions {
  readonly command: readonly string[];
}

const NODE = [process.execPath, '-r', resolve('lib/typescript.cjs')];

/** The app on the repository's own tasks. */
export function ownApp(): Program {
  return { command: [...NODE, 'main.ts'], env: { KERUTA_TASKS: 'tasks.yaml' } };
}

/** Node.js as it loads cdk8s, and nothing else. */
export function cdk8sAlone(): Program {
  return { command: [process.execPath, '-e', 'require("cdk8s")'] };
}

/** The app on a file with that many tasks. */
export function app(
  folder: string,
  tasks: number,
  change: (tasks: BenchTask[]) => BenchTask[] = same,
  defaults: object = {},
): Program {
  writeFiles(folder, { 'tasks.yaml': tasksYaml(change(benchTasks(tasks)), defaults) });
  return { command: [...NODE, 'main.ts'], env: { KERUTA_TASKS: join(folder, 'tasks.yaml') } };
}

/** Another size for the first task. */
export function changeOne(tasks: BenchTask[]): BenchTask[] {
  return tasks.map((task, index) => (index === 0 ? { ...task, pvcStorageSize: '100Gi' } : task));
}

/** The app on tasks that all take one `podSpec` from the defaults. */
export function appWithDefaultPodSpec(folder: string, tasks: number): Program {
  return app(folder, tasks, same, { podSpec: benchPodSpec() });
}

/** The app on tasks that each have a `podSpec`. */
export function appWithPodSpecs(folder: string, tasks: number): Program {
  return app(folder, tasks, (all) => all.map((task) => ({ ...task, podSpec: benchPodSpec() })));
}

/** Another size for each task. */
export function changeAll(tasks: BenchTask[]): BenchTask[] {
  return tasks.map((task) => ({ ...task, pvcStorageSize: '100Gi' }));
}

/**
 * `cdk8s-keruta plan` of a repository whose last commit changed tasks. The repository links to this one, and its output is
 * committed.
 */
export function plan(folder: string, tasks: number, change: (tasks: BenchTask[]) => BenchTask[]): Program {
  mkdirSync(folder, { recursive: true });
  for (const name of ['lib', 'main.ts', 'cdk8s.yaml', 'package.json', 'tsconfig.json', 'node_modules']) {
    symlinkSync(resolve(name), join(folder, name));
  }
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, stdio: 'ignore', env });
  const { CDK8S_OUTDIR, KERUTA_TASKS, ...env } = process.env;
  run('git', 'init', '--quiet');
  for (const version of [same, change]) {
    writeFiles(folder, { 'tasks.yaml': tasksYaml(version(benchTasks(tasks))) });
    run(process.execPath, '-r', './lib/typescript.cjs', 'main.ts');
    run('git', 'add', 'tasks.yaml', 'dist');
    run('git', '-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '--quiet', '-m', 'bench');
  }
  // The app writes to a temporary folder, which is in memory as the output of a synth is.
  const temporary = `${folder}-temporary`;
  mkdirSync(temporary);
  // Exit code 2 means that there are changes.
  const command = [...NODE, 'lib/cli/main.ts', 'plan', '--against', 'HEAD~1'];
  return { command, cwd: folder, env: { TMPDIR: temporary }, exitCodes: [2] };
}

function same(tasks: BenchTask[]): BenchTask[] {
  return tasks;
}

/** Plain cdk8s: its own App, a chart for each task, the same api objects. */
export function plainCdk8s(_folder: string, tasks: number): Program {
  return { command: [...NODE, 'bench/plain-cdk8s.ts', String(tasks)] };
}

/** `helm template` of a chart in which one template makes every task's objects, from a list of tasks in its values. */
export function helm(folder: string, tasks: number): Program {
  // A placeholder goes wherever the value would.
  const objects = objectsOf({ taskId: '{{ .taskId }}', pvcStorageSize: '{{ .pvcStorageSize }}' });
  writeFiles(folder, {
    'Chart.yaml': dump({ apiVersion: 'v2', name: 'bench', version: '0.1.0' }),
    'values.yaml': dump({ tasks: benchTasks(tasks) }),
    'templates/tasks.yaml': `{{- range .Values.tasks }}\n${documents(objects)}{{- end }}\n`,
  });
  return { command: ['helm', 'template', 'bench', folder] };
}

/**
 * `kubectl kustomize` of a list of files, one for each task, that hold the finished objects. Kustomize has no loops:
 * this is the least that it can be asked to do.
 */
export function kustomize(folder: string, tasks: number): Program {
  const file = (task: BenchTask) => [`${task.taskId}.yaml`, documents(objectsOf(task))];
  const resources = Object.fromEntries(benchTasks(tasks).map(file));
  writeFiles(folder, { 'kustomization.yaml': dump({ resources: Object.keys(resources) }), ...resources });
  return { command: ['kubectl', 'kustomize', folder] };
}

/** The text of some YAML documents. */
function documents(objects: readonly object[]): string {
  return objects.map((object) => `---\n${dump(object, { noRefs: true, lineWidth: -1 })}`).join('');
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
