import type { Issue } from '../checks/issues';
import type { JobSettings } from '../settings/job-settings';
import { KUBERNETES_VERSIONS } from '../settings/kubernetes-versions';
import type { PartialPodSpec } from '../settings/pod-spec';
import { checkWholePod } from './check-pod';
import { checkShape } from './check-shape';
import { checkValues } from './check-values';
import { type Contradiction, checkContradictions, checkPromises, checkWorkspace, SAME } from './promises';
import { checkRestricted } from './restricted';
import { fieldShape } from './shapes';

/**
 * Checks a pod spec by itself, as it stands in a file or in props, before it is merged.
 *
 * @param kubernetes the release of Kubernetes that the pod is for
 */
export function checkPodSpec(podSpec: object, kubernetes: string): Issue[] {
  const issues = checkShape(podSpec, kubernetes);
  // The other rules read fields of the right type only.
  return issues.length > 0 ? issues : [...checkPromises(podSpec), ...checkRepeated(podSpec, 'PodSpec')];
}

/** Checks a part of a pod that a program adds. The rest of the pod, and the release of the cluster, are not known. */
export function checkPartOfPod(part: object): Issue[] {
  const issues = checkPodSpec(part, NEWEST);
  return issues.length > 0 ? issues : checkValues(part);
}

const NEWEST = KUBERNETES_VERSIONS.at(-1) as string;

/** The merge keys by which Kubernetes, and not only the merge, tells items apart: a port has a protocol too. */
const NAMES = ['name', 'mountPath', 'devicePath', 'ip'];

/** Checks that no item stands twice in a list that is merged by name: one of the two would be lost. */
function checkRepeated(value: unknown, type: string): Issue[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([field, inner]) => {
    const shape = fieldShape(type, field);
    if (!Array.isArray(inner)) {
      return below(field, checkRepeated(inner, shape?.type ?? ''));
    }
    const { mergeKey = '' } = shape ?? {};
    const keys = inner.map((item) => (NAMES.includes(mergeKey) ? item?.[mergeKey] : undefined));
    return inner.flatMap((item, index) => [
      ...(keys[index] !== undefined && keys.indexOf(keys[index]) < index
        ? [repeated([field, index, mergeKey], keys[index])]
        : []),
      ...below(field, below(index, checkRepeated(item, shape?.type.slice(2) ?? ''))),
    ]);
  });
}

function repeated(path: Issue['path'], got: unknown): Issue {
  return { code: 'wrong-pod-spec', what: 'is there twice', fix: 'rename or remove one of them', path, key: false, got };
}

function below(step: PropertyKey, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: [step, ...issue.path] }));
}

/** Pod specs without a mistake, with the other settings of their tasks: a chart checks what the tasks were checked for. */
const settingsWithoutIssue = new WeakMap<PartialPodSpec, Set<string>>();

/**
 * Checks the pod of a task with all its settings, whose `podSpec` has no other mistake.
 *
 * @param subPath the folder of the volume that the task mounts
 */
export function checkPodOfTask(settings: JobSettings, subPath: string | undefined): (Issue & Partial<Contradiction>)[] {
  const { podSpec = {} } = settings;
  const others = othersOf(settings, subPath);
  if (settingsWithoutIssue.get(podSpec)?.has(others)) {
    return [];
  }
  const issues = [
    ...checkContradictions(settings, subPath),
    ...checkWorkspace(settings),
    ...(settings.podSecurity === 'restricted' ? checkRestricted(podSpec) : []),
    ...checkValues(podSpec),
    ...checkWholePod(settings),
  ];
  if (issues.length === 0) {
    settingsWithoutIssue.set(podSpec, (settingsWithoutIssue.get(podSpec) ?? new Set()).add(others));
  }
  return issues;
}

/** The settings other than `podSpec` that the rules read, as a text. */
function othersOf(settings: JobSettings, subPath: string | undefined): string {
  const { volumeName, workDir, podSecurity, image } = settings;
  const set = SAME.map(([name]) => settings[name] !== undefined);
  return JSON.stringify([volumeName, workDir, podSecurity, image, subPath !== undefined, set]);
}

/**
 * Checks the `podSpec` in the props of a construct. The release of the cluster is not known there.
 *
 * @param subPath the folder of the volume that the Job mounts
 */
export function checkPodSpecOfProps(settings: JobSettings, subPath: string | undefined): Issue[] {
  const { podSpec = {} } = settings;
  const issues = settingsWithoutIssue.has(podSpec) ? [] : checkPodSpec(podSpec, NEWEST);
  return issues.length > 0 ? issues : checkPodOfTask(settings, subPath);
}
