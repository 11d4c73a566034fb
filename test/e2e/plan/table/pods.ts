import { type Base, change, field, JOB, type Row } from './row';

/** A Job whose pods may have any restart policy. */
const RETRIED: Base = { ...JOB, patches: { '/spec/podFailurePolicy': undefined, '/spec/backoffLimit': 1 } };
/** A Job whose pods have no affinity of the app's. */
const ANYWHERE: Base = { ...JOB, patches: { '/spec/template/spec/affinity': undefined } };

const POD = '/spec/template/spec';

const terms = (key: string) => ({ nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'Exists' }] }] });
const podTerm = (key: string) => [{ labelSelector: { matchLabels: { x: 'y' } }, topologyKey: key }];

export const podRows: readonly Row[] = [
  ...field(JOB, '/spec/template/metadata/labels/x', { value: 'a', other: 'b' }),
  ...field(JOB, '/spec/template/metadata/annotations', { value: { x: 'a' }, other: { x: 'b' }, empty: [{}, null] }),
  // Pods that exist with a finalizer would keep the namespace of the test from being deleted.
  change(JOB, '/spec/template/metadata/finalizers', undefined, ['example.com/x']),
  change(JOB, '/spec/template/metadata/finalizers', undefined, []),
  change(JOB, '/spec/template/metadata/name', undefined, 'x'),
  change(JOB, '/spec/template/metadata/creationTimestamp', undefined, null),
  ...field(JOB, `${POD}/activeDeadlineSeconds`, { value: 60, other: 120 }),
  ...field(ANYWHERE, `${POD}/affinity`, {
    value: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms('x') } },
    other: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms('y') } },
    empty: [{}, null],
  }),
  change(JOB, `${POD}/affinity/nodeAffinity`, undefined, {}),
  change(JOB, `${POD}/affinity/podAntiAffinity`, undefined, {
    requiredDuringSchedulingIgnoredDuringExecution: podTerm('x'),
  }),
  change(JOB, `${POD}/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution`, undefined, []),
  change(JOB, `${POD}/automountServiceAccountToken`, false, true),
  change(JOB, `${POD}/automountServiceAccountToken`, false, undefined),
  ...field(JOB, `${POD}/dnsConfig`, { value: { nameservers: ['192.0.2.1'] }, other: { nameservers: ['192.0.2.2'] } }),
  change(JOB, `${POD}/dnsConfig`, undefined, {}),
  change(JOB, `${POD}/dnsConfig`, { options: [{ name: 'x' }] }, { options: [{ name: 'x', value: '' }] }),
  change(JOB, `${POD}/dnsConfig`, { nameservers: ['192.0.2.1'] }, { nameservers: ['192.0.2.1'], searches: [] }),
  ...field(JOB, `${POD}/dnsPolicy`, { value: 'Default', other: 'ClusterFirstWithHostNet', filledIn: 'ClusterFirst' }),
  change(JOB, `${POD}/enableServiceLinks`, undefined, true),
  change(JOB, `${POD}/enableServiceLinks`, false, true),
  change(JOB, `${POD}/enableServiceLinks`, false, undefined),
  ...field(JOB, `${POD}/hostAliases`, { value: [{ ip: '192.0.2.1', hostnames: ['x'] }], empty: [[]] }),
  ...field(JOB, `${POD}/hostIPC`, { value: true, empty: [false] }),
  ...field(JOB, `${POD}/hostNetwork`, { value: true, empty: [false] }),
  ...field(JOB, `${POD}/hostPID`, { value: true, empty: [false] }),
  ...field(JOB, `${POD}/hostUsers`, { value: true, other: false }),
  ...field(JOB, `${POD}/hostname`, { value: 'x', other: 'y', empty: [''] }),
  ...field(JOB, `${POD}/imagePullSecrets`, { value: [{ name: 'x' }], other: [{ name: 'y' }], empty: [[]] }),
  change(JOB, `${POD}/imagePullSecrets`, [{ name: 'x' }, { name: 'y' }], [{ name: 'y' }, { name: 'x' }]),
  change(JOB, `${POD}/initContainers`, undefined, []),
  ...field(JOB, `${POD}/nodeName`, { value: 'x', other: 'y', empty: [''] }),
  ...field(JOB, `${POD}/nodeSelector`, { value: { x: 'a' }, other: { x: 'b' }, empty: [{}, null] }),
  ...field(JOB, `${POD}/os`, { value: { name: 'linux' } }),
  ...field(JOB, `${POD}/preemptionPolicy`, { value: 'Never', other: 'PreemptLowerPriority' }),
  ...field(JOB, `${POD}/priorityClassName`, { value: 'x', other: 'y', empty: [''] }),
  ...field(JOB, `${POD}/readinessGates`, { value: [{ conditionType: 'example.com/x' }], empty: [[]] }),
  ...field(JOB, `${POD}/resourceClaims`, { value: [{ name: 'x', resourceClaimName: 'y' }], empty: [[]] }),
  ...field(JOB, `${POD}/resources`, { value: { requests: { cpu: '1' } }, other: { requests: { cpu: '2' } } }),
  change(JOB, `${POD}/resources`, { requests: { cpu: '1' } }, { requests: { cpu: '1000m' } }),
  change(RETRIED, `${POD}/restartPolicy`, 'Never', 'OnFailure'),
  ...field(JOB, `${POD}/runtimeClassName`, { value: 'x', other: 'y' }),
  ...field(JOB, `${POD}/schedulerName`, { value: 'x', other: 'y', filledIn: 'default-scheduler' }),
  ...field(JOB, `${POD}/schedulingGates`, { value: [{ name: 'example.com/x' }], empty: [[]] }),
  change(JOB, `${POD}/securityContext`, undefined, {}),
  change(JOB, `${POD}/securityContext`, undefined, null),
  ...field(JOB, `${POD}/securityContext/runAsUser`, { value: 1000, other: 1001, empty: [null] }),
  ...field(JOB, `${POD}/securityContext/runAsNonRoot`, { value: true, other: false }),
  ...field(JOB, `${POD}/securityContext/fsGroup`, { value: 1000, other: 1001 }),
  ...field(JOB, `${POD}/securityContext/fsGroupChangePolicy`, { value: 'OnRootMismatch', other: 'Always' }),
  ...field(JOB, `${POD}/securityContext/supplementalGroups`, { value: [1], other: [2], empty: [[]] }),
  ...field(JOB, `${POD}/securityContext/seccompProfile`, { value: { type: 'RuntimeDefault' } }),
  ...field(JOB, `${POD}/securityContext/sysctls`, { value: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] }),
  change(JOB, `${POD}/serviceAccountName`, undefined, 'x'),
  change(JOB, `${POD}/serviceAccountName`, undefined, 'default'),
  change(JOB, `${POD}/serviceAccountName`, undefined, ''),
  change(JOB, `${POD}/serviceAccount`, undefined, 'x', { [`${POD}/serviceAccountName`]: 'x' }),
  ...field(JOB, `${POD}/setHostnameAsFQDN`, { value: true, other: false }),
  ...field(JOB, `${POD}/shareProcessNamespace`, { value: true, other: false }),
  ...field(JOB, `${POD}/subdomain`, { value: 'x', empty: [''] }),
  ...field(JOB, `${POD}/terminationGracePeriodSeconds`, { value: 60, other: 120, filledIn: 30, empty: [null] }),
  ...field(JOB, `${POD}/tolerations`, {
    value: [{ key: 'x', operator: 'Exists' }],
    other: [{ key: 'x', operator: 'Exists', effect: 'NoSchedule' }],
    empty: [[], null],
  }),
  change(JOB, `${POD}/tolerations`, [{ key: 'x', value: 'y' }], [{ key: 'x', operator: 'Equal', value: 'y' }]),
  change(JOB, `${POD}/tolerations`, [{ key: 'x' }, { key: 'y' }], [{ key: 'y' }, { key: 'x' }]),
  change(JOB, `${POD}/tolerations`, [{ key: 'x', operator: 'Exists' }], [{ key: 'x', operator: 'Exists', value: '' }]),
  change(
    JOB,
    `${POD}/tolerations`,
    [{ key: 'x', operator: 'Exists', effect: 'NoExecute' }],
    [{ key: 'x', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 }],
  ),
  ...field(JOB, `${POD}/securityContext/runAsGroup`, { value: 0, other: 1 }),
  change(JOB, `${POD}/securityContext/supplementalGroupsPolicy`, undefined, 'Merge'),
  change(JOB, `${POD}/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/namespaces`, undefined, []),
  change(
    JOB,
    `${POD}/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/namespaceSelector`,
    undefined,
    {},
  ),
  ...field(JOB, `${POD}/topologySpreadConstraints`, {
    value: [{ maxSkew: 1, topologyKey: 'x', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} }],
    other: [{ maxSkew: 2, topologyKey: 'x', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} }],
    empty: [[]],
  }),
];
