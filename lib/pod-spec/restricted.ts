import type { Issue } from '../checks/issues';
import type { PartialPodSpec, PodContainer } from '../settings/pod-spec';
import { findHostAccess } from './host-access';

/*
 * The Pod Security Standard `restricted`, for a pod spec that is merged into a pod which meets the standard.
 *
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */

type Path = readonly PropertyKey[];
type Violation = readonly [path: Path, what: string];

/** The sources of volumes that the standard allows. */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** The sysctls that the standard allows. */
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

/** Checks that a pod with `podSecurity: restricted` gets no field that the standard refuses. */
export function checkRestricted(podSpec: PartialPodSpec): Issue[] {
  const violations: Violation[] = [
    ...findHostAccess(podSpec).map(({ path, what }): Violation => [path, what]),
    ...ofSecurityContext(podSpec.securityContext ?? {}, ['securityContext']),
    ...(podSpec.securityContext?.sysctls ?? []).flatMap(({ name }, index): Violation[] =>
      SYSCTLS.includes(name ?? '') ? [] : [[['securityContext', 'sysctls', index], 'sets a parameter of the node']],
    ),
    ...(podSpec.volumes ?? []).flatMap(({ name: _, ...sources }, index) =>
      Object.keys(sources)
        .filter((source) => source !== 'hostPath' && !VOLUMES.includes(source))
        .map((source): Violation => [['volumes', index, source], 'is a volume that is no part of the standard']),
    ),
    ...(['containers', 'initContainers'] as const).flatMap((list) =>
      (podSpec[list] ?? []).flatMap((container, index) => ofContainer(container, [list, index])),
    ),
  ];
  return violations.map(([path, what]) => ({
    code: 'restricted-pod',
    what: `${what}, which podSecurity: restricted does not allow`,
    fix: 'remove it, or remove podSecurity',
    path,
    key: true,
  }));
}

interface SecurityContext {
  readonly runAsUser?: number;
  readonly runAsNonRoot?: boolean;
  readonly seccompProfile?: { readonly type?: string };
  readonly appArmorProfile?: { readonly type?: string };
}

/** The fields that pods and containers have alike. */
function ofSecurityContext(context: SecurityContext, path: Path): Violation[] {
  return [
    ...(context.runAsUser === 0 ? [[[...path, 'runAsUser'], 'is root'] as const] : []),
    ...(context.runAsNonRoot === false ? [[[...path, 'runAsNonRoot'], 'lets the agent run as root'] as const] : []),
    ...(['seccompProfile', 'appArmorProfile'] as const)
      .filter((field) => context[field]?.type === 'Unconfined')
      .map((field): Violation => [[...path, field, 'type'], 'switches the protection off']),
  ];
}

function ofContainer({ securityContext = {}, ports = [] }: PodContainer, path: Path): Violation[] {
  const at = [...path, 'securityContext'];
  const { capabilities } = securityContext;
  return [
    ...ofSecurityContext(securityContext, at),
    ...(securityContext.allowPrivilegeEscalation === true
      ? [[[...at, 'allowPrivilegeEscalation'], 'lets the agent gain privileges'] as const]
      : []),
    ...(securityContext.procMount === 'Unmasked' ? [[[...at, 'procMount'], 'shows the agent the node'] as const] : []),
    ...(capabilities?.add?.some((capability) => capability !== 'NET_BIND_SERVICE')
      ? [[[...at, 'capabilities', 'add'], 'adds capabilities other than NET_BIND_SERVICE'] as const]
      : []),
    ...(capabilities?.drop && !capabilities.drop.includes('ALL')
      ? [[[...at, 'capabilities', 'drop'], 'does not drop ALL'] as const]
      : []),
    ...ports.flatMap(({ hostPort }, index): Violation[] =>
      hostPort ? [[[...path, 'ports', index, 'hostPort'], 'opens a port of the node']] : [],
    ),
  ];
}
