/** A part of a pod that is refused, in the words of the message. */
export interface WrongPart {
  readonly title: string;
  readonly initContainer?: object;
  readonly volume?: object;
  /** The mount of the volume in the agent's container. */
  readonly mount?: object;
  readonly message: string;
  /** Whether an API server takes the part, and the pod would not be what was meant. */
  readonly taken?: true;
}

const VOLUME = { name: 'v', emptyDir: {} };
const probe = { exec: { command: ['true'] } };
const mounts = (...volumeMounts: object[]) => ({ name: 'x', image: 'x:1', volumeMounts });
const env = (...variables: object[]) => ({ name: 'x', image: 'x:1', env: variables });
const resources = (value: object) => ({ name: 'x', image: 'x:1', resources: value });
const INIT = 'initContainers[x]';

export const WRONG_PARTS: readonly WrongPart[] = [
  { title: 'no image', initContainer: { name: 'x' }, message: `${INIT}.image is missing` },
  { title: 'an empty image', initContainer: { name: 'x', image: '' }, message: `${INIT}.image is missing` },
  {
    title: 'an image that no container runtime can read',
    initContainer: { name: 'x', image: 'https://example.com/x:1' },
    message: `${INIT}.image begins with a scheme`,
    taken: true,
  },
  ...['command', 'args'].map((field) => ({
    title: `a secret in ${field}`,
    initContainer: { name: 'x', image: 'x:1', [field]: ['sh', `glpat-${'x7'.repeat(10)}`] },
    message: `${INIT}.${field}[1] looks like a GitLab token`,
    taken: true as const,
  })),
  {
    title: 'a variable whose name gives a secret away',
    initContainer: env({ name: 'GITEA_TOKEN', value: '0a1b2c3d4e5f'.repeat(3) }),
    message: `${INIT}.env[GITEA_TOKEN] looks like a password or a token`,
    taken: true,
  },
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((field) => ({
    title: `${field} of a container that ends`,
    initContainer: { name: 'x', image: 'x:1', [field]: probe },
    message: `${INIT}.${field} cannot be set`,
  })),
  {
    title: 'a lifecycle of a container that ends',
    initContainer: { name: 'x', image: 'x:1', lifecycle: { preStop: probe } },
    message: `${INIT}.lifecycle cannot be set`,
  },
  {
    title: 'a mount without a path',
    initContainer: mounts({ name: 'git-repo' }),
    message: `${INIT}.volumeMounts[git-repo].mountPath is missing`,
  },
  {
    title: 'a mount at a relative path',
    initContainer: mounts({ name: 'git-repo', mountPath: 'a' }),
    message: `${INIT}.volumeMounts[a].mountPath is not an absolute path`,
    taken: true,
  },
  {
    title: 'two mounts at one path',
    initContainer: mounts({ name: 'git-repo', mountPath: '/a' }, { name: 'git-repo', mountPath: '/a' }),
    message: `${INIT}.volumeMounts[/a] is there twice`,
  },
  {
    title: 'an absolute subPath',
    initContainer: mounts({ name: 'git-repo', mountPath: '/a', subPath: '/b' }),
    message: `${INIT}.volumeMounts[/a].subPath is not a path inside the volume (got "/b")`,
  },
  {
    title: 'a subPath that leaves the volume',
    initContainer: mounts({ name: 'git-repo', mountPath: '/a', subPath: 'b/../../c' }),
    message: `${INIT}.volumeMounts[/a].subPath is not a path inside the volume`,
  },
  {
    title: 'an absolute subPathExpr',
    initContainer: mounts({ name: 'git-repo', mountPath: '/a', subPathExpr: '/$(POD)' }),
    message: `${INIT}.volumeMounts[/a].subPathExpr is not a path inside the volume`,
  },
  {
    title: 'subPath and subPathExpr',
    initContainer: mounts({ name: 'git-repo', mountPath: '/a', subPath: 'b', subPathExpr: 'c' }),
    message: `${INIT}.volumeMounts[/a].subPathExpr cannot be set together with subPath`,
  },
  {
    title: 'a variable twice',
    initContainer: env({ name: 'A', value: '1' }, { name: 'A', value: '2' }),
    message: `${INIT}.env[A] is there twice`,
  },
  {
    title: 'a variable without a right name',
    initContainer: env({ name: '1=', value: '1' }),
    message: `${INIT}.env[1=] is not the name of an environment variable`,
  },
  {
    title: 'a variable with two values',
    initContainer: env({ name: 'A', value: '1', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }),
    message: `${INIT}.env[A] has both value and valueFrom`,
  },
  {
    title: 'a quantity that is none',
    initContainer: resources({ limits: { memory: '1GB' } }),
    message: `${INIT}.resources.limits.memory is not a quantity`,
  },
  {
    title: 'a request above its limit',
    initContainer: resources({ requests: { cpu: 2 }, limits: { cpu: 1 } }),
    message: `${INIT}.resources.requests.cpu is above its limit`,
  },
  {
    title: 'a volume with two sources',
    volume: { ...VOLUME, hostPath: { path: '/x' } },
    mount: { mountPath: '/v' },
    message: 'volumes[v] has more than one source: emptyDir, hostPath',
  },
  {
    title: 'a volume without a source',
    volume: { name: 'v' },
    mount: { mountPath: '/v' },
    message: 'volumes[v] has no source',
    taken: true,
  },
  {
    title: 'an absolute subPath of the agent',
    volume: VOLUME,
    mount: { mountPath: '/v', subPath: '/x' },
    message: 'volumeMounts[/v].subPath is not a path inside the volume',
  },
];

/** Parts that are refused only together with the rest of the pod. */
export const WRONG_TOGETHER: readonly WrongPart[] = [
  {
    title: 'a mount of a volume that is not there',
    initContainer: mounts({ name: 'nowhere', mountPath: '/x' }),
    message: `${INIT}.volumeMounts[/x].name is not a volume of the pod (got "nowhere"); allowed: git-repo`,
  },
];

/** Parts that an API server takes as well. */
export const RIGHT_PARTS: readonly Omit<WrongPart, 'message'>[] = [
  {
    title: 'a mount of the workspace',
    initContainer: mounts({ name: 'git-repo', mountPath: '/a', subPath: 'b..c/d' }),
  },
  {
    title: 'probes and a lifecycle of a native sidecar',
    initContainer: {
      name: 'x',
      image: 'x:1',
      restartPolicy: 'Always',
      livenessProbe: probe,
      readinessProbe: probe,
      startupProbe: probe,
      lifecycle: { preStop: probe },
    },
  },
  {
    title: 'variables with an empty value, and with none',
    initContainer: env(
      { name: 'A' },
      { name: 'B', value: '', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ),
  },
  { title: 'a volume with a subPath', volume: VOLUME, mount: { mountPath: '/v', subPath: 'x', readOnly: true } },
];
