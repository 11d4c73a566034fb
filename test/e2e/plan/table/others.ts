import { type Base, change, field, type Row } from './row';

const CONFIG_MAP: Base = { apiVersion: 'v1', kind: 'ConfigMap', fields: { data: { x: 'a' } } };
const SECRET: Base = { apiVersion: 'v1', kind: 'Secret', fields: { stringData: undefined, data: { x: 'YQ==' } } };
const FIXED = { '/immutable': true };

const SUBJECTS = { subjects: [{ kind: 'ServiceAccount', name: 'x', namespace: 'default' }] };
const role = (name: string, kind = 'Role') => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });
const ROLE_BINDING: Base = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  fields: { ...SUBJECTS, roleRef: role('x') },
};
const CLUSTER_ROLE_BINDING: Base = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  fields: { ...SUBJECTS, roleRef: role('x', 'ClusterRole') },
  clusterScoped: true,
};
const ROLE: Base = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  fields: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
};
const SERVICE: Base = {
  apiVersion: 'v1',
  kind: 'Service',
  fields: { spec: { selector: { x: 'a' }, ports: [{ port: 80 }] } },
};
const SERVICE_ACCOUNT: Base = { apiVersion: 'v1', kind: 'ServiceAccount', fields: {} };
const STORAGE_CLASS: Base = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  fields: { provisioner: 'example.com/x', parameters: { x: 'a' } },
  clusterScoped: true,
};
const PRIORITY_CLASS: Base = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  fields: { value: 1, description: 'a' },
  clusterScoped: true,
};
const RUNTIME_CLASS: Base = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  fields: { handler: 'x' },
  clusterScoped: true,
};
const template = { metadata: { labels: { x: 'a' } }, spec: { containers: [{ name: 'x', image: 'x:1' }] } };
const selector = { matchLabels: { x: 'a' } };
const DEPLOYMENT: Base = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  fields: { spec: { replicas: 0, selector, template } },
};
const STATEFUL_SET: Base = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  fields: { spec: { replicas: 0, serviceName: 'x', selector, template } },
};
const DAEMON_SET: Base = { apiVersion: 'apps/v1', kind: 'DaemonSet', fields: { spec: { selector, template } } };
const CRON_JOB: Base = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  fields: {
    spec: {
      schedule: '0 0 1 1 *',
      jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', containers: template.spec.containers } } } },
    },
  },
};
const NETWORK_POLICY: Base = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  fields: { spec: { podSelector: {}, policyTypes: ['Egress'] } },
};
const QUOTA: Base = { apiVersion: 'v1', kind: 'ResourceQuota', fields: { spec: { hard: { pods: '1000' } } } };
const BUDGET: Base = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  fields: { spec: { minAvailable: 1, selector } },
};
const ATTRIBUTES_CLASS: Base = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'VolumeAttributesClass',
  fields: { driverName: 'example.com/x', parameters: { x: 'a' } },
  clusterScoped: true,
};

const INGRESS_CLASS: Base = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  fields: { spec: { controller: 'example.com/x' } },
  clusterScoped: true,
};
const ENDPOINTS: Base = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  fields: { addressType: 'IPv4', endpoints: [{ addresses: ['192.0.2.1'] }] },
};
const LIMITS: Base = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  fields: { spec: { limits: [{ type: 'PersistentVolumeClaim', max: { storage: '1Ti' } }] } },
};
const DRIVER: Base = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  fields: { spec: { attachRequired: true } },
  clusterScoped: true,
};
const VOLUME: Base = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  fields: {
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'x',
      hostPath: { path: '/x' },
    },
  },
  clusterScoped: true,
};
const PODS: Base = {
  apiVersion: 'v1',
  kind: 'Pod',
  fields: { spec: { containers: [{ name: 'x', image: 'x:1' }] } },
};

/** The changes of the containers and volumes of other workloads are those of a Job's template. */
const templates: readonly Row[] = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET].flatMap((base) => [
  change(base, '/spec/template/spec/dnsPolicy', undefined, 'ClusterFirst'),
  change(base, '/spec/template/spec/restartPolicy', undefined, 'Always'),
  change(base, '/spec/template/spec/tolerations', undefined, []),
  change(base, '/spec/template/spec/containers/0/imagePullPolicy', undefined, 'IfNotPresent'),
  change(base, '/spec/template/spec/containers/0/imagePullPolicy', undefined, 'Always'),
  change(base, '/spec/revisionHistoryLimit', undefined, 10),
]);

export const otherRows: readonly Row[] = [
  ...field(CONFIG_MAP, '/data/x', { value: 'a', other: 'b' }),
  ...field(CONFIG_MAP, '/immutable', { value: true, other: false }),
  change(CONFIG_MAP, '/data/x', 'a', 'b', FIXED),
  change(CONFIG_MAP, '/data/y', undefined, 'b', FIXED),
  change(CONFIG_MAP, '/binaryData', undefined, { y: 'YQ==' }, FIXED),
  change(CONFIG_MAP, '/binaryData', undefined, {}, FIXED),
  change(CONFIG_MAP, '/metadata/labels', undefined, { x: 'a' }, FIXED),
  ...field(SECRET, '/data/x', { value: 'YQ==', other: 'Yg==' }),
  ...field(SECRET, '/immutable', { value: true, other: false }),
  change(SECRET, '/data/x', 'YQ==', 'Yg==', FIXED),
  change(SECRET, '/metadata/annotations', undefined, { x: 'a' }, FIXED),
  change(SECRET, '/type', undefined, 'Opaque'),
  change(SECRET, '/type', undefined, 'example.com/x'),
  change(SECRET, '/type', 'example.com/x', 'example.com/y'),
  change(SECRET, '/type', 'example.com/x', undefined),
  change(ROLE_BINDING, '/roleRef', role('x'), role('y')),
  change(ROLE_BINDING, '/roleRef', role('x'), role('x', 'ClusterRole')),
  change(ROLE_BINDING, '/subjects', SUBJECTS.subjects, [{ ...SUBJECTS.subjects[0], name: 'y' }]),
  change(CLUSTER_ROLE_BINDING, '/roleRef', role('x', 'ClusterRole'), role('y', 'ClusterRole')),
  change(CLUSTER_ROLE_BINDING, '/subjects', SUBJECTS.subjects, [{ ...SUBJECTS.subjects[0], name: 'y' }]),
  change(ROLE, '/rules/0/verbs', ['get'], ['list']),
  change(SERVICE, '/spec/clusterIP', undefined, 'None'),
  change(SERVICE, '/spec/clusterIP', 'None', undefined),
  change(SERVICE, '/spec/type', undefined, 'ClusterIP'),
  change(SERVICE, '/spec/type', undefined, 'NodePort'),
  change(SERVICE, '/spec/selector/x', 'a', 'b'),
  change(SERVICE, '/spec/ports/0/port', 80, 81),
  change(SERVICE, '/spec/ports/0/targetPort', undefined, 80),
  change(SERVICE, '/spec/sessionAffinity', undefined, 'None'),
  change(SERVICE_ACCOUNT, '/automountServiceAccountToken', undefined, false),
  change(STORAGE_CLASS, '/provisioner', 'example.com/x', 'example.com/y'),
  change(STORAGE_CLASS, '/parameters', { x: 'a' }, { x: 'b' }),
  change(STORAGE_CLASS, '/reclaimPolicy', undefined, 'Delete'),
  change(STORAGE_CLASS, '/reclaimPolicy', undefined, 'Retain'),
  change(STORAGE_CLASS, '/volumeBindingMode', undefined, 'Immediate'),
  change(STORAGE_CLASS, '/volumeBindingMode', undefined, 'WaitForFirstConsumer'),
  change(STORAGE_CLASS, '/allowVolumeExpansion', undefined, true),
  change(STORAGE_CLASS, '/mountOptions', undefined, ['ro']),
  change(STORAGE_CLASS, '/metadata/labels', undefined, { x: 'a' }),
  change(PRIORITY_CLASS, '/value', 1, 2),
  change(PRIORITY_CLASS, '/description', 'a', 'b'),
  change(PRIORITY_CLASS, '/globalDefault', undefined, false),
  change(PRIORITY_CLASS, '/preemptionPolicy', undefined, 'PreemptLowerPriority'),
  change(PRIORITY_CLASS, '/preemptionPolicy', undefined, 'Never'),
  change(RUNTIME_CLASS, '/handler', 'x', 'y'),
  change(RUNTIME_CLASS, '/overhead', undefined, { podFixed: { cpu: '1' } }),
  change(
    DEPLOYMENT,
    '/spec/selector/matchLabels',
    { x: 'a' },
    { x: 'a', y: 'b' },
    {
      '/spec/template/metadata/labels': { x: 'a', y: 'b' },
    },
  ),
  change(DEPLOYMENT, '/spec/replicas', 0, 1),
  change(DEPLOYMENT, '/spec/template/spec/containers/0/image', 'x:1', 'x:2'),
  change(STATEFUL_SET, '/spec/serviceName', 'x', 'y'),
  change(STATEFUL_SET, '/spec/podManagementPolicy', undefined, 'OrderedReady'),
  change(STATEFUL_SET, '/spec/podManagementPolicy', undefined, 'Parallel'),
  change(STATEFUL_SET, '/spec/template/spec/containers/0/image', 'x:1', 'x:2'),
  change(STATEFUL_SET, '/spec/minReadySeconds', undefined, 5),
  change(
    DAEMON_SET,
    '/spec/selector/matchLabels',
    { x: 'a' },
    { x: 'a', y: 'b' },
    {
      '/spec/template/metadata/labels': { x: 'a', y: 'b' },
    },
  ),
  change(DAEMON_SET, '/spec/template/spec/containers/0/image', 'x:1', 'x:2'),
  change(CRON_JOB, '/spec/schedule', '0 0 1 1 *', '0 0 2 1 *'),
  change(CRON_JOB, '/spec/jobTemplate/spec/template/spec/containers/0/image', 'x:1', 'x:2'),
  change(NETWORK_POLICY, '/spec/policyTypes', ['Egress'], ['Ingress']),
  change(NETWORK_POLICY, '/spec/podSelector', {}, { matchLabels: { x: 'a' } }),
  change(QUOTA, '/spec/hard/pods', '1000', '2000'),
  change(QUOTA, '/spec/hard/pods', '1000', '1k'),
  change(QUOTA, '/spec/scopes', undefined, ['NotTerminating']),
  change(BUDGET, '/spec/minAvailable', 1, 2),
  change(BUDGET, '/spec/selector', selector, { matchLabels: { x: 'b' } }),
  change(ATTRIBUTES_CLASS, '/parameters', { x: 'a' }, { x: 'b' }),
  change(ATTRIBUTES_CLASS, '/driverName', 'example.com/x', 'example.com/y'),
  ...templates,
  change(DEPLOYMENT, '/spec/strategy', undefined, { type: 'RollingUpdate' }),
  change(STATEFUL_SET, '/spec/updateStrategy', undefined, { type: 'RollingUpdate' }),
  change(STATEFUL_SET, '/spec/revisionHistoryLimit', 10, 5),
  change(STATEFUL_SET, '/spec/ordinals', undefined, { start: 1 }),
  change(STATEFUL_SET, '/spec/replicas', 0, 1),
  change(CRON_JOB, '/spec/suspend', undefined, false),
  change(CRON_JOB, '/spec/suspend', undefined, true),
  change(CRON_JOB, '/spec/jobTemplate/spec/template/spec/dnsPolicy', undefined, 'ClusterFirst'),
  change(INGRESS_CLASS, '/spec/controller', 'example.com/x', 'example.com/y'),
  change(ENDPOINTS, '/endpoints/0/addresses', ['192.0.2.1'], ['192.0.2.2']),
  change(LIMITS, '/spec/limits/0/max/storage', '1Ti', '2Ti'),
  change(LIMITS, '/spec/limits/0/max/storage', '1Ti', '1024Gi'),
  change(DRIVER, '/spec/attachRequired', true, false),
  change(DRIVER, '/spec/podInfoOnMount', undefined, false),
  change(DRIVER, '/spec/podInfoOnMount', undefined, true),
  change(DRIVER, '/spec/fsGroupPolicy', undefined, 'File'),
  change(DRIVER, '/spec/volumeLifecycleModes', undefined, ['Ephemeral']),
  change(VOLUME, '/spec/hostPath/path', '/x', '/y'),
  change(VOLUME, '/spec/capacity/storage', '1Gi', '2Gi'),
  change(VOLUME, '/spec/persistentVolumeReclaimPolicy', undefined, 'Delete'),
  change(VOLUME, '/spec/persistentVolumeReclaimPolicy', undefined, 'Retain'),
  change(VOLUME, '/spec/volumeMode', undefined, 'Filesystem'),
  change(VOLUME, '/spec/volumeMode', undefined, 'Block'),
  change(VOLUME, '/spec/storageClassName', 'x', 'y'),
  change(PODS, '/spec/containers/0/image', 'x:1', 'x:2'),
  change(PODS, '/spec/tolerations', undefined, [{ key: 'x', operator: 'Exists' }]),
  change(PODS, '/spec/containers/0/command', undefined, ['x']),
  change(PODS, '/spec/nodeSelector', undefined, { x: 'a' }),
  change(PODS, '/spec/restartPolicy', undefined, 'Always'),
  change(PODS, '/spec/activeDeadlineSeconds', undefined, 60),
  change(PODS, '/metadata/labels', undefined, { x: 'a' }),
  change(SERVICE_ACCOUNT, '/imagePullSecrets', undefined, [{ name: 'x' }]),
  change(SERVICE_ACCOUNT, '/metadata/annotations', undefined, {}),
  change(CONFIG_MAP, '/metadata/labels', undefined, {}),
  change(CONFIG_MAP, '/immutable', undefined, false),
  change(CONFIG_MAP, '/data', { x: 'a' }, { x: 'a', y: '' }),
  change(SECRET, '/stringData', undefined, { x: 'a' }),
  change(SECRET, '/stringData', undefined, { x: 'b' }),
  change(SECRET, '/stringData', undefined, { x: 'b' }, FIXED),
  change(ROLE, '/rules/0/resourceNames', undefined, []),
  change(NETWORK_POLICY, '/spec/ingress', undefined, []),
  change(NETWORK_POLICY, '/spec/egress', undefined, [{ ports: [{ port: 53, protocol: 'UDP' }] }]),
  change(NETWORK_POLICY, '/spec/egress', [{ ports: [{ port: 53 }] }], [{ ports: [{ port: 53, protocol: 'TCP' }] }]),
  change(BUDGET, '/spec/minAvailable', 1, '50%'),
  change(QUOTA, '/spec/hard', { pods: '1000' }, { pods: 1000 }),
];
