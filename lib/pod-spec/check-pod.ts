import type { Issue } from '../checks/issues';
import { checkPod } from '../checks/pod';
import { dnsLabel } from '../checks/text';
import { BUILT_IN } from '../settings/defaults';
import type { JobSettings } from '../settings/job-settings';
import type { PartialPodSpec, PodContainer, PodVolume } from '../settings/pod-spec';
import { mergePodSpecs } from './merge';
import { fieldShape, typeShape } from './shapes';

/*
 * Rules of the API server for a pod as a whole: the pod spec of the settings, merged into the pod that keruta makes.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */

type Path = readonly PropertyKey[];
type Item = Readonly<Record<string, unknown>>;

/** Checks the pod of a task. The paths of the issues lead through the pod spec of the settings. */
export function checkWholePod(settings: JobSettings): Issue[] {
  const podSpec = settings.podSpec ?? {};
  const whole = mergePodSpecs(makeSkeleton(settings), podSpec);
  const issues = [
    ...checkRequired(podSpec, 'PodSpec', []),
    ...[...named(podSpec.volumes, 'volumes'), ...named(podSpec.initContainers, 'initContainers')].flatMap(checkName),
    ...[...named(podSpec.containers, 'containers'), ...named(podSpec.initContainers, 'initContainers')].flatMap(
      ([container, path]) => checkContainerFields(container, path),
    ),
    ...checkPod(whole as Item).map(({ key, ...problem }): Issue => {
      const path = pathOf(podSpec, key);
      const field = key.slice(key.lastIndexOf('.') + 1);
      // A field that is missing has no place of its own.
      const isMissing = problem.what === 'is missing' && path.at(-1) !== field;
      const missing = isMissing ? { what: `has no ${field}`, fix: `set ${field}` } : {};
      return { code: 'wrong-pod-spec', path, key: problem.got === undefined, ...problem, ...missing };
    }),
  ];
  const seen = new Set<string>();
  return issues.filter(({ path }) => !seen.has(path.join('\0')) && seen.add(path.join('\0')));
}

/** The parts of the pod that keruta makes, as far as the rules need them. */
function makeSkeleton(settings: JobSettings): PartialPodSpec {
  const { volumeName = BUILT_IN.volumeName, workDir = BUILT_IN.workDir, image = BUILT_IN.image } = settings;
  return {
    containers: [{ name: 'main', image, volumeMounts: [{ name: volumeName, mountPath: workDir }] }],
    volumes: [{ name: volumeName, persistentVolumeClaim: { claimName: 'claim' } }],
  };
}

/** Values that lack nothing, and their types: tasks share the parts of a pod spec that come from the defaults. */
const complete = new WeakMap<object, string>();

/** Checks that the fields that Kubernetes requires are there. The pod itself gets its containers from keruta. */
function checkRequired(value: unknown, type: string, path: Path): Issue[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => checkRequired(item, type.slice(2), [...path, index]));
  }
  if (typeof value !== 'object' || value === null || complete.get(value) === type) {
    return [];
  }
  const missing = Object.entries(typeShape(type) ?? {})
    .filter(([name, { required }]) => required && path.length > 0 && (value as Item)[name] === undefined)
    .map(([name]): Issue => ({ code: 'missing-key', what: `has no ${name}`, path, key: true, fix: `set ${name}` }));
  const inside = Object.entries(value).flatMap(([name, inner]) =>
    checkRequired(inner, fieldShape(type, name)?.type ?? '', [...path, name]),
  );
  if (missing.length + inside.length === 0 && path.length > 0) {
    complete.set(value, type);
  }
  return [...missing, ...inside];
}

function named<T extends PodContainer | PodVolume>(list: readonly T[] | undefined, name: string): [T, Path][] {
  return (list ?? []).map((item, index) => [item, [name, index]]);
}

function checkName([{ name }, path]: [PodContainer | PodVolume, Path]): Issue[] {
  const problem = name === undefined ? undefined : dnsLabel.check(name);
  return problem ? [{ ...problem, path: [...path, 'name'], key: false, got: name }] : [];
}

/** The fields of a pod that a variable can have as its value, in addition to its labels and annotations. */
const FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

function checkContainerFields({ env }: PodContainer, path: Path): Issue[] {
  return (env ?? []).flatMap((variable, index) => {
    const fieldPath = variable.valueFrom?.fieldRef?.fieldPath;
    const isKnown =
      fieldPath && (FIELD_PATHS.includes(fieldPath) || /^metadata\.(labels|annotations)\['.+'\]$/.test(fieldPath));
    const at = [...path, 'env', index, 'valueFrom', 'fieldRef', 'fieldPath'];
    return fieldPath === undefined || isKnown
      ? []
      : [
          toIssue(
            at,
            fieldPath,
            'is not a field that a variable can have',
            `${FIELD_PATHS.join(', ')}, metadata.labels['KEY'], metadata.annotations['KEY']`,
          ),
        ];
  });
}

function toIssue(path: Path, got: unknown, what: string, allowed: string): Issue {
  return { code: 'wrong-pod-spec', what, allowed, got, path, key: false };
}

/**
 * The path in a pod spec for a key such as `initContainers[clone].volumeMounts[/cache].subPath`, as far as the pod spec has
 * it. The brackets hold the merge key of an item.
 */
function pathOf(podSpec: PartialPodSpec, key: string): PropertyKey[] {
  const path: PropertyKey[] = [];
  let value: unknown = podSpec;
  for (const [step, item] of [...key.matchAll(/\[([^[\]]*)\]|[^.[\]]+/g)]) {
    const next =
      item !== undefined && Array.isArray(value)
        ? value.findIndex((one: Item, index) => [one.name, one.mountPath, String(index)].includes(item))
        : step;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, next)) {
      break;
    }
    path.push(next);
    value = (value as Record<PropertyKey, unknown>)[next];
  }
  return path;
}
