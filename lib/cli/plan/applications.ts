import { folderIn, type ManifestObject, type TaskObjects } from '../../manifests/parse';
import { asMap, isMap, mapsIn } from '../../manifests/values';
import type { FieldChange } from './fields';

/** The settings of an Argo CD Application or ApplicationSet for a folder of manifests. */
export interface Application {
  readonly name: string;
  /** Namespace of the objects that name none themselves. */
  readonly namespace: string | undefined;
  /** Whether it applies the files of a folder, given by its path from the top of the repository. */
  covers(folder: string): boolean;
  readonly ignoreDifferences: readonly IgnoreDifference[];
  /** Whether a sync leaves the fields unchanged that the comparison ignores. Otherwise, a manual sync applies them. */
  readonly respectsIgnored: boolean;
  /**
   * Whether a folder that loses its last manifest leaves its Jobs in the cluster: the Application goes without them, or
   * refuses to prune everything.
   */
  readonly leavesLastJobs: boolean;
}

interface IgnoreDifference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
}

interface Source {
  readonly path?: string;
  readonly directory?: { readonly recurse?: boolean };
}

interface ApplicationSpec {
  readonly source?: Source;
  readonly sources?: readonly Source[];
  readonly destination?: { readonly namespace?: string };
  readonly ignoreDifferences?: readonly IgnoreDifference[];
  readonly syncPolicy?: {
    readonly automated?: { readonly allowEmpty?: boolean };
    readonly syncOptions?: readonly string[];
  };
}

interface Directory {
  readonly path: string;
  readonly exclude?: boolean;
}

/**
 * The Applications and ApplicationSets among some objects. A committed file may hold anything: a part of another type than
 * Argo CD knows counts as missing.
 */
export function applicationsOf(objects: readonly ManifestObject[]): Application[] {
  return objects
    .filter(({ apiVersion }) => apiVersion.startsWith('argoproj.io/'))
    .flatMap(({ kind, metadata, spec }) => {
      if (kind === 'Application') {
        const one = toSpec(spec);
        const automated = one.syncPolicy?.automated;
        return [application(metadata.name, one, [], automated !== undefined && automated.allowEmpty !== true)];
      }
      if (kind === 'ApplicationSet') {
        const { generators, template, syncPolicy } = asMap(spec);
        const directories = mapsIn(generators).flatMap(({ git }) => mapsIn(asMap(git).directories).filter(hasPath));
        const leaves = asMap(syncPolicy).preserveResourcesOnDeletion === true;
        return [application(metadata.name, toSpec(asMap(template).spec), directories, leaves)];
      }
      return [];
    });
}

function toSpec(value: unknown): ApplicationSpec {
  const { source, sources, destination, ignoreDifferences, syncPolicy } = asMap(value);
  const { automated, syncOptions } = asMap(syncPolicy);
  const { namespace } = asMap(destination);
  return {
    ...(isMap(source) ? { source: toSource(source) } : {}),
    sources: mapsIn(sources).map(toSource),
    destination: typeof namespace === 'string' ? { namespace } : {},
    ignoreDifferences: mapsIn(ignoreDifferences).map(({ jsonPointers, jqPathExpressions, ...rest }) => ({
      ...rest,
      jsonPointers: stringsIn(jsonPointers),
      jqPathExpressions: stringsIn(jqPathExpressions),
    })),
    syncPolicy: { ...(isMap(automated) ? { automated } : {}), syncOptions: stringsIn(syncOptions) },
  };
}

function toSource({ path, directory }: Record<string, unknown>): Source {
  return { ...(typeof path === 'string' ? { path } : {}), directory: asMap(directory) };
}

function hasPath(directory: Record<string, unknown>): directory is Record<string, unknown> & Directory {
  return typeof directory.path === 'string';
}

function stringsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** @param directories where a generator looks for folders, for a source whose path is a template */
function application(
  name: string,
  spec: ApplicationSpec,
  directories: readonly Directory[],
  leavesLastJobs: boolean,
): Application {
  const pathsOf = (excluded: boolean) =>
    directories.filter(({ exclude }) => (exclude === true) === excluded).map(({ path }) => path);
  const excluded = pathsOf(true).map((path) => folderPattern(path, false));
  const sources = [...(spec.source ? [spec.source] : []), ...(spec.sources ?? [])];
  const patterns = sources.flatMap(({ path = '', directory }) => {
    const paths = path.includes('{{') ? pathsOf(false) : [path];
    return paths.map((one) => folderPattern(one, directory?.recurse === true));
  });
  return {
    name,
    namespace: spec.destination?.namespace,
    covers: (folder) => matchesOne(patterns, folder) && !matchesOne(excluded, folder),
    ignoreDifferences: spec.ignoreDifferences ?? [],
    respectsIgnored: spec.syncPolicy?.syncOptions?.includes('RespectIgnoreDifferences=true') === true,
    leavesLastJobs,
  };
}

function matchesOne(patterns: readonly RegExp[], folder: string): boolean {
  return patterns.some((pattern) => pattern.test(folder));
}

function folderPattern(path: string, recurse: boolean): RegExp {
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

/** The destination of the objects of a task. */
export interface Applied {
  readonly taskId: string;
  /** The Applications that apply them. */
  readonly applications: readonly Application[];
  /** Empty if neither the manifests nor an Application names a namespace. */
  readonly namespace: string;
}

/** @param output path of the output folder from the top of the repository */
export function appliedBy(task: TaskObjects, applications: readonly Application[], output: string): Applied {
  const folder = [output, folderIn(task.path)].filter((part) => part !== '').join('/');
  const covering = applications.filter((one) => one.covers(folder));
  const own = [task.job, task.claim].map((object) => object?.metadata.namespace);
  const namespace = [...own, ...covering.map((one) => one.namespace)].find((name) => name !== undefined) ?? '';
  return { taskId: task.taskId, applications: covering, namespace };
}

/** Whether an Application ignores a change of a Job. */
export function ignores(application: Application, job: ManifestObject, change: FieldChange): boolean {
  return application.ignoreDifferences
    .filter(({ group, kind, name, namespace }) => {
      const { metadata } = job;
      const anyNamespace = namespace === undefined || namespace === (metadata.namespace ?? application.namespace);
      return (
        matches(group, 'batch') && matches(kind, 'Job') && (name ?? metadata.name) === metadata.name && anyNamespace
      );
    })
    .flatMap(pointers)
    .some((pointer) => pointer.every((step, index) => change.pointer[index] === step));
}

function matches(pattern: string | undefined, value: string): boolean {
  return pattern === '*' || pattern === value;
}

/**
 * The paths that are ignored, each as a list of keys. Of the jq expressions, only plain paths are known: `.spec.template`.
 */
function pointers({ jsonPointers = [], jqPathExpressions = [] }: IgnoreDifference): string[][] {
  return [
    ...jsonPointers.map((pointer) =>
      pointer
        .split('/')
        .slice(1)
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
    ),
    ...jqPathExpressions.filter((path) => /^(\.\w+)+$/.test(path)).map((path) => path.slice(1).split('.')),
  ];
}
