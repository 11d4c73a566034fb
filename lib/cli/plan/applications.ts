import type { ManifestObject } from '../../manifests/parse';
import { asMap, isMap, mapsIn } from '../../settings/maps';
import { type Applier, folderPattern, HOW_TO_LEAVE } from './applier';
import type { FieldChange } from './fields';

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
export function applicationsOf(objects: readonly ManifestObject[]): Applier[] {
  return objects
    .filter(({ apiVersion }) => apiVersion.startsWith('argoproj.io/'))
    .flatMap(({ kind, metadata, spec }) => {
      if (kind === 'Application') {
        const settings = toSpec(spec);
        const automated = settings.syncPolicy?.automated;
        // One that syncs by itself prunes no folder that has lost all manifests, unless it may be empty.
        const keepsLast = automated !== undefined && automated.allowEmpty !== true;
        const covers = coverageOf(settings, []);
        const keeps = (_: string, folders: ReadonlySet<string>) => keepsLast && ![...folders].some(covers);
        return [application(metadata.name, settings, covers, keeps)];
      }
      if (kind === 'ApplicationSet') {
        const { generators, template, syncPolicy } = asMap(spec);
        const directories = mapsIn(generators).flatMap(({ git }) => mapsIn(asMap(git).directories).filter(hasPath));
        const preserves = asMap(syncPolicy).preserveResourcesOnDeletion === true;
        const settings = toSpec(asMap(template).spec);
        // The Application of a folder goes with its last manifest.
        const keeps = (folder: string, folders: ReadonlySet<string>) => preserves && !folders.has(folder);
        return [application(metadata.name, settings, coverageOf(settings, directories), keeps)];
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

function application(
  name: string,
  spec: ApplicationSpec,
  covers: Applier['covers'],
  keepsJobsOf: Applier['keepsJobsOf'],
): Applier {
  const namespace = spec.destination?.namespace;
  const isIgnored = (job: ManifestObject, change: FieldChange) => ignores(spec, job, change);
  // Without the option an explicit sync applies what the comparison ignored.
  const respects = spec.syncPolicy?.syncOptions?.includes('RespectIgnoreDifferences=true') === true;
  return {
    engine: 'argocd',
    name,
    namespace,
    overridesNamespace: false,
    covers,
    keepsJobsOf,
    leaves: (job, change) => respects && isIgnored(job, change),
    howToLeave: (job, changes) =>
      !respects && changes.every((change) => isIgnored(job, change))
        ? `add RespectIgnoreDifferences=true to the sync options of Application ${name}, which ignores the difference`
        : HOW_TO_LEAVE.argocd,
  };
}

/**
 * The folders that an Application applies.
 *
 * @param directories where a generator looks for folders, for a source whose path is a template
 */
function coverageOf(spec: ApplicationSpec, directories: readonly Directory[]): Applier['covers'] {
  const pathsOf = (excluded: boolean) =>
    directories.filter(({ exclude }) => (exclude === true) === excluded).map(({ path }) => path);
  const excluded = pathsOf(true).map((path) => folderPattern(path, false));
  const sources = [...(spec.source ? [spec.source] : []), ...(spec.sources ?? [])];
  const patterns = sources.flatMap(({ path = '', directory }) => {
    const paths = path.includes('{{') ? pathsOf(false) : [path];
    return paths.map((one) => folderPattern(one, directory?.recurse === true));
  });
  return (folder) => matchesOne(patterns, folder) && !matchesOne(excluded, folder);
}

function matchesOne(patterns: readonly RegExp[], folder: string): boolean {
  return patterns.some((pattern) => pattern.test(folder));
}

/** Whether an Application ignores a change of a Job. */
function ignores(spec: ApplicationSpec, job: ManifestObject, change: FieldChange): boolean {
  const differences = spec.ignoreDifferences ?? [];
  return differences
    .filter(({ group, kind, name, namespace }) => {
      const { metadata } = job;
      const anyNamespace = namespace === undefined || namespace === (metadata.namespace ?? spec.destination?.namespace);
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
