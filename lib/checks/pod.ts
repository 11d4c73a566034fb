import { asMap } from '../settings/maps';
import { imageReference } from './image';
import { checkEnvName } from './keys';
import { checkQuantities, checkRequests } from './resources';
import { jsonSize, mayBeTooLarge, OBJECT_MAX } from './size';
import { checkSecret, checkVariable, mountPath as mountPathRule } from './text';

/*
 * Rules of the API server for the parts of a pod that programs add: containers, volumes, mounts and variables. A part may
 * come from a patch, so that nothing is known of its types.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */

/** A problem with a field, and the path of this field: `volumeMounts[/cache].subPath`. */
export interface PodProblem {
  readonly key: string;
  readonly what: string;
  readonly got?: unknown;
  readonly allowed?: string | undefined;
  readonly fix?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields that only a long-running container can have. */
const OF_RUNNING_CONTAINERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];

/** Checks an init container by itself. Whether its mounts name volumes of the pod is known of the whole pod only. */
export function checkInitContainer(container: unknown): PodProblem[] {
  const fields = asMap(container);
  const ends = fields.restartPolicy !== 'Always';
  return [
    ...checkContainer(fields),
    ...OF_RUNNING_CONTAINERS.filter((field) => ends && fields[field] !== undefined).map((field) => ({
      key: field,
      what: 'cannot be set for an init container that ends before the agent starts',
      fix: "remove it, or set restartPolicy: 'Always' for a native sidecar",
    })),
  ];
}

/** Checks that a volume has one source. */
export function checkVolume(volume: unknown): PodProblem[] {
  const { name, ...sources } = asMap(volume);
  const set = Object.keys(sources).filter((source) => sources[source] !== undefined);
  const allowed = 'one source, such as emptyDir, secret, configMap or persistentVolumeClaim';
  if (set.length === 1) {
    return [];
  }
  const what = set.length === 0 ? 'has no source' : `has more than one source: ${set.join(', ')}`;
  return [{ key: `volumes[${name}]`, what, allowed }];
}

/** Checks a mount by itself. */
export function checkMount(mount: unknown): PodProblem[] {
  const { name, mountPath, subPath, subPathExpr } = asMap(mount);
  const at = `volumeMounts[${mountPath ?? name}]`;
  const wrongPath = typeof mountPath === 'string' ? mountPathRule.check(mountPath) : undefined;
  return [
    ...(mountPath === undefined ? [{ key: `${at}.mountPath`, what: 'is missing' }] : []),
    ...(wrongPath ? [{ ...wrongPath, key: `${at}.mountPath` }] : []),
    ...checkSubPath(`${at}.subPath`, subPath),
    ...checkSubPath(`${at}.subPathExpr`, subPathExpr),
    ...(subPath && subPathExpr ? [{ key: `${at}.subPathExpr`, what: 'cannot be set together with subPath' }] : []),
  ];
}

/**
 * Checks a manifest, with what patches have changed. Only Jobs have rules here.
 *
 * @param yaml the text of the file of the manifest, whose length spares most manifests the count of their bytes
 */
export function checkManifest(manifest: object, yaml: string): PodProblem[] {
  const { apiVersion, kind, metadata } = asMap(manifest);
  if (apiVersion !== 'batch/v1' || kind !== 'Job') {
    return [];
  }
  const size = mayBeTooLarge(yaml) ? jsonSize(manifest) + jsonSize(asMap(metadata).annotations ?? {}) : 0;
  if (size > OBJECT_MAX) {
    const what = `takes ${size} bytes with its annotations, which is too large for kubectl apply and Argo CD`;
    return [{ key: `Job ${asMap(metadata).name}`, what, allowed: `at most ${OBJECT_MAX} bytes` }];
  }
  return checkPod(asMap(asMap(asMap(asMap(manifest).spec).template).spec)).map((problem) => ({
    ...problem,
    key: `Job ${asMap(metadata).name}: spec.template.spec.${problem.key}`,
  }));
}

/** Checks a pod spec as a whole: its containers and volumes, and that each mount names one of the volumes. */
export function checkPod(pod: Fields): PodProblem[] {
  const volumes = listOf(pod.volumes);
  const containers = listOf(pod.containers);
  const initContainers = listOf(pod.initContainers);
  const names = volumes.map(({ name }) => name);
  const problemsOf = (list: string, container: Fields, problems: readonly PodProblem[]) =>
    [...problems, ...checkMountedVolumes(container, names)].map((problem) => ({
      ...problem,
      key: `${list}[${container.name}].${problem.key}`,
    }));
  return [
    ...containers.flatMap((container) => problemsOf('containers', container, checkContainer(container))),
    ...initContainers.flatMap((container) => problemsOf('initContainers', container, checkInitContainer(container))),
    ...repeated([...containers, ...initContainers], 'name').map((name) => repeatedProblem(`containers[${name}]`)),
    ...volumes.flatMap(checkVolume),
    ...repeated(volumes, 'name').map((name) => repeatedProblem(`volumes[${name}]`)),
  ];
}

function checkContainer(container: Fields): PodProblem[] {
  const mounts = listOf(container.volumeMounts);
  return [
    ...checkImage(container.image),
    ...checkEnv(listOf(container.env)),
    ...checkArguments('command', container.command),
    ...checkArguments('args', container.args),
    ...mounts.flatMap(checkMount),
    ...repeated(mounts, 'mountPath').map((path) => repeatedProblem(`volumeMounts[${path}]`)),
    ...checkResources(asMap(container.resources)),
  ];
}

function checkImage(image: unknown): PodProblem[] {
  if (image === undefined || image === '') {
    return [{ key: 'image', what: 'is missing' }];
  }
  const problem = typeof image === 'string' ? imageReference.check(image) : undefined;
  return problem ? [{ ...problem, key: 'image', got: image }] : [];
}

function checkMountedVolumes({ volumeMounts }: Fields, volumes: readonly unknown[]): PodProblem[] {
  return listOf(volumeMounts)
    .filter(({ name }) => !volumes.includes(name))
    .map(({ name, mountPath }) => ({
      key: `volumeMounts[${mountPath}].name`,
      what: 'is not a volume of the pod',
      got: name,
      allowed: volumes.join(', '),
    }));
}

function checkEnv(env: readonly Fields[]): PodProblem[] {
  const wrongNames = env.flatMap(({ name }) => {
    const wrong = typeof name === 'string' ? checkEnvName(name) : undefined;
    return wrong ? [{ ...wrong, key: `env[${name}]` }] : [];
  });
  const secrets = env.flatMap(({ name, value }) => {
    const problem = typeof value === 'string' ? (checkSecret(value) ?? checkVariable(String(name), value)) : undefined;
    return problem ? [{ ...problem, key: `env[${name}]` }] : [];
  });
  const twoValues = env.filter(({ value, valueFrom }) => value && valueFrom);
  return [
    ...wrongNames,
    ...secrets,
    ...repeated(env, 'name').map((name) => repeatedProblem(`env[${name}]`)),
    ...twoValues.map(({ name }) => ({
      key: `env[${name}]`,
      what: 'has both value and valueFrom',
      allowed: 'one of them',
    })),
  ];
}

/** Checks that no argument has a secret. */
function checkArguments(key: string, args: unknown): PodProblem[] {
  return (Array.isArray(args) ? args : []).flatMap((argument, index) => {
    const problem = typeof argument === 'string' ? checkSecret(argument) : undefined;
    return problem ? [{ ...problem, key: `${key}[${index}]` }] : [];
  });
}

function checkSubPath(key: string, path: unknown): PodProblem[] {
  if (typeof path !== 'string' || (!path.startsWith('/') && !path.split('/').includes('..'))) {
    return [];
  }
  return [{ key, what: 'is not a path inside the volume', got: path, allowed: "a relative path without '..'" }];
}

function checkResources(resources: Fields): PodProblem[] {
  const { requests = {}, limits = {} } = resources as Parameters<typeof checkRequests>[0];
  const problems = [
    ...[...checkQuantities(requests)].map(([path, problem]) => [['requests', ...path], problem] as const),
    ...[...checkQuantities(limits)].map(([path, problem]) => [['limits', ...path], problem] as const),
    ...checkRequests({ requests, limits }),
  ];
  return problems.map(([path, problem]) => ({ ...problem, key: ['resources', ...path].join('.') }));
}

function repeatedProblem(key: string): PodProblem {
  return { key, what: 'is there twice', fix: 'rename or remove one of them' };
}

/** The values of a field that more than one of the items has. */
function repeated(items: readonly Fields[], field: string): unknown[] {
  const values = items.map((item) => item[field]).filter((value) => value !== undefined);
  return [...new Set(values.filter((value, index) => values.indexOf(value) < index))];
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(asMap) : [];
}
