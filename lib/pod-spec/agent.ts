import type { JobSettings } from '../settings/job-settings';
import { CONTRACT_ENV } from '../settings/names';
import type { PartialPodSpec, PodContainer } from '../settings/pod-spec';
import { mergePodSpecs } from './merge';

/** Merges the setting `podSpec` into the pod of an agent, and keeps what the pod has to have. */
export function withPodSpec<T extends object>(pod: T, { podSpec = {}, podSecurity }: JobSettings): T {
  const own = pod as PartialPodSpec;
  const merged = mergePodSpecs(own, podSpec);
  return {
    ...merged,
    ...(own.affinity === undefined ? {} : { affinity: withAffinityOf(own, merged) }),
    containers: merged.containers?.map(contractFirst),
    ...(merged.initContainers === undefined
      ? {}
      : { initContainers: merged.initContainers.map((one) => (podSecurity ? secure(one) : one)) }),
  } as T;
}

/** The affinity of a ReadWriteOnce claim is added to the affinity of the settings, which cannot remove it. */
function withAffinityOf({ affinity: own }: PartialPodSpec, { affinity }: PartialPodSpec): PartialPodSpec['affinity'] {
  const required = own?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const merged = affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const others = merged.filter((term) => !required.includes(term));
  return {
    ...affinity,
    podAffinity: {
      ...affinity?.podAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: [...required, ...others],
    },
  };
}

/** Kubernetes replaces `$(NAME)` by variables that stand before it only: the variables of the contract come first. */
export function contractFirst(container: PodContainer): PodContainer {
  const isOfContract = ({ name }: { name?: string }) => (CONTRACT_ENV as readonly unknown[]).includes(name);
  const { env } = container;
  return env === undefined
    ? container
    : { ...container, env: [...env.filter(isOfContract), ...env.filter((variable) => !isOfContract(variable))] };
}

/** Sets the fields of `podSecurity`, unless the container sets them itself. */
function secure(container: PodContainer): PodContainer {
  const { securityContext: own } = container;
  const capabilities = { drop: ['ALL'], ...own?.capabilities };
  return { ...container, securityContext: { allowPrivilegeEscalation: false, ...own, capabilities } };
}
