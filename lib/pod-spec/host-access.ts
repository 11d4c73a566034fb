import type { PartialPodSpec, PodContainer } from '../settings/pod-spec';

/** A field of a pod spec that gives the agent access to its node, and the reason why this is dangerous. */
export interface HostAccess {
  readonly path: readonly PropertyKey[];
  readonly what: string;
}

/** The sockets of container runtimes. */
const SOCKET = /\/(docker|containerd|crio|podman)\.sock$/;

/** Finds the fields that give an agent access to its node: to the namespaces, the files and the devices of the node. */
export function findHostAccess(podSpec: PartialPodSpec): HostAccess[] {
  const namespaces = (['hostNetwork', 'hostPID', 'hostIPC'] as const)
    .filter((field) => podSpec[field] === true)
    .map((field) => ({ path: [field], what: 'lets the agent see the processes or the network of its node' }));
  const volumes = (podSpec.volumes ?? []).flatMap(({ hostPath }, index) =>
    hostPath === undefined
      ? []
      : [
          {
            path: ['volumes', index, 'hostPath'],
            what: SOCKET.test(hostPath.path ?? '')
              ? 'is the socket of a container runtime: an agent that reaches this socket controls its node'
              : 'gives the agent files of its node',
          },
        ],
  );
  return [
    ...namespaces,
    ...volumes,
    ...ofContainers('containers', podSpec.containers),
    ...ofContainers('initContainers', podSpec.initContainers),
  ];
}

function ofContainers(list: string, containers: readonly PodContainer[] = []): HostAccess[] {
  return containers.flatMap(({ securityContext }, index) =>
    securityContext?.privileged === true
      ? [{ path: [list, index, 'securityContext', 'privileged'], what: 'gives the agent all devices of its node' }]
      : [],
  );
}
