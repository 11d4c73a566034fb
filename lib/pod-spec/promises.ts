import type { Issue } from '../checks/issues';
import { BUILT_IN } from '../settings/defaults';
import type { JobSettings } from '../settings/job-settings';
import { CONTRACT_ENV } from '../settings/names';
import type { PartialPodSpec, PodContainer } from '../settings/pod-spec';

/*
 * Rules for a pod spec that keep the promises of a task: one agent, which ends, with the environment of the contract.
 */

/** Checks a part of a pod spec, as it stands in the file or the props. Values of a wrong type are ignored. */
export function checkPromises(podSpec: PartialPodSpec): Issue[] {
  return [
    ...checkRestartPolicy(podSpec),
    ...listOf(podSpec.containers).flatMap(checkPlainContainer),
    ...checkEphemeral(podSpec),
  ];
}

function checkRestartPolicy({ restartPolicy }: PartialPodSpec): Issue[] {
  if (restartPolicy === undefined || restartPolicy === 'Never') {
    return [];
  }
  const what = 'cannot be changed: a container that is started again would run the agent twice';
  return [toIssue(['restartPolicy'], 'wrong-pod-spec', what, 'remove it', restartPolicy, 'Never')];
}

function checkPlainContainer(container: PodContainer, index: number): Issue[] {
  const { name, env } = container;
  if (name === undefined || name === '') {
    return [
      toIssue(['containers', index], 'missing-key', 'has no name', 'set name: main for the container of the agent'),
    ];
  }
  if (name !== 'main') {
    const what = 'is a second container next to main: the Job would end only when both containers have ended';
    const fix = 'move it to initContainers with restartPolicy: Always, as a native sidecar, which ends with the agent';
    return [toIssue(['containers', index, 'name'], 'second-container', what, fix, name, 'main')];
  }
  return [...checkNoRestart(container, index), ...checkVariables(env, index)];
}

/** A container can have a restart policy of its own since Kubernetes 1.34. */
function checkNoRestart({ restartPolicy = 'Never', restartPolicyRules }: PodContainer, index: number): Issue[] {
  const what = 'cannot be set for main: a container that is started again would run the agent twice';
  return [
    ...(restartPolicy === 'Never'
      ? []
      : [toIssue(['containers', index, 'restartPolicy'], 'wrong-pod-spec', what, 'remove it', restartPolicy, 'Never')]),
    ...(restartPolicyRules === undefined
      ? []
      : [toIssue(['containers', index, 'restartPolicyRules'], 'wrong-pod-spec', what, 'remove it')]),
  ];
}

function checkVariables(env: PodContainer['env'], index: number): Issue[] {
  return listOf(env).flatMap((variable, position) =>
    (CONTRACT_ENV as readonly unknown[]).includes(variable.name)
      ? [
          toIssue(
            ['containers', index, 'env', position, 'name'],
            'wrong-pod-spec',
            'is set by keruta',
            'remove it',
            variable.name,
          ),
        ]
      : [],
  );
}

function checkEphemeral({ ephemeralContainers }: PartialPodSpec): Issue[] {
  const what = 'cannot be set in a Job: Kubernetes adds ephemeral containers to running pods only';
  return ephemeralContainers === undefined
    ? []
    : [toIssue(['ephemeralContainers'], 'unknown-key', what, 'remove it, or use initContainers')];
}

/** Checks that the agent keeps the volume of its workspace, and the mount of this volume. */
export function checkWorkspace({
  podSpec = {},
  volumeName = BUILT_IN.volumeName,
  workDir = BUILT_IN.workDir,
}: JobSettings): Issue[] {
  const volumes = listOf(podSpec.volumes).flatMap(({ name, ...source }, index) =>
    name === volumeName && Object.keys(source).length > 0
      ? [
          toIssue(
            ['volumes', index],
            'wrong-pod-spec',
            'is the volume of the workspace, whose claim keruta sets',
            'use another name; existingClaim mounts another claim as the workspace',
          ),
        ]
      : [],
  );
  const mounts = listOf(podSpec.containers).flatMap(({ volumeMounts }, index) =>
    listOf(volumeMounts).flatMap(({ name, mountPath }, position) =>
      mountPath?.replace(/(?<!\/)\/+$/, '') === workDir && (name !== volumeName || mountPath !== workDir)
        ? [
            toIssue(
              ['containers', index, 'volumeMounts', position, 'mountPath'],
              'wrong-pod-spec',
              `is where the volume ${volumeName} of the workspace is mounted`,
              'mount the volume at another path; workDir mounts the workspace at another path',
              mountPath,
            ),
          ]
        : [],
    ),
  );
  return [...volumes, ...mounts];
}

/** A field of a pod spec that sets the same as a setting, and the setting. */
export const SAME: readonly (readonly [
  setting: keyof JobSettings,
  field: keyof PartialPodSpec | keyof PodContainer,
  inMain: boolean,
])[] = [
  ['image', 'image', true],
  ['imagePullPolicy', 'imagePullPolicy', true],
  ['command', 'command', true],
  ['resources', 'resources', true],
  ['serviceAccountName', 'serviceAccountName', false],
  ['priorityClassName', 'priorityClassName', false],
  ['tolerations', 'tolerations', false],
  ['imagePullSecrets', 'imagePullSecrets', false],
];

/** A setting that contradicts a field of the pod spec. */
export interface Contradiction extends Issue {
  readonly setting: keyof JobSettings | 'pvcSubPath';
}

/**
 * Checks that no field is set twice: by a setting, and by the merged pod spec.
 *
 * @param subPath the folder of the volume that `pvcSubPath` names, at the task or at its parent
 */
export function checkContradictions(settings: JobSettings, subPath: string | undefined): Contradiction[] {
  const podSpec = settings.podSpec ?? {};
  const index = listOf(podSpec.containers).findIndex(({ name }) => name === 'main');
  const main: PodContainer = listOf(podSpec.containers)[index] ?? {};
  const { volumeName = BUILT_IN.volumeName, workDir = BUILT_IN.workDir } = settings;
  const folders = listOf(main.volumeMounts).flatMap((mount, position) =>
    subPath === undefined || mount.name !== volumeName || mount.mountPath !== workDir
      ? []
      : (['subPath', 'subPathExpr'] as const)
          .filter((field) => mount[field] !== undefined)
          .map((field) =>
            setTwice(
              ['containers', index, 'volumeMounts', position, field],
              `podSpec.containers[main].volumeMounts[${workDir}].${field}`,
              'pvcSubPath',
            ),
          ),
  );
  const fields = SAME.flatMap(([setting, field, inMain]) => {
    const value = inMain ? main[field as keyof PodContainer] : podSpec[field as keyof PartialPodSpec];
    if (value === undefined || settings[setting] === undefined) {
      return [];
    }
    const path = inMain ? ['containers', index, field] : [field];
    const shown = inMain ? `podSpec.containers[main].${field}` : `podSpec.${field}`;
    return [setTwice(path, shown, setting)];
  });
  return [...folders, ...fields];
}

function setTwice(path: Issue['path'], shown: string, setting: Contradiction['setting']): Contradiction {
  const what = `and the setting ${setting} set the same field`;
  return { ...toIssue(path, 'set-twice', what, `remove ${setting} or ${shown}`), setting };
}

function toIssue(
  path: Issue['path'],
  code: Issue['code'],
  what: string,
  fix: string,
  got?: unknown,
  allowed?: string,
): Issue {
  return { code, what, fix, path, key: got === undefined, ...(got === undefined ? {} : { got }), allowed };
}

function listOf<T extends object>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}
