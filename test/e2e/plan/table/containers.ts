import { change, field, JOB, notation, type Row } from './row';

const MAIN = '/spec/template/spec/containers/0';
const INIT = '/spec/template/spec/initContainers';
const DIGEST = `sha256:${'0'.repeat(64)}`;
const VARIABLE = `${MAIN}/env/3`;

/** A change of the image's pull policy, which is filled in by the image's tag or digest. */
const pulled = (image: string, policy: string): Row =>
  change(JOB, `${MAIN}/imagePullPolicy`, undefined, policy, { [`${MAIN}/image`]: image });

const probe = { exec: { command: ['true'] } };
const sidecar = { name: 'x', image: 'x:1', restartPolicy: 'Always' };

const images: readonly Row[] = [
  change(JOB, `${MAIN}/image`, 'x:1', 'x:2'),
  change(JOB, `${MAIN}/image`, 'x', 'x:latest'),
  change(JOB, `${MAIN}/image`, 'x', 'docker.io/library/x'),
  change(JOB, `${MAIN}/image`, 'x:1', `x:1@${DIGEST}`),
  change(JOB, `${MAIN}/imagePullPolicy`, 'Always', 'Never'),
  change(JOB, `${MAIN}/imagePullPolicy`, undefined, ''),
  ...['Always', 'IfNotPresent', 'Never'].flatMap((policy) =>
    ['x', 'x:latest', 'x:1', `x@${DIGEST}`, `x:1@${DIGEST}`, `x:latest@${DIGEST}`, 'host:5000/x', 'host:5000/x:1'].map(
      (image) => pulled(image, policy),
    ),
  ),
];

const environment: readonly Row[] = [
  change(JOB, `${VARIABLE}`, { name: 'X' }, { name: 'X', value: '' }),
  change(JOB, `${VARIABLE}`, { name: 'X', value: 'a' }, { name: 'X', value: 'b' }),
  change(JOB, `${MAIN}/env`, [{ name: 'X' }, { name: 'Y' }], [{ name: 'Y' }, { name: 'X' }]),
  change(JOB, `${MAIN}/env`, [{ name: 'X' }], [{ name: 'X' }, { name: 'Y' }]),
  change(
    JOB,
    VARIABLE,
    { name: 'X', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'X', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
  ),
  change(
    JOB,
    VARIABLE,
    { name: 'X', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
    { name: 'X', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '0' } } },
  ),
  change(
    JOB,
    VARIABLE,
    { name: 'X', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1' } } },
    { name: 'X', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: 1 } } },
  ),
  ...[undefined, false, true].map((optional) =>
    change(
      JOB,
      VARIABLE,
      { name: 'X', valueFrom: { configMapKeyRef: { name: 'x', key: 'y' } } },
      { name: 'X', valueFrom: { configMapKeyRef: { name: 'x', key: 'y', optional } } },
    ),
  ),
  ...field(JOB, `${MAIN}/envFrom`, {
    value: [{ secretRef: { name: 'x' } }],
    other: [{ secretRef: { name: 'y' } }],
    empty: [[]],
    same: [[[{ secretRef: { name: 'x' } }], [{ prefix: '', secretRef: { name: 'x' } }]]],
  }),
];

const resources: readonly Row[] = [
  change(JOB, `${MAIN}/resources`, undefined, {}),
  change(JOB, `${MAIN}/resources`, undefined, null),
  change(JOB, `${MAIN}/resources`, undefined, { requests: {}, limits: {} }),
  change(JOB, `${MAIN}/resources/limits`, undefined, { cpu: '1' }),
  change(
    JOB,
    `${MAIN}/resources`,
    { limits: { cpu: '1', memory: '1Gi' } },
    { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } },
  ),
  change(
    JOB,
    `${MAIN}/resources`,
    { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } },
    { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m', memory: '1024Mi' } },
  ),
  change(JOB, `${MAIN}/resources/limits`, { cpu: '1' }, { cpu: '2' }),
  ...(
    [
      ['cpu', '1', 1],
      ['cpu', '1', '1000m'],
      ['cpu', '0.5', '500m'],
      ['cpu', 0.5, '500m'],
      ['cpu', '1', '1.0'],
      ['memory', '1Gi', '1024Mi'],
      ['memory', '1.5Gi', '1536Mi'],
      ['memory', '1G', '1e9'],
      ['memory', 1073741824, '1Gi'],
      ['ephemeral-storage', '1Gi', '1048576Ki'],
    ] as const
  ).map(([name, before, after]) => notation(JOB, `${MAIN}/resources/requests/${name}`, before, after)),
  change(JOB, `${MAIN}/resources/requests/memory`, '1Gi', '1G'),
];

const probes: readonly Row[] = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => [
  ...field(JOB, `${MAIN}/${name}`, { value: probe, other: { exec: { command: ['false'] } } }),
  ...(
    [
      ['timeoutSeconds', 1],
      ['periodSeconds', 10],
      ['successThreshold', 1],
      ['failureThreshold', 3],
      ['initialDelaySeconds', 0],
    ] as const
  ).map(([key, value]) => change(JOB, `${MAIN}/${name}/${key}`, undefined, value, { [`${MAIN}/${name}`]: probe })),
  change(JOB, `${MAIN}/${name}`, { httpGet: { port: 80 } }, { httpGet: { port: 80, path: '/', scheme: 'HTTP' } }),
  change(JOB, `${MAIN}/${name}`, { grpc: { port: 80 } }, { grpc: { port: 80, service: '' } }),
]);

const security: readonly Row[] = [
  change(JOB, `${MAIN}/securityContext`, undefined, {}),
  ...field(JOB, `${MAIN}/securityContext/allowPrivilegeEscalation`, { value: false, other: true }),
  ...field(JOB, `${MAIN}/securityContext/privileged`, { value: false }),
  ...field(JOB, `${MAIN}/securityContext/readOnlyRootFilesystem`, { value: false, other: true }),
  ...field(JOB, `${MAIN}/securityContext/runAsUser`, { value: 0, other: 1000 }),
  ...field(JOB, `${MAIN}/securityContext/capabilities`, { value: { drop: ['ALL'] }, other: { add: ['SYS_PTRACE'] } }),
  ...field(JOB, `${MAIN}/securityContext/seccompProfile`, { value: { type: 'RuntimeDefault' } }),
  ...field(JOB, `${MAIN}/securityContext/runAsNonRoot`, { value: false, other: true, empty: [null] }),
  ...field(JOB, `${MAIN}/securityContext/runAsGroup`, { value: 0, other: 1 }),
  ...field(JOB, `${MAIN}/securityContext/seLinuxOptions`, { value: { level: 's0' }, other: { level: 's1' } }),
  change(JOB, `${MAIN}/securityContext/seLinuxOptions`, { level: 's0' }, { level: 's0', role: '' }),
  change(JOB, `${MAIN}/securityContext`, { runAsUser: 1 }, { runAsUser: 1, procMount: 'Default' }),
  change(JOB, `${MAIN}/securityContext/capabilities`, { drop: ['ALL'] }, { drop: ['ALL'], add: [] }),
];

const rest: readonly Row[] = [
  ...field(JOB, `${MAIN}/args`, { value: ['a'], other: ['b'], empty: [[], null] }),
  change(JOB, `${MAIN}/command`, ['a', 'b'], ['b', 'a']),
  change(JOB, `${MAIN}/command`, ['a'], undefined),
  ...field(JOB, `${MAIN}/lifecycle`, { value: { preStop: { exec: { command: ['true'] } } } }),
  change(
    JOB,
    `${MAIN}/lifecycle`,
    { postStart: { httpGet: { port: 80 } } },
    { postStart: { httpGet: { port: 80, path: '/', scheme: 'HTTP' } } },
  ),
  change(JOB, `${MAIN}/lifecycle`, undefined, {}),
  ...field(JOB, `${MAIN}/ports`, {
    value: [{ containerPort: 80 }],
    other: [{ containerPort: 81 }],
    empty: [[]],
    same: [
      [[{ containerPort: 80 }], [{ containerPort: 80, protocol: 'TCP' }]],
      [[{ containerPort: 80 }], [{ containerPort: 80, hostPort: 0 }]],
    ],
  }),
  change(JOB, `${MAIN}/ports`, [{ containerPort: 80 }], [{ containerPort: 80, hostPort: 80 }], {
    '/spec/template/spec/hostNetwork': true,
  }),
  change(JOB, `${MAIN}/ports`, [{ containerPort: 80 }], [{ containerPort: 80, name: '', hostIP: '' }]),
  change(JOB, `${MAIN}/resizePolicy`, undefined, [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]),
  ...field(JOB, `${MAIN}/stdin`, { value: true, empty: [false] }),
  ...field(JOB, `${MAIN}/tty`, { value: true, empty: [false] }),
  change(JOB, `${MAIN}/terminationMessagePath`, undefined, '/dev/termination-log'),
  change(JOB, `${MAIN}/terminationMessagePath`, undefined, '/x'),
  change(JOB, `${MAIN}/terminationMessagePolicy`, 'FallbackToLogsOnError', 'File'),
  change(JOB, `${MAIN}/terminationMessagePolicy`, 'FallbackToLogsOnError', undefined),
  change(JOB, `${MAIN}/terminationMessagePolicy`, undefined, 'File'),
  ...field(JOB, `${MAIN}/workingDir`, { value: '/a', other: '/b', empty: [''] }),
  change(JOB, INIT, undefined, [{ name: 'x', image: 'x:1' }]),
  change(JOB, INIT, [{ name: 'x', image: 'x:1' }], [sidecar]),
  change(JOB, INIT, [{ name: 'x', image: 'x:1' }], [{ name: 'x', image: 'x:1', imagePullPolicy: 'IfNotPresent' }]),
  change(JOB, INIT, [{ name: 'x', image: 'x:1' }], [{ name: 'x', image: 'x:1', terminationMessagePolicy: 'File' }]),
  change(JOB, INIT, [{ name: 'x', image: 'x:1' }], [{ name: 'x', image: 'x:1', resources: {} }]),
  change(JOB, INIT, [sidecar], [{ ...sidecar, startupProbe: probe }]),
  change(
    JOB,
    INIT,
    [{ ...sidecar, startupProbe: probe }],
    [{ ...sidecar, startupProbe: { ...probe, periodSeconds: 10 } }],
  ),
];

export const containerRows: readonly Row[] = [...images, ...environment, ...resources, ...probes, ...security, ...rest];
