import type { k8s } from 'cdk8s-plus-27';
import { BUILT_IN } from '../settings/defaults';
import { WORKSPACE_LABEL, workspaceLabel } from '../settings/names';
import type { JobSettings } from '../settings/settings';
import type { EnvValue, Resources } from '../settings/values';
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
   * `Always` on an init container makes it a native sidecar, which ends with the agent (Kubernetes 1.29).
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
   * What runs before the agent, or beside it.
   *
   * @default - nothing
   */
  readonly initContainers?: AgentContainer[];
}

/** What was added to an agent's pod. */
export interface PodAdditions {
  readonly initContainers: AgentContainer[];
  readonly volumes: k8s.Volume[];
  readonly volumeMounts: k8s.VolumeMount[];
  readonly env: Map<string, EnvValue>;
}

/** The pod of a task's Job, as the contract says it. */
export function agentPodSpec(
  taskId: string,
  settings: JobSettings,
  workspace: ITaskWorkspace,
  added: PodAdditions,
): AgentPodSpec {
  const volumeName = settings.volumeName ?? BUILT_IN.volumeName;
  const restricted = settings.podSecurity === 'restricted';
  const secure = (container: AgentContainer): AgentContainer =>
    restricted
      ? { ...container, securityContext: { ...RESTRICTED_CONTAINER, ...container.securityContext } }
      : container;

  return {
    affinity: workspace.accessMode === 'ReadWriteOnce' ? onOneNode(workspace.name) : undefined,
    automountServiceAccountToken: settings.serviceAccountName === undefined ? false : undefined,
    containers: [
      secure({
        name: 'main',
        image: settings.image ?? BUILT_IN.image,
        imagePullPolicy: settings.imagePullPolicy,
        command: agentCommand(settings),
        env: environment(taskId, settings, added.env),
        resources: settings.resources,
        volumeMounts: [{ name: volumeName, mountPath: settings.workDir ?? BUILT_IN.workDir }, ...added.volumeMounts],
      }),
    ],
    imagePullSecrets: settings.imagePullSecrets?.map((name) => ({ name })),
    initContainers: added.initContainers.length === 0 ? undefined : added.initContainers.map(secure),
    nodeSelector: settings.nodeSelector,
    priorityClassName: settings.priorityClassName,
    restartPolicy: 'Never',
    securityContext: restricted ? RESTRICTED_POD : undefined,
    serviceAccountName: settings.serviceAccountName,
    tolerations: settings.tolerations?.slice(),
    volumes: [{ name: volumeName, persistentVolumeClaim: { claimName: workspace.name } }, ...added.volumes],
  };
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const RESTRICTED_POD: k8s.PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 1000,
  // Without a group of its own the agent could not write its volume.
  fsGroup: 1000,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
};
const RESTRICTED_CONTAINER: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

/**
 * Puts all pods of one ReadWriteOnce claim on one node. The label is on the pods themselves, or the first
 * of them would wait for ever for another.
 */
function onOneNode(claim: string): k8s.Affinity {
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

/** The command of the agent's container: the agent's own flags come last, each with its value. */
export function agentCommand(settings: JobSettings): string[] {
  const { workDir, logLevel, timeout, autoCleanup } = settings;
  return [
    ...(settings.command ?? BUILT_IN.command),
    ...(workDir === undefined ? [] : ['--work-dir', workDir]),
    ...(logLevel === undefined ? [] : ['--log-level', logLevel]),
    ...(timeout === undefined ? [] : ['--timeout', String(timeout)]),
    // A boolean flag takes its value only behind an equals sign.
    ...(autoCleanup === undefined ? [] : [`--auto-cleanup=${autoCleanup}`]),
  ];
}

function environment(taskId: string, settings: JobSettings, added: ReadonlyMap<string, EnvValue>): k8s.EnvVar[] {
  return [
    { name: 'KERUTA_TASK_ID', value: taskId },
    { name: 'KERUTA_API_URL', value: settings.apiUrl ?? BUILT_IN.apiUrl },
    { name: 'KERUTA_API_TOKEN', valueFrom: { secretKeyRef: settings.apiTokenSecret ?? BUILT_IN.apiTokenSecret } },
    ...[...Object.entries(settings.env ?? {}), ...added].map(([name, value]) =>
      typeof value === 'string' ? { name, value } : { name, valueFrom: value },
    ),
  ];
}
