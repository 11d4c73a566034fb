import { podSpecShapes } from '../../lib/pod-spec/shapes';
import { DEFAULT_KUBERNETES, minorOf } from '../../lib/settings/kubernetes';
import { GATE_ON_SINCE, KUBERNETES_VERSIONS } from '../../lib/settings/kubernetes-versions';

test('tasks that name no release are for the oldest of the three that Kubernetes supports', () => {
  expect(DEFAULT_KUBERNETES).toBe(KUBERNETES_VERSIONS.at(-3));
});

test('a feature counts from the release since which its gate is on by default', () => {
  expect(GATE_ON_SINCE.JobPodReplacementPolicy).toBe('1.29');
  const { types } = podSpecShapes();
  // The types have these fields since 1.28, 1.31 and 1.32.
  expect(types.Container?.restartPolicy?.since).toBe('1.29');
  expect(types.Volume?.image?.since).toBe('1.35');
  expect(types.PodSpec?.resources?.since).toBe('1.34');
});

test('no release that can be named is too old for ReadWriteOncePod and podFailurePolicy', () => {
  expect([GATE_ON_SINCE.ReadWriteOncePod, GATE_ON_SINCE.JobPodFailurePolicy]).toEqual([
    KUBERNETES_VERSIONS[0],
    KUBERNETES_VERSIONS[0],
  ]);
});

test('the shapes are of the releases that can be named', () => {
  expect(podSpecShapes().versions).toEqual(KUBERNETES_VERSIONS);
});

test('releases are in the order of their minor versions', () => {
  expect(minorOf('1.9')).toBeLessThan(minorOf('1.27'));
  expect(KUBERNETES_VERSIONS.map(minorOf)).toEqual([27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37]);
});
