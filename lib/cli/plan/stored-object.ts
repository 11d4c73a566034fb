import type { ManifestObject } from '../../manifests/parse';
import { asMap, isMap } from '../../settings/maps';
import { storedValue, withPodDefaults } from './stored-value';

/** The API groups that are part of Kubernetes. In objects of other groups an empty list is a value of its own. */
const BUILT_IN_GROUP =
  /^(v1|(apps|autoscaling|batch|policy|(admissionregistration|certificates|coordination|discovery|networking|node|rbac\.authorization|resource|scheduling|storage)\.k8s\.io)\/.*)$/;

/** The values that Kubernetes fills in, by kind and by the path of the field. */
const FILLED_IN = new Map<string, Readonly<Record<string, unknown>>>(
  Object.entries({
    CSIDriver: {
      'spec.attachRequired': true,
      'spec.fsGroupPolicy': 'ReadWriteOnceWithFSType',
      'spec.podInfoOnMount': false,
      'spec.requiresRepublish': false,
      'spec.seLinuxMount': false,
      'spec.storageCapacity': false,
    },
    CronJob: {
      'spec.concurrencyPolicy': 'Allow',
      'spec.failedJobsHistoryLimit': 1,
      'spec.successfulJobsHistoryLimit': 3,
      'spec.suspend': false,
    },
    DaemonSet: { 'spec.revisionHistoryLimit': 10, 'spec.updateStrategy.type': 'RollingUpdate' },
    Deployment: {
      'spec.progressDeadlineSeconds': 600,
      'spec.replicas': 1,
      'spec.revisionHistoryLimit': 10,
      'spec.strategy.type': 'RollingUpdate',
    },
    NetworkPolicy: { 'spec.egress[].ports[].protocol': 'TCP', 'spec.ingress[].ports[].protocol': 'TCP' },
    PersistentVolume: { 'spec.persistentVolumeReclaimPolicy': 'Retain', 'spec.volumeMode': 'Filesystem' },
    PriorityClass: { globalDefault: false, preemptionPolicy: 'PreemptLowerPriority' },
    Secret: { type: 'Opaque' },
    Service: {
      'spec.internalTrafficPolicy': 'Cluster',
      'spec.ports[].protocol': 'TCP',
      'spec.sessionAffinity': 'None',
      'spec.type': 'ClusterIP',
    },
    StatefulSet: {
      'spec.podManagementPolicy': 'OrderedReady',
      'spec.replicas': 1,
      'spec.revisionHistoryLimit': 10,
      'spec.updateStrategy.type': 'RollingUpdate',
    },
    StorageClass: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  }),
);

/**
 * An object that is neither a Job nor a claim, as the API server stores it.
 *
 * @param before the object that is there already: a Service keeps its address when the manifest drops it
 */
export function storedObject(object: ManifestObject, before?: ManifestObject): unknown {
  const { apiVersion, kind } = object;
  const whole = withDerivedFields(object, before);
  const isBuiltIn = BUILT_IN_GROUP.test(apiVersion);
  return withoutFilledIn(isBuiltIn ? withStoredPods(whole) : whole, '', FILLED_IN.get(kind) ?? {}, isBuiltIn);
}

function withDerivedFields(object: ManifestObject, before: ManifestObject | undefined): object {
  const { kind, spec } = object;
  if (kind === 'Service' && isMap(spec)) {
    const ports = Array.isArray(spec.ports) ? spec.ports.map(withoutOwnTarget) : spec.ports;
    return { ...object, spec: { ...spec, ports, clusterIP: spec.clusterIP ?? asMap(before?.spec).clusterIP } };
  }
  if (kind === 'Secret') {
    const { stringData, data, ...rest } = object;
    const encoded = Object.entries(asMap(stringData)).map(([key, text]) => [
      key,
      Buffer.from(String(text)).toString('base64'),
    ]);
    return { ...rest, data: { ...asMap(data), ...Object.fromEntries(encoded) } };
  }
  return kind === 'Pod' ? asMap(storedValue(withPodDefaults(object), '')) : object;
}

/** A port of a Service leads to the same port of the pods, if the manifest names no other. */
function withoutOwnTarget(port: unknown): unknown {
  const { targetPort, ...rest } = asMap(port);
  return targetPort === rest.port ? rest : port;
}

/** The pod templates of a Deployment, StatefulSet, DaemonSet or CronJob are stored as that of a Job. */
function withStoredPods(value: unknown, key = ''): unknown {
  if (!isMap(value)) {
    return value;
  }
  if (key === 'template' && isMap(value.spec) && Array.isArray(value.spec.containers)) {
    return storedValue(withPodDefaults(value), key);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withStoredPods(inner, name)]));
}

/** A value without the fields that Kubernetes fills in, and without `null`, which is the same as a missing key. */
function withoutFilledIn(
  value: unknown,
  path: string,
  defaults: Readonly<Record<string, unknown>>,
  isBuiltIn: boolean,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutFilledIn(item, `${path}[]`, defaults, isBuiltIn));
  }
  if (!isMap(value)) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const stored = withoutFilledIn(inner, at, defaults, isBuiltIn);
    const isFilledIn = Object.hasOwn(defaults, at) && defaults[at] === stored;
    return isFilledIn || isNothing(inner, stored, at, isBuiltIn) ? [] : [[key, stored] as const];
  });
  return Object.fromEntries(entries);
}

function isNothing(written: unknown, stored: unknown, path: string, isBuiltIn: boolean): boolean {
  if (stored === null) {
    return true;
  }
  if (Array.isArray(stored)) {
    return isBuiltIn && stored.length === 0;
  }
  if (!isMap(stored) || Object.keys(stored).length > 0) {
    return false;
  }
  // Of other empty maps, `podSelector: {}`, the key itself counts. A spec stays, so that changes have the paths of its fields.
  const saidOnlyDefaults = path !== 'spec' && Object.keys(asMap(written)).length > 0;
  return saidOnlyDefaults || ['data', 'metadata.annotations', 'metadata.labels'].includes(path);
}
