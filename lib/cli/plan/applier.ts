import { folderIn, type ManifestObject, type TaskObjects } from '../../manifests/parse';
import { ENGINE_KEYS, type Engine } from '../app/engines';
import type { FieldChange } from './fields';

/** An object that applies folders of manifests: an Application or ApplicationSet of Argo CD, or a Kustomization of Flux. */
export interface Applier {
  readonly engine: Engine;
  readonly name: string;
  /** Namespace that it puts objects into. */
  readonly namespace: string | undefined;
  /** Whether its namespace counts for an object that names another one itself. */
  readonly overridesNamespace: boolean;
  /** Whether it applies the files of a folder, whose path is from the top of the repository. */
  covers(folder: string): boolean;
  /** Whether it leaves a Job that is there as it is, for all that this field has changed. */
  leaves(job: ManifestObject, change: FieldChange): boolean;
  /** The way to make it leave Jobs as they are, for these changes of a Job. */
  howToLeave(job: ManifestObject, changes: readonly FieldChange[]): string;
  /** Whether a Job whose manifest has left a folder stays in the cluster, given the folders that still hold a manifest. */
  keepsJobsOf(folder: string, folders: ReadonlySet<string>): boolean;
}

/** The folder, namespace and cluster of a task's objects. */
export interface Applied {
  readonly taskId: string;
  /** Path of their folder from the top of the repository. */
  readonly folder: string;
  /** The objects that apply the manifests of the task. */
  readonly appliers: readonly Applier[];
  /** The engines of the appliers; where none is known, those of the repository. */
  readonly engines: readonly Engine[];
  /** Empty where neither the manifests nor an applier says it. */
  readonly namespace: string;
}

/** The appliers of a repository. */
export interface Repository {
  /** The Applications, ApplicationSets and Kustomizations that are deployed. */
  readonly appliers: readonly Applier[];
  /** The engines that the repository is for. */
  readonly engines: readonly Engine[];
  /** Path of the output folder from the top of the repository; empty for the top itself. */
  readonly output: string;
}

export function appliedBy(task: TaskObjects, { appliers, engines, output }: Repository): Applied {
  const folder = [output, folderIn(task.path)].filter((part) => part !== '').join('/');
  const covering = appliers.filter((one) => one.covers(folder));
  const names = [
    ...covering.filter((one) => one.overridesNamespace).map((one) => one.namespace),
    ...[task.job, task.claim].map((object) => object?.metadata.namespace),
    ...covering.map((one) => one.namespace),
  ];
  return {
    taskId: task.taskId,
    folder,
    appliers: covering,
    engines: covering.length > 0 ? [...new Set(covering.map(({ engine }) => engine))] : engines,
    namespace: names.find((name) => name !== undefined) ?? '',
  };
}

/** The way to make an engine leave Jobs as they are. */
export const HOW_TO_LEAVE: Readonly<Record<Engine, string>> = {
  argocd: 'commit an Application that ignores /spec/template of Jobs (npm run argocd)',
  flux: 'commit a Kustomization with kustomize.toolkit.fluxcd.io/ssa: IfNotPresent on Jobs (npm run flux)',
};

/** The engines that a fix names: where none is known, each that there is. */
export function enginesToName({ engines }: Pick<Applied, 'engines'>): readonly Engine[] {
  return engines.length > 0 ? engines : ENGINE_KEYS;
}

/** The names of appliers in a sentence. */
export function nameAppliers(appliers: readonly Applier[]): string {
  return appliers.map(({ name }) => name).join(', ');
}

/** The folders that a path of an engine stands for, with the wildcards of Argo CD's generators. */
export function folderPattern(path: string, recurse: boolean): RegExp {
  const clean = path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');
  const escaped = clean
    .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${escaped}${recurse ? (clean === '' ? '' : '(/|$)') : '$'}`);
}
