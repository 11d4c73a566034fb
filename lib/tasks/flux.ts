import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from '../document/document';
import { readSources } from '../document/read-sources';
import type { Mistake } from '../mistakes/mistake';
import { makesClaim } from '../settings/claim';
import type { FileEntries } from './check';
import type { MergedTask, MergedTasks } from './merge';

/** Flux, which applies the manifests of the tasks. */
export interface FluxTarget {
  /** Path of the file that says so. */
  readonly file: string;
  /** Namespace that Flux puts every object into; undefined where the file does not say it rightly. */
  readonly namespace: string | undefined;
}

/**
 * Flux, if there is a flux.yaml next to the tasks. Mistakes in that file are not looked for: `npm run flux` shows them.
 *
 * @param path the file or folder of the tasks; undefined for `tasks.yaml` or `tasks/`
 */
export function fluxNextTo(path: string | undefined): FluxTarget | undefined {
  const file = join(path === undefined ? '.' : dirname(path), 'flux.yaml');
  if (!existsSync(file)) {
    return undefined;
  }
  const [source] = readSources(file).sources;
  const value = source && (parse(source).document?.value as { targetNamespace?: unknown } | null | undefined);
  const namespace = value?.targetNamespace;
  return { file, namespace: typeof namespace === 'string' ? namespace : undefined };
}

/** Checks what goes wrong with Flux alone. */
export function checkForFlux({ tasks, files }: MergedTasks, target: FluxTarget): Mistake[] {
  return [...tasks.flatMap((task) => checkNamespace(task, target)), ...checkManifestLeft(tasks, files)];
}

/** Seen: a claim and a Job that name a namespace are made in the target namespace, and nothing says so. */
function checkNamespace({ settings, originOf }: MergedTask, { file, namespace }: FluxTarget): Mistake[] {
  if (settings.namespace === undefined || namespace === undefined || settings.namespace === namespace) {
    return [];
  }
  return [
    {
      code: 'overridden-namespace',
      message: `namespace is overridden by targetNamespace of ${file}: Flux would run the task in ${namespace}`,
      place: originOf('namespace').at('namespace'),
      got: settings.namespace,
      allowed: namespace,
      fix: 'remove namespace, or move the task to a repository that Flux applies to that namespace',
    },
  ];
}

/**
 * Checks that a manifest is left. Seen: Flux deletes every Job, and ends its agent, when a folder that it prunes has other
 * files and no manifest. A task that is done leaves the manifest of the claim that it makes.
 */
function checkManifestLeft(tasks: readonly MergedTask[], files: readonly FileEntries[]): Mistake[] {
  const place = files.map((file) => file.section('tasks')).find((section) => section !== undefined);
  if (place === undefined || tasks.some(({ settings }) => !settings.done || makesClaim(settings))) {
    return [];
  }
  return [
    {
      code: 'no-manifest',
      message: 'no task has a manifest: Flux would delete the Job of every task that there was, and end its agent',
      place,
      allowed: 'at least one task that is not done or makes a claim',
      fix: 'keep the last task, with done: true',
    },
  ];
}
