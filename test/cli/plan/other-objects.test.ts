import { planOther } from '../../../lib/cli/plan/other-objects';
import type { ManifestObject } from '../../../lib/manifests/parse';

const GROUPS: Readonly<Record<string, string>> = { StatefulSet: 'apps/v1', CSIDriver: 'storage.k8s.io/v1' };

const refused = (kind: string, before: object, after: object) => {
  const object = (spec: object): ManifestObject => ({
    apiVersion: GROUPS[kind] ?? 'v1',
    kind,
    metadata: { name: 'x' },
    spec,
  });
  const { changes } = planOther(object(before), object(after));
  return changes.map(({ field, effect }) => `${field} ${effect}`);
};

const pod = (image: string, more: object = {}) => ({ containers: [{ name: 'x', image }], ...more });

test.each([
  ['another image', pod('x:1'), pod('x:2'), 'spec.containers[x].image set'],
  ['a deadline', pod('x:1'), pod('x:1', { activeDeadlineSeconds: 60 }), 'spec.activeDeadlineSeconds set'],
  ['a node selector', pod('x:1'), pod('x:1', { nodeSelector: { a: 'b' } }), 'spec.nodeSelector refused'],
])('of a Pod, only a few fields change: %s', (_, before, after, said) => {
  expect(refused('Pod', before, after)).toEqual([said]);
});

test('of a PersistentVolume the capacity changes, and the volume does not', () => {
  const volume = (storage: string, path: string) => ({ capacity: { storage }, hostPath: { path } });
  expect(refused('PersistentVolume', volume('1Gi', '/a'), volume('2Gi', '/a'))).toEqual(['spec.capacity.storage set']);
  expect(refused('PersistentVolume', volume('1Gi', '/a'), volume('1024Mi', '/a'))).toEqual([]);
  expect(refused('PersistentVolume', volume('1Gi', '/a'), volume('1Gi', '/b'))).toEqual(['spec.hostPath.path refused']);
});

test('of a StatefulSet the replicas change, and the name of its Service does not', () => {
  expect(refused('StatefulSet', { replicas: 2 }, { replicas: 3 })).toEqual(['spec.replicas set']);
  expect(refused('StatefulSet', { serviceName: 'a' }, { serviceName: 'b' })).toEqual(['spec.serviceName refused']);
});

test('a field that has its default on one side is refused by its own path', () => {
  expect(refused('CSIDriver', { attachRequired: true }, { attachRequired: false })).toEqual([
    'spec.attachRequired refused',
  ]);
});

test('keys and kinds that are called as properties of every object are only names', () => {
  expect(refused('constructor', { toString: 0 }, { toString: 1 })).toEqual(['spec.toString set']);
  expect(refused('Pod', { constructor: { includes: 0 } }, pod('x:1'))).not.toEqual([]);
});
