import { type Container, isJob, type ManifestObject } from '../../manifests/parse';
import { asMap, isMap } from '../../manifests/values';

/*
 * Objects as the API server stores them: what a manifest leaves out, and what it writes though Kubernetes would fill it in,
 * are the same. The defaults are those of the types of a Job and a claim.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/v1/defaults.go
 */

/** Values that Kubernetes fills in, or reads as nothing, wherever the key stands in a Job or a claim. */
const DEFAULTS: Readonly<Record<string, readonly unknown[]>> = {
  completionMode: ['NonIndexed'],
  defaultMode: [420],
  divisor: ['0', 0],
  dnsPolicy: ['ClusterFirst', ''],
  expirationSeconds: [3600],
  failureThreshold: [3, 0],
  hostIPC: [false],
  hostNetwork: [false],
  hostPID: [false],
  hostPort: [0],
  hostname: [''],
  initialDelaySeconds: [0],
  manualSelector: [false],
  medium: [''],
  nodeName: [''],
  periodSeconds: [10, 0],
  priorityClassName: [''],
  protocol: ['TCP', ''],
  readOnly: [false],
  schedulerName: ['default-scheduler', ''],
  scheme: ['HTTP', ''],
  stdin: [false],
  stdinOnce: [false],
  subPath: [''],
  subPathExpr: [''],
  subdomain: [''],
  successThreshold: [1, 0],
  suspend: [false],
  terminationMessagePath: ['/dev/termination-log', ''],
  terminationMessagePolicy: ['File', ''],
  timeoutSeconds: [1, 0],
  tty: [false],
  volumeMode: ['Filesystem'],
  workingDir: [''],
};

/** Values that Kubernetes fills in, or reads as nothing, for a key of these parents. */
const DEFAULTS_IN: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  fieldRef: { apiVersion: ['v1'] },
  httpGet: { path: ['/', ''], host: [''] },
  onPodConditions: { status: ['True'] },
  env: { value: [''] },
  hostPath: { type: [''] },
};

/** Maps that mean nothing if they are empty. Of others, `emptyDir: {}` or `podSelector: {}`, the key itself counts. */
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
]);

/** An object as the API server stores it, but for what it makes up itself. */
export function normalize(object: ManifestObject): unknown {
  const stored = isJob(object) ? withJobDefaults(object) : object;
  return isJob(object) || object.kind === 'PersistentVolumeClaim' ? normalizeValue(stored, []) : dropEmptyItems(stored);
}

/** The numbers of a Job depend on each other. */
function withJobDefaults(job: ManifestObject): unknown {
  const spec = asMap(job.spec);
  const template = asMap(spec.template);
  const parallelism = spec.parallelism ?? 1;
  const completions = spec.completions ?? (spec.parallelism === undefined ? 1 : undefined);
  const replaced = spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed';
  const podReplacementPolicy = spec.podReplacementPolicy === replaced ? undefined : spec.podReplacementPolicy;
  const backoffLimit = spec.backoffLimit ?? (spec.backoffLimitPerIndex === undefined ? 6 : 2 ** 31 - 1);
  return {
    ...job,
    spec: {
      ...spec,
      parallelism,
      completions,
      podReplacementPolicy,
      backoffLimit,
      template: { ...template, spec: withPodDefaults(asMap(template.spec)) },
    },
  };
}

function withPodDefaults(pod: Record<string, unknown>): Record<string, unknown> {
  const { terminationGracePeriodSeconds: grace, securityContext, serviceAccount, ...rest } = pod;
  return {
    ...rest,
    ...(grace === 30 ? {} : { terminationGracePeriodSeconds: grace }),
    // The API server makes an empty one where there is none.
    ...(isEmptyMap(securityContext) ? {} : { securityContext }),
    // The old name of serviceAccountName, which the API server keeps the same.
    ...(rest.serviceAccountName === undefined ? { serviceAccountName: serviceAccount } : {}),
  };
}

function normalizeValue(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => normalizeValue(item, path) ?? item);
    return items.length === 0 ? undefined : items;
  }
  if (!isMap(value)) {
    return value === null ? undefined : value;
  }
  const container = /ontainers$/.test(path.at(-1) ?? '') ? withoutPullPolicy(value) : value;
  const entries = Object.entries(container).flatMap(([key, inner]) => {
    const kept = isDefault(key, inner, path.at(-1)) ? undefined : normalizeValue(inner, [...path, key]);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  const isNothing = entries.length === 0 && EMPTY_MEANS_NOTHING.has(path.at(-1) ?? '');
  return isNothing ? undefined : Object.fromEntries(entries);
}

function isDefault(key: string, value: unknown, parent: string | undefined): boolean {
  // The keys of these maps are names that users choose.
  if (parent !== undefined && ['annotations', 'labels', 'matchLabels', 'nodeSelector'].includes(parent)) {
    return false;
  }
  const own = parent === undefined ? undefined : DEFAULTS_IN[parent];
  return (Object.hasOwn(DEFAULTS, key) && DEFAULTS[key]?.includes(value)) || own?.[key]?.includes(value) || false;
}

/** @see https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting */
function withoutPullPolicy({ imagePullPolicy, ...container }: Container & Record<string, unknown>): object {
  const image = String(container.image ?? '');
  // A port of the registry is no tag, and a digest says nothing about the tag before it.
  const reference = image.split('@')[0] ?? '';
  const tag = /:([\w.-]+)$/.exec(reference)?.[1];
  const isLatest = image.includes('@') ? tag === 'latest' : tag === undefined || tag === 'latest';
  const filledIn = isLatest ? 'Always' : 'IfNotPresent';
  return imagePullPolicy === filledIn || imagePullPolicy === '' ? container : { ...container, imagePullPolicy };
}

/** `null` is the same as a missing key in every object. */
function dropEmptyItems(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(dropEmptyItems);
  }
  return isMap(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, dropEmptyItems(inner)]])),
      )
    : value;
}

function isEmptyMap(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 0;
}
