import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { type BenchTask, benchTasks, objectsOf, tasksYaml } from './tasks';

/**
 * A program that makes the manifests of some tasks, its input written, ready to run: to the folder CDK8S_OUTDIR, or
 * to standard output.
 */
export interface Program {
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const NODE = [process.execPath, '-r', 'tsx/cjs'];

/** The app on the repository's own tasks. */
export function ownApp(): Program {
  return { command: [...NODE, 'main.ts'], env: { KERUTA_TASKS: 'tasks.yaml' } };
}

/** The app on a file with that many tasks. */
export function app(folder: string, tasks: number): Program {
  writeFiles(folder, { 'tasks.yaml': tasksYaml(benchTasks(tasks)) });
  return { command: [...NODE, 'main.ts'], env: { KERUTA_TASKS: join(folder, 'tasks.yaml') } };
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
