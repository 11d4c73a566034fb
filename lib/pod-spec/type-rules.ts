import type * as z from 'zod';
import { type Issue, issuesOf } from '../checks/issues';
import { resourceName } from '../checks/keys';
import { jobShape } from '../checks/shapes';
import { wrong } from './field-rules';

type Fields = Readonly<Record<string, unknown>>;

/** Types that have exactly one of some fields. */
export const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  Probe: ['exec', 'httpGet', 'tcpSocket', 'grpc'],
  LifecycleHandler: ['exec', 'httpGet', 'tcpSocket', 'sleep'],
  EnvVarSource: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
  EnvFromSource: ['configMapRef', 'secretRef'],
  VolumeProjection: [
    'secret',
    'configMap',
    'downwardAPI',
    'serviceAccountToken',
    'clusterTrustBundle',
    'podCertificate',
  ],
  DownwardAPIVolumeFile: ['fieldRef', 'resourceFieldRef'],
  PodResourceClaim: ['resourceClaimName', 'resourceClaimTemplateName'],
};

/** Fields that the API server requires and whose types leave them out. */
export const REQUIRED: Readonly<Record<string, string>> = {
  SecretVolumeSource: 'secretName',
  ConfigMapVolumeSource: 'name',
  EphemeralVolumeSource: 'volumeClaimTemplate',
  SecretKeySelector: 'name',
  ConfigMapKeySelector: 'name',
  SecretEnvSource: 'name',
  ConfigMapEnvSource: 'name',
  ExecAction: 'command',
  HostAlias: 'ip',
  PodDNSConfigOption: 'name',
};

/** Rules of the API server between the fields of one value, by its type. The paths of the issues begin at the value. */
export const TYPE_RULES: Readonly<Record<string, (fields: Fields) => Iterable<Issue>>> = {
  PodSpec: checkPod,
  Container: checkContainer,
  SeccompProfile: checkLocalhost,
  AppArmorProfile: checkLocalhost,
  SecurityContext: checkEscalation,
  NodeSelectorRequirement: checkRequirement,
  LabelSelectorRequirement: checkRequirement,
  TopologySpreadConstraint: checkSpread,
  NodeSelector: checkTerms,
  PodDNSConfig: checkDns,
  PersistentVolumeClaimSpec: checkTemplate,
  DownwardAPIVolumeFile: checkDownwardFile,
};

/** The default of Kubernetes, in seconds. */
const GRACE_PERIOD = 30;

function* checkPod(pod: Fields): Iterable<Issue> {
  yield* byShape(jobShape.shape.nodeSelector, pod, 'nodeSelector');
  yield* byShape(jobShape.shape.tolerations, pod, 'tolerations');
  if (pod.dnsPolicy === 'None' && listOf(fieldsOf(pod.dnsConfig).nameservers).length === 0) {
    yield at(['dnsPolicy'], pod, 'None needs a nameserver', 'another policy, or dnsConfig.nameservers');
  }
  if (pod.shareProcessNamespace === true && pod.hostPID === true) {
    yield at(['shareProcessNamespace'], pod, 'cannot be true together with hostPID', 'one of them');
  }
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (pod.hostUsers === false && pod[field] === true) {
      yield at([field], pod, 'cannot be true if hostUsers is false', 'one of them');
    }
  }
  yield* repeated(pod, 'schedulingGates', ({ name }) => name);
  yield* repeated(pod, 'topologySpreadConstraints', (one) => `${one.topologyKey} ${one.whenUnsatisfiable}`);
  for (const list of ['containers', 'initContainers']) {
    for (const [index, container] of listOf(pod[list]).entries()) {
      for (const issue of checkContainerInPod(container, pod)) {
        yield { ...issue, path: [list, index, ...issue.path] };
      }
    }
  }
}

function* checkContainerInPod(container: Fields, pod: Fields): Iterable<Issue> {
  for (const [index, port] of listOf(container.ports).entries()) {
    if (pod.hostNetwork === true && port.hostPort !== undefined && port.hostPort !== port.containerPort) {
      yield at(
        ['ports', index, 'hostPort'],
        container,
        'differs from containerPort under hostNetwork',
        'the same port',
      );
    }
  }
  const claims = listOf(pod.resourceClaims).map(({ name }) => name);
  for (const [index, { name }] of listOf(fieldsOf(container.resources).claims).entries()) {
    if (!claims.includes(name)) {
      yield at(
        ['resources', 'claims', index, 'name'],
        container,
        'is not a resource claim of the pod',
        claims.join(', '),
      );
    }
  }
  const gracePeriod = Number(pod.terminationGracePeriodSeconds ?? GRACE_PERIOD);
  const path = ['lifecycle', 'preStop', 'sleep', 'seconds'];
  if (Number(valueAt(container, path) ?? 0) > gracePeriod) {
    yield at(path, container, 'is longer than the grace period of the pod', `at most ${gracePeriod} s`);
  }
}

function* checkContainer(container: Fields): Iterable<Issue> {
  for (const list of ['requests', 'limits']) {
    for (const name of Object.keys(fieldsOf(fieldsOf(container.resources)[list]))) {
      const problem = resourceName.check(name);
      if (problem) {
        yield { ...problem, path: ['resources', list, name], key: true };
      }
    }
  }
  for (const probe of ['livenessProbe', 'startupProbe']) {
    const { successThreshold = 1 } = fieldsOf(container[probe]);
    if (successThreshold !== 1) {
      yield at([probe, 'successThreshold'], container, 'is not 1', '1');
    }
  }
  yield* repeated(container, 'ports', ({ name }) => name);
  yield* repeated(container, 'ports', ({ hostPort, protocol, hostIP }) =>
    hostPort === undefined ? undefined : `${hostPort} ${protocol} ${hostIP}`,
  );
  for (const [index, mount] of listOf(container.volumeMounts).entries()) {
    if (mount.mountPropagation === 'Bidirectional' && fieldsOf(container.securityContext).privileged !== true) {
      yield at(
        ['volumeMounts', index, 'mountPropagation'],
        container,
        'is for privileged containers',
        'HostToContainer',
      );
    }
    if ((mount.recursiveReadOnly ?? 'Disabled') !== 'Disabled' && mount.readOnly !== true) {
      yield at(
        ['volumeMounts', index, 'recursiveReadOnly'],
        container,
        'needs readOnly',
        'Disabled, or readOnly: true',
      );
    }
  }
}

function* checkLocalhost(profile: Fields): Iterable<Issue> {
  if (profile.type === 'Localhost' && !profile.localhostProfile) {
    yield at(['type'], profile, 'has no localhostProfile', 'another type, or localhostProfile');
  }
  if (profile.type !== 'Localhost' && profile.localhostProfile !== undefined) {
    yield at(['localhostProfile'], profile, 'is for the type Localhost', 'type: Localhost, or no localhostProfile');
  }
}

function* checkEscalation(context: Fields): Iterable<Issue> {
  const { add = [] } = fieldsOf(context.capabilities) as { add?: readonly unknown[] };
  if (context.allowPrivilegeEscalation === false && (context.privileged === true || add.includes('CAP_SYS_ADMIN'))) {
    const what = 'cannot be false for a container that is privileged or has CAP_SYS_ADMIN';
    yield at(['allowPrivilegeEscalation'], context, what, 'true');
  }
}

function* checkRequirement({ operator, values }: Fields): Iterable<Issue> {
  const count = Array.isArray(values) ? values.length : 0;
  const needed: Readonly<Record<string, readonly [min: number, max: number, allowed: string]>> = {
    In: [1, Number.POSITIVE_INFINITY, 'at least one value'],
    NotIn: [1, Number.POSITIVE_INFINITY, 'at least one value'],
    Exists: [0, 0, 'no values'],
    DoesNotExist: [0, 0, 'no values'],
    Gt: [1, 1, 'one integer'],
    Lt: [1, 1, 'one integer'],
  };
  const [min, max, allowed] = needed[String(operator)] ?? [0, Number.POSITIVE_INFINITY, ''];
  if (count < min || count > max) {
    yield at(['operator'], { operator }, `has ${count} values`, allowed);
  }
}

function* checkTerms({ nodeSelectorTerms }: Fields): Iterable<Issue> {
  if (listOf(nodeSelectorTerms).length === 0) {
    yield at(['nodeSelectorTerms'], { nodeSelectorTerms }, 'is empty', 'at least one term');
  }
}

function* checkDns(config: Fields): Iterable<Issue> {
  for (const [list, max] of [
    ['nameservers', 3],
    ['searches', 32],
  ] as const) {
    if (listOf(config[list]).length > max) {
      yield at([list], config, 'has too many items', `at most ${max}`);
    }
  }
}

function* checkSpread(constraint: Fields): Iterable<Issue> {
  if (constraint.minDomains !== undefined && constraint.whenUnsatisfiable !== 'DoNotSchedule') {
    yield at(['minDomains'], constraint, 'needs whenUnsatisfiable: DoNotSchedule', 'no minDomains');
  }
}

function* checkDownwardFile(file: Fields): Iterable<Issue> {
  const path = ['fieldRef', 'fieldPath'];
  const fieldPath = valueAt(file, path);
  if (
    fieldPath !== undefined &&
    !/^metadata\.(name|namespace|uid|(labels|annotations)(\['.+'\])?)$/.test(String(fieldPath))
  ) {
    const allowed = 'metadata.name, metadata.namespace, metadata.uid, metadata.labels, metadata.annotations';
    yield at(path, file, 'is not a field that a file can have', allowed);
  }
}

/** The claim of an ephemeral volume. */
function* checkTemplate(claim: Fields): Iterable<Issue> {
  for (const path of [['accessModes'], ['resources', 'requests', 'storage']]) {
    if (valueAt(claim, path) === undefined) {
      const name = path.join('.');
      yield { code: 'missing-key', what: `has no ${name}`, fix: `set ${name}`, path: [], key: true };
    }
  }
}

/** A field of the pod that a setting has too, by the rules of the setting. */
function byShape(shape: z.ZodType, fields: Fields, field: string): Issue[] {
  const result = shape.safeParse(fields[field], { reportInput: true });
  return result.success ? [] : issuesOf(result.error, [field]);
}

/** The items of a list that have the same key as an item before them. */
function* repeated(fields: Fields, list: string, keyOf: (item: Fields) => unknown): Iterable<Issue> {
  const seen = new Set<unknown>();
  for (const [index, item] of listOf(fields[list]).entries()) {
    const key = keyOf(item);
    if (key !== undefined && seen.has(key)) {
      yield at([list, index], fields, 'has the key of another item', 'one item for each key');
    }
    seen.add(key);
  }
}

function at(path: readonly PropertyKey[], fields: Fields, what: string, allowed: string): Issue {
  return { ...wrong(what, allowed), path, key: false, got: valueAt(fields, path) };
}

function valueAt(fields: Fields, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], fields);
}

function fieldsOf(value: unknown): Fields {
  return (value ?? {}) as Fields;
}

function listOf(value: unknown): readonly Fields[] {
  return (value ?? []) as readonly Fields[];
}
