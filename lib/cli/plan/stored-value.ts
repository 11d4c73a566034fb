import { isMap } from '../../settings/maps';

/*
 * Values of a Job, a pod template or a claim as the API server stores them: a field that is left out, and one that has the
 * value that Kubernetes would fill in, are the same.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */

/** Values that Kubernetes fills in, by the key of the field. */
const FILLED_IN = new Map<string, unknown>(
  Object.entries({
    completionMode: 'NonIndexed',
    defaultMode: 420,
    divisor: '0',
    dnsPolicy: 'ClusterFirst',
    expirationSeconds: 3600,
    failureThreshold: 3,
    iscsiInterface: 'default',
    manualSelector: false,
    periodSeconds: 10,
    protocol: 'TCP',
    schedulerName: 'default-scheduler',
    scheme: 'HTTP',
    successThreshold: 1,
    suspend: false,
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    timeoutSeconds: 1,
    volumeMode: 'Filesystem',
  }),
);

/** Values that Kubernetes fills in, by the key of the map that the field is in. */
const FILLED_IN_BELOW = new Map<string, Readonly<Record<string, unknown>>>(
  Object.entries({
    fieldRef: { apiVersion: 'v1' },
    grpc: { service: '' },
    hostPath: { type: '' },
    httpGet: { path: '/' },
    onPodConditions: { status: 'True' },
    // Of a pod.
    spec: { restartPolicy: 'Always', terminationGracePeriodSeconds: 30 },
  }),
);

/**
 * Fields that Kubernetes stores by a pointer, so that false, 0 and an empty string are values of their own. In every other
 * field they are the same as nothing.
 */
const POINTERS = new Set([
  'activeDeadlineSeconds',
  'allowPrivilegeEscalation',
  'apiGroup',
  'automountServiceAccountToken',
  'backoffLimit',
  'backoffLimitPerIndex',
  'completions',
  'containerName',
  'defaultMode',
  'enableServiceLinks',
  'expirationSeconds',
  'fsGroup',
  'hostProcess',
  'hostUsers',
  'hostnameOverride',
  'initiatorName',
  'localhostProfile',
  'managedBy',
  'maxFailedIndexes',
  'minDomains',
  'mode',
  'optional',
  'parallelism',
  'priority',
  'privileged',
  'readOnlyRootFilesystem',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'runAsUserName',
  'runtimeClassName',
  'setHostnameAsFQDN',
  'shareProcessNamespace',
  'storageClassName',
  'succeededCount',
  'succeededIndexes',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
  'ttlSecondsAfterFinished',
  'volumeAttributesClassName',
]);

/** The same for a key that is a pointer in some maps only. */
const POINTERS_BELOW = new Map<string, readonly string[]>(
  Object.entries({
    csi: ['fsType', 'readOnly'],
    dataSource: ['namespace'],
    dataSourceRef: ['namespace'],
    fc: ['lun'],
    // Of dnsConfig.
    options: ['value'],
    // Of a claim: the name is there once the claim is bound, and an empty one would remove it.
    spec: ['volumeName'],
  }),
);

/** Maps that mean nothing if they are empty. With others, `emptyDir: {}` or `affinity: {}`, the key itself counts. */
const EMPTY_MEANS_NOTHING = new Set([
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'metadata',
  'nodeSelector',
  'overhead',
  'requests',
  'resources',
  'volumeAttributes',
]);

/** Maps whose keys are names that users choose. */
const NAMED_BY_USERS = new Set([
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'overhead',
  'requests',
  'volumeAttributes',
]);

/** A pod, or a template of pods, with the fields that Kubernetes derives from others. */
export function withPodDefaults(pod: unknown): unknown {
  if (!isMap(pod) || !isMap(pod.spec)) {
    return pod;
  }
  const { securityContext, serviceAccount, serviceAccountName, ...rest } = pod.spec;
  const security = storedValue(securityContext, 'securityContext');
  return {
    ...pod,
    spec: {
      ...rest,
      // The API server makes an empty one where there is none.
      securityContext: isMap(security) && Object.keys(security).length > 0 ? security : undefined,
      // serviceAccount is the old name of serviceAccountName; the API server sets both.
      serviceAccountName: serviceAccountName || serviceAccount,
    },
  };
}

/** A value as it is stored; undefined if it is the same as nothing. */
export function storedValue(value: unknown, key: string): unknown {
  if (value === null) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item) => storedItem(item, key));
  }
  if (!isMap(value)) {
    return value;
  }
  const fields = storedFields(value, key);
  return Object.keys(fields).length === 0 && EMPTY_MEANS_NOTHING.has(key) ? undefined : fields;
}

/** An item of a list counts even if it is empty. */
function storedItem(item: unknown, key: string): unknown {
  if (!isMap(item)) {
    return item;
  }
  const fields = storedFields(item, key);
  if (/ontainers$/.test(key)) {
    return withoutPullPolicy(fields, 'image', 'imagePullPolicy');
  }
  // A volume without a source is an empty folder.
  return key === 'volumes' && Object.keys(fields).join() === 'name' ? { ...fields, emptyDir: {} } : fields;
}

function storedFields(map: Record<string, unknown>, parent: string): Record<string, unknown> {
  const entries = Object.entries(map).flatMap(([key, value]) => {
    const stored = storedValue(value, key);
    const isNothing = stored === undefined || (!NAMED_BY_USERS.has(parent) && isFilledIn(stored, key, parent));
    return isNothing ? [] : [[key, stored] as const];
  });
  const fields = Object.fromEntries(entries);
  return parent === 'image' ? withoutPullPolicy(fields, 'reference', 'pullPolicy') : fields;
}

function isFilledIn(value: unknown, key: string, parent: string): boolean {
  if (value === FILLED_IN.get(key) || value === FILLED_IN_BELOW.get(parent)?.[key]) {
    return true;
  }
  const isPointer = POINTERS.has(key) || POINTERS_BELOW.get(parent)?.includes(key);
  return !isPointer && (value === false || value === 0 || value === '');
}

/**
 * The fields without the pull policy that Kubernetes fills in.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting
 */
function withoutPullPolicy(
  fields: Record<string, unknown>,
  imageKey: string,
  policyKey: string,
): Record<string, unknown> {
  const { [policyKey]: policy, ...rest } = fields;
  const image = String(rest[imageKey] ?? '');
  // A port of the registry is no tag, and a digest does not replace the tag before it.
  const tag = /:([\w.-]+)$/.exec(image.split('@')[0] ?? '')?.[1];
  const isLatest = tag === 'latest' || (tag === undefined && !image.includes('@'));
  return policy === (isLatest ? 'Always' : 'IfNotPresent') ? rest : fields;
}
