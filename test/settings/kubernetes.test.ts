import { DEFAULT_KUBERNETES, KUBERNETES_VERSIONS, minorOf, POD_REPLACEMENT_SINCE } from '../../lib/settings/kubernetes';

test('tasks that name no release are for the oldest of the three that Kubernetes supports', () => {
  expect(DEFAULT_KUBERNETES).toBe(KUBERNETES_VERSIONS.at(-3));
});

test('podReplacementPolicy works since 1.29', () => {
  expect(POD_REPLACEMENT_SINCE).toBe('1.29');
});

test('releases are in the order of their minor versions', () => {
  expect(minorOf('1.9')).toBeLessThan(minorOf('1.27'));
  expect(KUBERNETES_VERSIONS.map(minorOf)).toEqual([27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37]);
});
