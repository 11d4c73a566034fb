import { unlikelyResources } from '../checks/units';
import type { WarningCode } from '../mistakes/codes';
import type { PartialPodSpec, PodContainer } from '../settings/pod-spec';
import { findDecimalModes } from './decimal-modes';
import { findGatedFields } from './gated-fields';
import { findHostAccess } from './host-access';

/** A part of a pod spec that an API server accepts, and that is dangerous or not meant. */
export interface PodWarning {
  readonly code: WarningCode;
  readonly path: readonly PropertyKey[];
  readonly what: string;
  readonly fix: string;
  readonly got?: unknown;
}

/** The warnings about a pod spec. */
export function findPodWarnings(podSpec: PartialPodSpec): PodWarning[] {
  return [
    ...findHostAccess(podSpec).map(
      ({ path, what }): PodWarning => ({
        code: 'host-access',
        path,
        what: `${what}: the agent runs unreviewed code`,
        fix: 'remove it',
      }),
    ),
    ...findGatedFields(podSpec).map(
      ({ path, gate }): PodWarning => ({
        code: 'feature-gate',
        path,
        what: `needs the feature gate ${gate}, which no release of Kubernetes has on by default: without the gate the API server drops the field`,
        fix: `remove it, or turn on ${gate} in the cluster`,
      }),
    ),
    ...findDecimalModes(podSpec).map(
      ({ path, got }): PodWarning => ({
        code: 'decimal-mode',
        path,
        what: `is a decimal number, which is the mode 0${got.toString(8)}`,
        got,
        fix: `did you mean 0o${got}?`,
      }),
    ),
    ...findUnlikelyQuantities(podSpec),
    ...findWrongUsers(podSpec),
    ...findUnknownMedia(podSpec),
  ];
}

function findUnlikelyQuantities(podSpec: PartialPodSpec): PodWarning[] {
  const inContainers = containersOf(podSpec).flatMap(([{ resources = {} }, path]) =>
    unlikelyResources(resources).map(
      ([list, name, problem]): PodWarning => ({
        code: 'unlikely-quantity',
        path: [...path, 'resources', list, name],
        ...problem,
      }),
    ),
  );
  const inVolumes = (podSpec.volumes ?? []).flatMap(({ emptyDir }, index) => {
    const { sizeLimit } = emptyDir ?? {};
    const amounts = sizeLimit === undefined ? [] : unlikelyResources({ limits: { 'ephemeral-storage': sizeLimit } });
    return amounts.map(
      ([, , problem]): PodWarning => ({
        code: 'unlikely-quantity',
        path: ['volumes', index, 'emptyDir', 'sizeLimit'],
        ...problem,
      }),
    );
  });
  return [...inContainers, ...inVolumes];
}

/**
 * Finds the containers that have to run as another user than root, and run as root: the kubelet does not start them.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context.go verifyRunAsNonRoot
 */
function findWrongUsers(podSpec: PartialPodSpec): PodWarning[] {
  const pod = podSpec.securityContext ?? {};
  // The agent's container is there without a word of the pod spec.
  const known = containersOf(podSpec);
  const all: typeof known = known.some(([{ name }]) => name === 'main') ? known : [...known, [{}, []]];
  return all.flatMap(([{ securityContext: own = {} }, path]): PodWarning[] => {
    const isNonRoot = own.runAsNonRoot ?? pod.runAsNonRoot;
    const user = own.runAsUser ?? pod.runAsUser;
    const at = own.runAsUser === undefined ? [] : path;
    return isNonRoot === true && user === 0
      ? [
          {
            code: 'never-starts',
            path: [...at, 'securityContext', 'runAsUser'],
            what: 'is root, and runAsNonRoot is true: the kubelet does not start the container',
            got: user,
            fix: 'set another user, or remove runAsNonRoot',
          },
        ]
      : [];
  });
}

const MEDIUM = /^(|Memory|HugePages(-.+)?)$/;

/** Finds the volumes in a medium that the kubelet does not know: it cannot mount them. */
function findUnknownMedia({ volumes = [] }: PartialPodSpec): PodWarning[] {
  return volumes.flatMap(({ emptyDir }, index): PodWarning[] => {
    const { medium = '' } = emptyDir ?? {};
    return MEDIUM.test(medium)
      ? []
      : [
          {
            code: 'never-starts',
            path: ['volumes', index, 'emptyDir', 'medium'],
            what: 'is a medium that the kubelet does not know: the container does not start',
            got: medium,
            fix: 'remove it for the disk of the node, or set Memory',
          },
        ];
  });
}

function containersOf({ containers = [], initContainers = [] }: PartialPodSpec): [PodContainer, PropertyKey[]][] {
  return [
    ...containers.map((one, index): [PodContainer, PropertyKey[]] => [one, ['containers', index]]),
    ...initContainers.map((one, index): [PodContainer, PropertyKey[]] => [one, ['initContainers', index]]),
  ];
}
