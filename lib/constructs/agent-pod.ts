import type { k8s } from 'cdk8s-plus-27';
import { BUILT_IN } from '../settings/defaults';
import type { JobSettings } from '../settings/job-settings';
import { WORKSPACE_LABEL, workspaceLabel } from '../settings/names';
import type { EnvValue, PodSecurity, Resources } from '../settings/values';
import type { ITaskWorkspace } from './task-workspace';

/** A container as it stands in the manifest, with quantities as they are written. */
export interface AgentContainer extends Omit<k8s.Container, 'resources'> {
  /**
   * Resource requests and limits, kept as written.
   *
   * @default - none
   */
  readonly resources?: Resources;
  /**
   * `Always` makes an init container a native sidecar, which ends with the agent (Kubernetes 1.29).
   *
   * @default - the container ends before the next one starts
   */
  readonly restartPolicy?: 'Always';
}

/** The spec of an agent's pod. */
export interface AgentPodSpec extends Omit<k8s.PodSpec, 'containers' | 'initContainers'> {
  /** The agent's container, `main`. */
  readonly containers: AgentContainer[];
  /**
   * The containers that run before the agent, and the native sidecars.
   *
   * @default - none
   */
  readonly initContainers?: AgentContainer[];
}

/** The additions to an agent's pod. */
export interface PodAdditions {
  readonly initContainers: AgentContainer[];
  readonly volumes: k8s.Volume[];
  readonly volumeMounts: k8s.VolumeMount[];
  readonly env: Map<string, EnvValue>;
}

/** The spec of the pod of a task's Job. */
export function agentPodSpec(
  taskId: string,
  settings: JobSettings,
  workspace: ITaskWorkspace,
  added: PodAdditions,
): AgentPodSpec {
  const pod = basePodSpec(taskId, settings, workspace, added);
  if (settings.podSpec === undefined) {
    return pod;
  }
  // Loaded only for tasks with a podSpec.
  const { withPodSpec } = require('../pod-spec/agent') as typeof import('../pod-spec/agent');
  return withPodSpec(pod, settings);
}

/** The spec of the pod without the setting `podSpec`. */
function basePodSpec(
  taskId: string,
  settings: JobSettings,
  workspace: ITaskWorkspace,
  added: PodAdditions,
): AgentPodSpec {
  const volumeName = settings.volumeName ?? BUILT_IN.volumeName;
  const restricted = settings.podSecurity === 'restricted';
  const secure = (container: AgentContainer): AgentContainer =>
    settings.podSecurity
      ? { ...container, securityContext: { ...HARDENED_CONTAINER, ...container.securityContext } }
      : container;
  const volumes: k8s.Volume[] = [
    { name: volumeName, persistentVolumeClaim: { claimName: workspace.name } },
    ...added.volumes,
  ];
  const volumeMounts: k8s.VolumeMount[] = [
    { name: volumeName, mountPath: settings.workDir ?? BUILT_IN.workDir, subPath: workspace.subPath },
    ...added.volumeMounts,
  ];
  if (restricted && !volumeMounts.some(({ mountPath }) => mountPath === ARTIFACTS_PATH)) {
    const artifacts = artifactsVolume(volumes);
    volumes.push(artifacts);
    volumeMounts.push({ name: artifacts.name, mountPath: ARTIFACTS_PATH });
  }

  return {
    affinity: workspace.accessMode === 'ReadWriteOnce' ? makePodAffinity(workspace.name) : undefined,
    automountServiceAccountToken: settings.serviceAccountName === undefined ? false : undefined,
    containers: [
      secure({
        name: 'main',
        image: settings.image ?? BUILT_IN.image,
        imagePullPolicy: settings.imagePullPolicy,
        command: agentCommand(settings),
        env: environmentOf(taskId, settings, added.env),
        resources: settings.resources,
        terminationMessagePolicy: 'FallbackToLogsOnError',
        volumeMounts,
      }),
    ],
    // The variables of a Service named keruta-api would look like settings of the agent.
    enableServiceLinks: false,
    imagePullSecrets: settings.imagePullSecrets?.map((name) => ({ name })),
    initContainers: added.initContainers.length === 0 ? undefined : added.initContainers.map(secure),
    nodeSelector: settings.nodeSelector,
    priorityClassName: settings.priorityClassName,
    restartPolicy: 'Never',
    securityContext: settings.podSecurity && PODS[settings.podSecurity],
    serviceAccountName: settings.serviceAccountName,
    tolerations: settings.tolerations?.slice(),
    volumes,
  };
}

const HARDENED_POD: k8s.PodSecurityContext = { seccompProfile: { type: 'RuntimeDefault' } };
/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const RESTRICTED_POD: k8s.PodSecurityContext = {
  ...HARDENED_POD,
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 1000,
  // Without a group of its own the agent could not write its volume.
  fsGroup: 1000,
  fsGroupChangePolicy: 'OnRootMismatch',
};
const PODS: Readonly<Record<PodSecurity, k8s.PodSecurityContext>> = {
  hardened: HARDENED_POD,
  restricted: RESTRICTED_POD,
};

const HARDENED_CONTAINER: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

/**
 * The variables that an agent needs as a user other than root: a home that it can write, and a Git that works in the root
 * of the volume, which belongs to root.
 *
 * @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
 */
const RESTRICTED_HOME = { HOME: '/tmp' };
const RESTRICTED_GIT = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };

/** The folder of the contract's artifacts. In the image it belongs to root. */
const ARTIFACTS_PATH = '/.keruta';

/** A volume that an agent can write its artifacts to, under a name that no other volume has. */
function artifactsVolume(volumes: readonly k8s.Volume[]): k8s.Volume {
  let name = 'artifacts';
  while (volumes.some((volume) => volume.name === name)) {
    name = `agent-${name}`;
  }
  return { name, emptyDir: {} };
}

/**
 * Puts all pods on a ReadWriteOnce claim on one node. The pods themselves carry the label: otherwise the first of them
 * would wait forever for another.
 */
function makePodAffinity(claim: string): k8s.Affinity {
  return {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          labelSelector: { matchLabels: { [WORKSPACE_LABEL]: workspaceLabel(claim) } },
          topologyKey: 'kubernetes.io/hostname',
        },
      ],
    },
  };
}

/** The command of the agent's container, with the agent's own flags at its end. */
export function agentCommand(settings: JobSettings): string[] {
  const { workDir, logLevel, timeout, autoCleanup } = settings;
  return [
    ...(settings.command ?? BUILT_IN.command),
    ...(workDir === undefined ? [] : ['--work-dir', workDir]),
    ...(logLevel === undefined ? [] : ['--log-level', logLevel]),
    ...(timeout === undefined ? [] : ['--timeout', String(timeout)]),
    // A boolean flag takes its value only after an equals sign.
    ...(autoCleanup === undefined ? [] : [`--auto-cleanup=${autoCleanup}`]),
  ];
}

function environmentOf(taskId: string, settings: JobSettings, added: ReadonlyMap<string, EnvValue>): k8s.EnvVar[] {
  const own = new Map([...Object.entries(settings.env ?? {}), ...added]);
  return [
    { name: 'KERUTA_TASK_ID', value: taskId },
    { name: 'KERUTA_API_URL', value: settings.apiUrl ?? BUILT_IN.apiUrl },
    { name: 'KERUTA_API_TOKEN', valueFrom: { secretKeyRef: settings.apiTokenSecret ?? BUILT_IN.apiTokenSecret } },
    ...(settings.podSecurity === 'restricted' ? restrictedEnvironment(own) : []),
    ...[...own].map(([name, value]) => (typeof value === 'string' ? { name, value } : { name, valueFrom: value })),
  ];
}

/** The variables of an agent that is not root, unless the user sets them. */
function restrictedEnvironment(own: ReadonlyMap<string, EnvValue>): k8s.EnvVar[] {
  // GIT_CONFIG_COUNT counts the settings of Git: a part of these variables would contradict the count of the user.
  return [RESTRICTED_HOME, RESTRICTED_GIT]
    .filter((variables) => !Object.keys(variables).some((name) => own.has(name)))
    .flatMap((variables) => Object.entries(variables).map(([name, value]) => ({ name, value })));
}
