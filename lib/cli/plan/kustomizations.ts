import { type ManifestObject, parse } from '../../manifests/parse';
import { asMap, mapsIn } from '../../settings/maps';
import { type Applier, folderPattern, HOW_TO_LEAVE } from './applier';

const SSA = 'kustomize.toolkit.fluxcd.io/ssa';
const FORCE = 'kustomize.toolkit.fluxcd.io/force';

/**
 * The Kustomizations of Flux among some objects. A committed file may hold anything: a part of another type than Flux knows
 * counts as missing.
 */
export function kustomizationsOf(objects: readonly ManifestObject[]): Applier[] {
  return objects
    .filter(({ apiVersion, kind }) => apiVersion.startsWith('kustomize.toolkit.fluxcd.io/') && kind === 'Kustomization')
    .map(({ metadata, spec }) => kustomization(metadata.name, asMap(spec)));
}

function kustomization(name: string, spec: Readonly<Record<string, unknown>>): Applier {
  const { path, prune, force, targetNamespace, patches } = spec;
  const pattern = folderPattern(typeof path === 'string' ? path : '', true);
  const covers = (folder: string) => pattern.test(folder);
  const patched = annotationOfJobs(mapsIn(patches));
  // With Ignore a Job is never made, and with IfNotPresent only once.
  const leaves = ({ metadata }: ManifestObject) =>
    ['IfNotPresent', 'Ignore'].includes(patched ?? metadata.annotations?.[SSA] ?? '');
  return {
    engine: 'flux',
    name,
    namespace: typeof targetNamespace === 'string' ? targetNamespace : undefined,
    overridesNamespace: true,
    covers,
    leaves,
    howToLeave: ({ metadata }) =>
      force === true || metadata.annotations?.[FORCE] === 'Enabled'
        ? `${HOW_TO_LEAVE.flux}, without force, with which Flux makes a Job anew and its agent runs again`
        : HOW_TO_LEAVE.flux,
    // A path that is not there makes the Kustomization fail, and nothing is pruned.
    keepsJobsOf: (_, folders) => prune !== true || ![...folders].some(covers),
  };
}

/** The value of the annotation that patches give to every Job. */
function annotationOfJobs(patches: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  return patches
    .filter(({ target }) => {
      const { kind, ...others } = asMap(target);
      const rest = Object.keys(others).filter((key) => !['group', 'version'].includes(key));
      return kind === 'Job' && rest.length === 0;
    })
    .map(({ patch }) => annotationOf(typeof patch === 'string' ? patch : ''))
    .findLast((value) => value !== undefined);
}

/** The value of the annotation in a strategic merge patch. */
function annotationOf(patch: string): string | undefined {
  try {
    const [object] = parse(patch, 'a patch');
    return object?.metadata.annotations?.[SSA];
  } catch {
    // Flux refuses a patch that is not YAML, so that it says nothing here.
    return undefined;
  }
}
