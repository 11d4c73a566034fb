import { fieldChanges } from '../../../lib/cli/plan/fields';
import { normalize } from '../../../lib/cli/plan/normalize';
import type { ManifestObject } from '../../../lib/manifests/parse';

const metadata = { name: 'x' };
const main = { name: 'main', image: 'x:1' };

const job = (pod: object = {}, spec: object = {}): ManifestObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata,
  spec: { ...spec, template: { spec: { containers: [main], ...pod } } },
});

const container = (fields: object) => job({ containers: [{ ...main, ...fields }] });
const probe = (fields: object) => container({ livenessProbe: { exec: { command: ['x'] }, ...fields } });

const claim = (spec: object = {}): ManifestObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata,
  spec: { accessModes: ['ReadWriteOnce'], ...spec },
});

const RBAC = 'rbac.authorization.k8s.io/v1';
const object = (kind: string, fields: object, apiVersion = 'v1'): ManifestObject => ({
  apiVersion,
  kind,
  metadata,
  ...fields,
});

const changes = (before: ManifestObject, after: ManifestObject) =>
  fieldChanges(normalize(before), normalize(after)).map(({ field }) => field);

/** The same object twice, as an API server stores it. Each pair was seen to be no change on one. */
const SAME: readonly (readonly [what: string, before: ManifestObject, after: ManifestObject])[] = [
  ['an empty list', job(), job({ tolerations: [] })],
  ['an empty map of labels', job(), job({ nodeSelector: {} })],
  ['a pod without a security context', job(), job({ securityContext: {} })],
  ['null', job(), job({ affinity: null })],
  ['the DNS policy', job(), job({ dnsPolicy: 'ClusterFirst' })],
  ['the grace period', job(), job({ terminationGracePeriodSeconds: 30 })],
  ['the scheduler', job(), job({ schedulerName: 'default-scheduler' })],
  ['false', job(), job({ hostNetwork: false })],
  ['the old name of a ServiceAccount', job({ serviceAccountName: 'a' }), job({ serviceAccount: 'a' })],
  ['completions and parallelism', job(), job({}, { completions: 1, parallelism: 1 })],
  ['the number of retries', job(), job({}, { backoffLimit: 6 })],
  ['the completion mode', job(), job({}, { completionMode: 'NonIndexed' })],
  ['a Job that is not suspended', job(), job({}, { suspend: false })],
  ['the replacement of pods', job(), job({}, { podReplacementPolicy: 'TerminatingOrFailed' })],
  ['a tag', container({}), container({ imagePullPolicy: 'IfNotPresent' })],
  ['latest', container({ image: 'x' }), container({ image: 'x', imagePullPolicy: 'Always' })],
  ['a digest', container({ image: 'x@sha256:0' }), container({ image: 'x@sha256:0', imagePullPolicy: 'IfNotPresent' })],
  [
    'a tag with a digest',
    container({ image: 'x:latest@sha256:0' }),
    container({ image: 'x:latest@sha256:0', imagePullPolicy: 'Always' }),
  ],
  [
    'a port of the registry',
    container({ image: 'r:5000/x' }),
    container({ image: 'r:5000/x', imagePullPolicy: 'Always' }),
  ],
  [
    'the protocol of a port',
    container({ ports: [{ containerPort: 1 }] }),
    container({ ports: [{ containerPort: 1, protocol: 'TCP' }] }),
  ],
  ['an empty value', container({ env: [{ name: 'A' }] }), container({ env: [{ name: 'A', value: '' }] })],
  ['resources', container({}), container({ resources: { requests: {}, limits: {} } })],
  [
    'the times of a probe',
    probe({}),
    probe({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  ],
  ['the message path', container({}), container({ terminationMessagePath: '/dev/termination-log' })],
  [
    'a prefix',
    container({ envFrom: [{ secretRef: { name: 's' } }] }),
    container({ envFrom: [{ prefix: '', secretRef: { name: 's' } }] }),
  ],
  [
    'a service of a probe',
    probe({ exec: undefined, grpc: { port: 1 } }),
    probe({ exec: undefined, grpc: { port: 1, service: '' } }),
  ],
  ['null in a security context', job(), job({ securityContext: { runAsUser: null } })],
  ['a volume without a source', job({ volumes: [{ name: 'v' }] }), job({ volumes: [{ name: 'v', emptyDir: {} }] })],
  [
    'the pull policy of an image volume',
    job({ volumes: [{ name: 'v', image: { reference: 'x:1' } }] }),
    job({ volumes: [{ name: 'v', image: { reference: 'x:1', pullPolicy: 'IfNotPresent' } }] }),
  ],
  [
    'the second name of a source',
    claim({ dataSource: { name: 'a' } }),
    claim({ dataSource: { name: 'a' }, dataSourceRef: { name: 'a' } }),
  ],
  ['a type of Secret', object('Secret', {}), object('Secret', { type: 'Opaque' })],
  ['a text of a Secret', object('Secret', { data: { x: 'YQ==' } }), object('Secret', { stringData: { x: 'a' } })],
  [
    'a port of a Service',
    object('Service', { spec: { ports: [{ port: 80 }] } }),
    object('Service', { spec: { ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] } }),
  ],
  [
    'a template of a Deployment',
    object('Deployment', { spec: { template: { spec: { containers: [main] } } } }, 'apps/v1'),
    object(
      'Deployment',
      { spec: { template: { spec: { containers: [main], restartPolicy: 'Always', tolerations: [] } } } },
      'apps/v1',
    ),
  ],
  [
    'an empty list of a Role',
    object('Role', { rules: [{}] }, RBAC),
    object('Role', { rules: [{ resourceNames: [] }] }, RBAC),
  ],
  ['a volume mode', claim(), claim({ volumeMode: 'Filesystem' })],
];

test.each(SAME)('a default that is written out is no change: %s', (_, before, after) => {
  expect(changes(before, after)).toEqual([]);
  expect(changes(after, before)).toEqual([]);
});

test.each([
  [
    'service links, which have no default in a template',
    job(),
    job({ enableServiceLinks: true }),
    'spec.template.spec.enableServiceLinks',
  ],
  ['an empty affinity', job(), job({ affinity: {} }), 'spec.template.spec.affinity'],
  [
    'a container’s empty security context',
    container({}),
    container({ securityContext: {} }),
    'spec.template.spec.containers[main].securityContext',
  ],
  [
    'another grace period',
    job(),
    job({ terminationGracePeriodSeconds: 31 }),
    'spec.template.spec.terminationGracePeriodSeconds',
  ],
  [
    'false of a CSI volume',
    job({ volumes: [{ name: 'v', csi: { driver: 'd' } }] }),
    job({ volumes: [{ name: 'v', csi: { driver: 'd', readOnly: false } }] }),
    'spec.template.spec.volumes[v].csi.readOnly',
  ],
  [
    'user 0',
    container({ securityContext: {} }),
    container({ securityContext: { runAsUser: 0 } }),
    'spec.template.spec.containers[main].securityContext.runAsUser',
  ],
  ['an empty volume name, which a bound claim has not', claim(), claim({ volumeName: '' }), 'spec.volumeName'],
  [
    'an empty list of another group',
    object('X', {}, 'example.com/v1'),
    object('X', { list: [] }, 'example.com/v1'),
    'list',
  ],
  [
    'an empty selector',
    object('NetworkPolicy', { spec: {} }, 'networking.k8s.io/v1'),
    object('NetworkPolicy', { spec: { podSelector: {} } }, 'networking.k8s.io/v1'),
    'spec.podSelector',
  ],
  ['an empty class, which is no class at all', claim(), claim({ storageClassName: '' }), 'spec.storageClassName'],
  [
    'a label called as a field',
    job({ nodeSelector: { tty: 'true' } }),
    job({ nodeSelector: {} }),
    'spec.template.spec.nodeSelector',
  ],
])('what Kubernetes stores in another way is a change: %s', (_, before, after, field) => {
  expect(changes(before, after)).toEqual([field]);
});

test('the files of a volume have their mode, and an emptyDir is there even without a field', () => {
  const secret = (more: object) => job({ volumes: [{ name: 'v', secret: { secretName: 's', ...more } }] });
  expect(changes(secret({}), secret({ defaultMode: 420 }))).toEqual([]);
  expect(changes(secret({}), secret({ defaultMode: 256 }))).toHaveLength(1);
  const dir = (source: object) => job({ volumes: [{ name: 'v', ...source }] });
  expect(changes(dir({ emptyDir: {} }), dir({ emptyDir: { medium: '' } }))).toEqual([]);
  expect(changes(dir({ emptyDir: {} }), dir({ hostPath: { path: '/' } }))).toHaveLength(2);
});

test('what was filled in before stays: completions, the source of a claim, the address of a Service', () => {
  const later = (before: ManifestObject, after: ManifestObject) =>
    fieldChanges(normalize(before), normalize(after, before)).map(({ field }) => field);
  expect(later(job(), job({}, { parallelism: 1 }))).toEqual([]);
  expect(later(job({}, { parallelism: 2 }), job())).toEqual(['spec.parallelism', 'spec.completions']);
  expect(later(claim({ dataSource: { name: 'a' } }), claim())).toEqual([]);
  expect(later(claim({ dataSource: { name: 'a' }, dataSourceRef: { name: 'a' } }), claim())).toEqual([
    'spec.dataSource',
  ]);
  const service = (spec: object) => object('Service', { spec });
  expect(later(service({ clusterIP: 'None' }), service({}))).toEqual([]);
  expect(later(service({}), service({ clusterIP: 'None' }))).toEqual(['spec.clusterIP']);
});
