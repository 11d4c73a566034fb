import { isIP } from 'node:net';
import type { Issue } from '../checks/issues';
import { labelKey } from '../checks/keys';
import { dataKey, dnsLabel, dnsSubdomain, type TextRule } from '../checks/text';
import type { Problem } from '../mistakes/problem';
import { isDecimalMode } from './decimal-modes';
import { fieldShape } from './shapes';

type Path = readonly PropertyKey[];
type Fields = Readonly<Record<string, unknown>>;
type Rule = (value: unknown) => Problem | undefined;

const wrong = (what: string, allowed: string, fix?: string): Problem => ({
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

const ID = between(0, 2 ** 31 - 1);
const COUNT = between(0, 2 ** 31 - 1);
const MODE: Rule = (value) => {
  const problem = between(0, 0o777)(value);
  return problem && { ...problem, ...(isDecimalMode(value) && { fix: `did you mean 0o${value}?` }) };
};

/** Rules for the values of fields, by type and field. Lists have the rule for each of their items. */
const FIELD_RULES: Readonly<Record<string, Rule>> = {
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
  'KeyToPath.key': filled,
  'KeyToPath.path': insideVolume,
  'KeyToPath.mode': MODE,
  'ServiceAccountTokenProjection.path': insideVolume,
  'ServiceAccountTokenProjection.expirationSeconds': between(600, 2 ** 32),
  'PersistentVolumeClaimVolumeSource.claimName': name(dnsSubdomain),
  'CSIVolumeSource.driver': filled,
  'HostPathVolumeSource.path': (value) =>
    String(value).split('/').includes('..') ? wrong("has '..'", "a path without '..'") : undefined,
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
  'PodAffinityTerm.topologyKey': filled,
  'TopologySpreadConstraint.maxSkew': between(1, 2 ** 31 - 1),
  'PodReadinessGate.conditionType': name(labelKey),
  'PodSchedulingGate.name': name(labelKey),
};

/** Types that have exactly one of some fields. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  Probe: ['exec', 'httpGet', 'tcpSocket', 'grpc'],
  LifecycleHandler: ['exec', 'httpGet', 'tcpSocket', 'sleep'],
  EnvVarSource: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
  EnvFromSource: ['configMapRef', 'secretRef'],
};

/** Fields that the API server requires and whose types leave them out. */
const REQUIRED: Readonly<Record<string, string>> = {
  SecretVolumeSource: 'secretName',
  ConfigMapVolumeSource: 'name',
  EphemeralVolumeSource: 'volumeClaimTemplate',
};

/** Checks the values of a pod spec by the rules of the API server. */
export function checkValues(podSpec: object): Issue[] {
  return checkType(podSpec as Fields, 'PodSpec', []);
}

function checkType(value: Fields, type: string, path: Path): Issue[] {
  return [
    ...checkOneOf(value, type, path),
    ...checkPresent(value, type, path),
    ...Object.entries(value).flatMap(([field, inner]) => {
      const kind = fieldShape(type, field)?.type ?? '';
      const rule = FIELD_RULES[`${type}.${field}`];
      const items = Array.isArray(inner)
        ? inner.map((item, index) => [item, [...path, field, index]] as const)
        : [[inner, [...path, field]] as const];
      return items.flatMap(([item, at]) => [
        ...(rule ? toIssues(rule(item), item, at) : []),
        ...(typeof item === 'object' && item !== null ? checkType(item, kind.replace('[]', ''), at) : []),
      ]);
    }),
  ];
}

function checkOneOf(value: Fields, type: string, path: Path): Issue[] {
  const fields = ONE_OF[type];
  if (!fields) {
    return [];
  }
  const set = fields.filter((field) => value[field] !== undefined);
  const what = set.length === 0 ? 'has no source or handler' : `has more than one of ${set.join(', ')}`;
  return set.length === 1 ? [] : [{ ...wrong(what, `one of ${fields.join(', ')}`), path, key: true }];
}

function checkPresent(value: Fields, type: string, path: Path): Issue[] {
  const field = REQUIRED[type];
  return field === undefined || value[field] !== undefined
    ? []
    : [{ code: 'missing-key', what: `has no ${field}`, fix: `set ${field}`, path, key: true }];
}

function toIssues(problem: Problem | undefined, got: unknown, path: Path): Issue[] {
  return problem ? [{ ...problem, got, path, key: false }] : [];
}
