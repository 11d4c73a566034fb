import type { Expected } from './expected';

/*
 * The fixes for text that was copied from a manifest: a Kubernetes field that is not a setting, and a value in the shape of
 * Kubernetes.
 */

const IN_TASK = 'a task has one container, main: set image, command, env and resources in the task itself';
const NO_MANIFEST = 'write tasks: [{ taskId: NAME }]: this file holds tasks, not manifests';
const POD_SPEC = 'set it in podSpec, which takes the fields of a pod as Kubernetes does';
const SPEC = `${IN_TASK}; for a field of the pod that is no setting, ${POD_SPEC}`;
const ONE_POD = 'remove it: a task is one Job with one pod';

/** The fixes for Kubernetes fields. The first key is a key of the map in which the fixes below it apply. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tasks: { apiVersion: NO_MANIFEST, kind: NO_MANIFEST, metadata: NO_MANIFEST, spec: NO_MANIFEST, items: NO_MANIFEST },
  image: {
    spec: SPEC,
    template: SPEC,
    podSpec: SPEC,
    metadata: 'set labels, annotations, namespace and jobName in the task itself',
    apiVersion: 'remove it: the manifests are made of the settings',
    kind: 'remove it: the manifests are made of the settings',
    containers: `${IN_TASK}; for other fields of the container, podSpec: { containers: [{ name: main, … }] }; for another container, podSpec: { initContainers: […] }`,
    initContainers: 'move it to podSpec: { initContainers: […] }',
    volumes: 'move it to podSpec: { volumes: […] }; existingClaim mounts a claim as the workspace',
    volumeMounts: `move it to ${inMainContainer('volumeMounts')}; workDir is where the workspace is mounted`,
    persistentVolumeClaim: 'set existingClaim to the name of the claim',
    claimName: 'set existingClaim',
    accessModes: 'set pvcAccessMode to one access mode',
    accessMode: 'set pvcAccessMode',
    storageClassName: 'set pvcStorageClass',
    envFrom: `move it to ${inMainContainer('envFrom')}`,
    args: `set command to the program and its arguments, in one list, or move it to ${inMainContainer('args')}`,
    limits: 'move it to resources: { limits: … }',
    requests: 'move it to resources: { requests: … }',
    cpu: 'move it to resources: { requests: { cpu: … } }',
    memory: 'move it to resources: { requests: { memory: … } }',
    restartPolicy: 'remove it: the restart policy is Never; backoffLimit is the number of retries',
    securityContext: `set podSecurity; for any other security context, ${POD_SPEC}`,
    workingDir: 'set workDir',
    schedule: 'remove it: a task runs once',
    parallelism: ONE_POD,
    completions: ONE_POD,
    completionMode: ONE_POD,
    ...Object.fromEntries(
      [
        ...['affinity', 'automountServiceAccountToken', 'dnsConfig', 'dnsPolicy', 'enableServiceLinks', 'hostAliases'],
        ...['hostIPC', 'hostNetwork', 'hostPID', 'hostUsers', 'hostname', 'nodeName', 'overhead', 'preemptionPolicy'],
        ...['readinessGates', 'resourceClaims', 'runtimeClassName', 'schedulerName', 'schedulingGates', 'subdomain'],
        ...['shareProcessNamespace', 'terminationGracePeriodSeconds', 'topologySpreadConstraints'],
      ].map((field) => [field, POD_SPEC]),
    ),
    ...Object.fromEntries(
      ['lifecycle', 'livenessProbe', 'ports', 'readinessProbe', 'startupProbe', 'volumeDevices'].map((field) => [
        field,
        `move it to ${inMainContainer(field)}`,
      ]),
    ),
  },
  limits: {
    cpu: 'move it under requests or limits',
    memory: 'move it under requests or limits',
    'ephemeral-storage': 'move it under requests or limits',
  },
};

/**
 * The fix for a key that is a field of Kubernetes.
 *
 * @param keys the keys that the map takes
 */
export function fixForKubernetesKey(name: string, keys: readonly string[]): string | undefined {
  const fixes = Object.entries(FIELDS).find(([key]) => keys.includes(key))?.[1] ?? {};
  return Object.hasOwn(fixes, name) ? fixes[name] : undefined;
}

/** A field of the agent's container, as the setting `podSpec` has it. */
function inMainContainer(field: string): string {
  return `podSpec: { containers: [{ name: main, ${field}: … }] }`;
}

/** The fix for a value in the shape of Kubernetes: a list of maps with names, for a map; a map with a name, for a name. */
export function fixForKubernetesValue(got: unknown, expected: Expected): string | undefined {
  if (
    expected.type === 'map' &&
    Array.isArray(got) &&
    got.length > 0 &&
    got.every((item) => nameOf(item) !== undefined)
  ) {
    return 'write a map, with each name as a key: NAME: VALUE';
  }
  const name = expected.type === 'string' ? nameOf(got) : undefined;
  return name === undefined ? undefined : `write the name alone: ${JSON.stringify(name)}`;
}

/** The name in a map as Kubernetes writes it: `{ name: … }`. */
function nameOf(value: unknown): string | undefined {
  const name = typeof value === 'object' && value !== null ? (value as { name?: unknown }).name : undefined;
  return typeof name === 'string' ? name : undefined;
}
