import { isIP } from 'node:net';
import { imageReference } from '../checks/image';
import { labelKey } from '../checks/keys';
import { dataKey, dnsLabel, dnsSubdomain, type TextRule } from '../checks/text';
import type { Problem } from '../mistakes/problem';
import { isDecimalMode } from './decimal-modes';

type Rule = (value: unknown) => Problem | undefined;

/** A value that the API server refuses. */
export const wrong = (what: string, allowed: string, fix?: string): Problem => ({
  code: 'wrong-pod-spec',
  what,
  allowed,
  fix,
});

const name =
  (rule: TextRule): Rule =>
  (value) =>
    value === undefined ? undefined : rule.check(String(value));

const between =
  (min: number, max: number): Rule =>
  (value) =>
    Number(value) >= min && Number(value) <= max
      ? undefined
      : wrong('is out of range', `an integer from ${min} to ${max}`);

const filled: Rule = (value) => (value === '' ? wrong('is empty', 'a string that is not empty') : undefined);

const port: Rule = (value) =>
  typeof value === 'number'
    ? between(1, 65_535)(value)
    : /^(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(String(value))
      ? undefined
      : wrong('is not a port', 'an integer from 1 to 65535, or the name of a port of the container');

const insideVolume: Rule = (value) =>
  String(value).startsWith('/') || String(value).split('/').includes('..')
    ? wrong('leads out of the volume', "a relative path without '..'")
    : undefined;

const address: Rule = (value) =>
  isIP(String(value)) === 0 ? wrong('is not an IP address', 'an IPv4 or IPv6 address: 10.9.8.7') : undefined;

const choice =
  (...choices: readonly string[]): Rule =>
  (value) =>
    choices.includes(String(value)) ? undefined : wrong('is not one of the allowed values', choices.join(', '));

/** A name of a domain for the search list of DNS, which may have `_` and a dot at its end. */
const searchDomain: Rule = (value) =>
  value === '.' || dnsSubdomain.check(String(value).replace(/\.$/, '').replaceAll('_', '-')) === undefined
    ? undefined
    : wrong('is not a search domain', 'a DNS subdomain: example.internal');

const ID = between(0, 2 ** 31 - 1);
const COUNT = between(0, 2 ** 31 - 1);
const MODE: Rule = (value) => {
  const problem = between(0, 0o777)(value);
  return problem && { ...problem, ...(isDecimalMode(value) && { fix: `did you mean 0o${value}?` }) };
};

/** Rules for the values of fields, by type and field. Lists have the rule for each of their items. */
export const FIELD_RULES: Readonly<Record<string, Rule>> = {
  'Container.restartPolicy': choice('Always', 'Never', 'OnFailure'),
  'ContainerPort.containerPort': between(1, 65_535),
  'ContainerPort.hostPort': between(1, 65_535),
  'ContainerPort.name': port,
  'TCPSocketAction.port': port,
  'HTTPGetAction.port': port,
  'GRPCAction.port': between(1, 65_535),
  'Probe.initialDelaySeconds': COUNT,
  'Probe.timeoutSeconds': COUNT,
  'Probe.periodSeconds': COUNT,
  'Probe.successThreshold': COUNT,
  'Probe.failureThreshold': COUNT,
  'SecurityContext.runAsUser': ID,
  'SecurityContext.runAsGroup': ID,
  'PodSecurityContext.runAsUser': ID,
  'PodSecurityContext.runAsGroup': ID,
  'PodSecurityContext.fsGroup': ID,
  'PodSecurityContext.supplementalGroups': ID,
  'SecretVolumeSource.secretName': name(dnsSubdomain),
  'SecretVolumeSource.defaultMode': MODE,
  'ConfigMapVolumeSource.name': name(dnsSubdomain),
  'ConfigMapVolumeSource.defaultMode': MODE,
  'ProjectedVolumeSource.defaultMode': MODE,
  'DownwardAPIVolumeSource.defaultMode': MODE,
  'ImageVolumeSource.reference': name(imageReference),
  'KeyToPath.key': name(dataKey),
  'KeyToPath.path': insideVolume,
  'KeyToPath.mode': MODE,
  'ObjectFieldSelector.apiVersion': choice('v1'),
  'ResourceFieldSelector.resource': (value) =>
    /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(String(value))
      ? undefined
      : wrong('is not a resource that a variable can have', 'limits.cpu, limits.memory, requests.ephemeral-storage, …'),
  'ContainerResizePolicy.restartPolicy': choice('NotRequired', 'RestartContainer'),
  'Sysctl.name': (value) =>
    /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(String(value))
      ? undefined
      : wrong('is not the name of a sysctl', 'such as net.core.somaxconn'),
  'ServiceAccountTokenProjection.path': insideVolume,
  'ServiceAccountTokenProjection.expirationSeconds': between(600, 2 ** 32),
  'PersistentVolumeClaimVolumeSource.claimName': name(dnsSubdomain),
  'CSIVolumeSource.driver': name(dnsSubdomain),
  'NFSVolumeSource.server': filled,
  'HostPathVolumeSource.path': (value) =>
    value === '' || String(value).split('/').includes('..')
      ? wrong("is empty or has '..'", "a path without '..'")
      : undefined,
  'NFSVolumeSource.path': (value) =>
    String(value).startsWith('/') ? undefined : wrong('is not an absolute path', 'a path that begins with /'),
  'SecretKeySelector.key': name(dataKey),
  'SecretKeySelector.name': name(dnsSubdomain),
  'ConfigMapKeySelector.key': name(dataKey),
  'ConfigMapKeySelector.name': name(dnsSubdomain),
  'SecretEnvSource.name': name(dnsSubdomain),
  'ConfigMapEnvSource.name': name(dnsSubdomain),
  'PodSpec.activeDeadlineSeconds': between(1, 2 ** 31 - 1),
  'PodSpec.hostname': name(dnsLabel),
  'PodSpec.subdomain': name(dnsLabel),
  'PodSpec.nodeName': name(dnsSubdomain),
  'PodSpec.runtimeClassName': name(dnsSubdomain),
  'PodSpec.priorityClassName': name(dnsSubdomain),
  'PodSpec.serviceAccountName': name(dnsSubdomain),
  'PodOS.name': choice('linux', 'windows'),
  'HostAlias.ip': address,
  'HostAlias.hostnames': name(dnsSubdomain),
  'PodDNSConfig.nameservers': address,
  'PodDNSConfig.searches': searchDomain,
  'PodAffinityTerm.topologyKey': name(labelKey),
  'PreferredSchedulingTerm.weight': between(1, 100),
  'WeightedPodAffinityTerm.weight': between(1, 100),
  'TopologySpreadConstraint.topologyKey': name(labelKey),
  'TopologySpreadConstraint.minDomains': between(1, 2 ** 31 - 1),
  'TopologySpreadConstraint.maxSkew': between(1, 2 ** 31 - 1),
  'PodReadinessGate.conditionType': name(labelKey),
  'PodSchedulingGate.name': name(labelKey),
};
