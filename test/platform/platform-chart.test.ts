import { App, Testing } from 'cdk8s';
import { AGENT_SERVICE_ACCOUNT, PlatformChart, type PlatformChartProps } from '../../lib';
import { runExample } from '../example';

function platform(props: Partial<PlatformChartProps> = {}) {
  const objects = Testing.synth(new PlatformChart(new App(), 'platform', { namespace: 'agents', ...props }));
  return Object.fromEntries(objects.map((object) => [object.kind, object]));
}

test('the namespace is held to the baseline Pod Security Standard, which the published agent image keeps', () => {
  expect(platform().Namespace.metadata).toMatchObject({
    name: 'agents',
    labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
  });
});

test('the namespace may be held to the restricted standard', () => {
  const { labels } = platform({ podSecurity: 'restricted' }).Namespace.metadata;
  expect(labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
});

test('the namespace is kept by Argo CD, Flux and Helm: with it every claim would go', () => {
  expect(platform().Namespace.metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    'helm.sh/resource-policy': 'keep',
  });
});

test('the ServiceAccount gives its pods no token', () => {
  expect(platform().ServiceAccount).toMatchObject({
    metadata: { name: AGENT_SERVICE_ACCOUNT, namespace: 'agents' },
    automountServiceAccountToken: false,
  });
});

test('everything but the namespace is in the namespace', () => {
  const { Namespace, ...others } = platform({ quota: { pods: 1 }, containerLimits: { max: { cpu: 1 } } });
  expect(Object.keys(others)).toEqual(['ServiceAccount', 'NetworkPolicy', 'ResourceQuota', 'LimitRange']);
  const namespaces = Object.values<{ metadata: { namespace: string } }>(others).map(
    ({ metadata }) => metadata.namespace,
  );
  expect(namespaces).toEqual(Array(4).fill('agents'));
});

test('a ResourceQuota and a LimitRange are there when they are asked for, as written', () => {
  expect(Object.keys(platform())).toEqual(['Namespace', 'ServiceAccount', 'NetworkPolicy']);
  const { ResourceQuota, LimitRange } = platform({
    quota: { pods: 20, 'requests.storage': '1.5Ti' },
    containerLimits: { default: { cpu: '500m' }, defaultRequest: { cpu: 0.25 }, max: { memory: '8Gi' } },
  });
  expect(ResourceQuota.spec).toEqual({ hard: { pods: 20, 'requests.storage': '1.5Ti' } });
  expect(LimitRange.spec.limits).toEqual([
    { type: 'Container', default: { cpu: '500m' }, defaultRequest: { cpu: 0.25 }, max: { memory: '8Gi' } },
  ]);
});

describe('a queue of Kueue', () => {
  const queue = { quota: { pods: 10, cpu: 40, memory: '160Gi' } };

  test('is a LocalQueue in the namespace, with a ClusterQueue and a flavor for this namespace alone', () => {
    const { ResourceFlavor, ClusterQueue, LocalQueue } = platform({ queue });
    expect(LocalQueue.metadata).toEqual({ name: 'keruta', namespace: 'agents' });
    expect(LocalQueue.spec).toEqual({ clusterQueue: ClusterQueue.metadata.name });
    expect(ClusterQueue.metadata).toEqual({ name: 'keruta-agents' });
    expect(ClusterQueue.spec.namespaceSelector).toEqual({ matchLabels: { 'kubernetes.io/metadata.name': 'agents' } });
    expect(ClusterQueue.spec.resourceGroups).toEqual([
      {
        coveredResources: ['pods', 'cpu', 'memory'],
        flavors: [
          {
            name: ResourceFlavor.metadata.name,
            resources: [
              { name: 'pods', nominalQuota: 10 },
              { name: 'cpu', nominalQuota: 40 },
              { name: 'memory', nominalQuota: '160Gi' },
            ],
          },
        ],
      },
    ]);
  });

  test('lets no Job preempt another: the pod of the preempted agent would be deleted', () => {
    const { preemption } = platform({ queue }).ClusterQueue.spec;
    expect(preemption).toEqual({ withinClusterQueue: 'Never', reclaimWithinCohort: 'Never' });
  });

  test('may have another name', () => {
    expect(platform({ queue: { ...queue, name: 'nightly' } }).LocalQueue.metadata.name).toBe('nightly');
  });

  test.each([
    ['no resource', {}, 'queue.quota names no resource'],
    ['half a pod', { pods: '500m' }, 'queue.quota.pods is not an integer (got "500m")'],
    ['no quantity', { cpu: 'many' }, 'queue.quota.cpu is not a quantity (got "many")'],
    [
      'a resource of a ResourceQuota',
      { 'requests.cpu': 1 },
      'requests.cpu is not a resource of a queue; allowed: pods, ',
    ],
  ])('with a quota of %s is refused', (_, quota, message) => {
    expect(() => platform({ queue: { quota: quota as typeof queue.quota } })).toThrow(message);
  });

  test('counts what a container gets by containerLimits: a quota in which no Job fits is refused', () => {
    const containerLimits = { default: { cpu: 2 }, defaultRequest: { memory: '4Gi' } };
    expect(() => platform({ queue: { quota: { cpu: 1, memory: '4Gi' } }, containerLimits })).toThrow(
      'queue.quota.cpu 1 is less than the 2 that a container gets by containerLimits',
    );
    expect(() => platform({ queue: { quota: { pods: 1, cpu: 2 } }, containerLimits })).toThrow(
      'queue.quota has no memory, of which a container gets 4Gi by containerLimits',
    );
    expect(() => platform({ queue: { quota: { cpu: 2, memory: '4Gi' } }, containerLimits })).not.toThrow();
  });
});

test.each([
  ['defaultRequest', { defaultRequest: { cpu: 2 }, max: { cpu: 1 } }],
  ['default', { default: { cpu: 2 }, max: { cpu: 1 } }],
])('a limit range whose %s is above its maximum is refused, as the API server refuses it', (key, containerLimits) => {
  expect(() => platform({ containerLimits })).toThrow(`[platform] containerLimits.${key}.cpu is above max (got 2)`);
});

test('wrong props are all shown, with the chart’s path', () => {
  const wrong = {
    namespace: 'A',
    podSecurity: 'privileged' as 'baseline',
    quota: { cpus: 3, pods: 'many' },
    containerLimits: { default: { cpu: 1, 'nvidia.com/gpu': 1 }, defaultRequest: { cpu: 2, 'nvidia.com/gpu': 0 } },
  };
  const lines = [
    '[platform] podSecurity is not one of the allowed values (got "privileged"); allowed: baseline, restricted',
    '[platform] quota.cpus is not a resource of a ResourceQuota; allowed: requests.cpu, ',
    '[platform] quota.pods is not a quantity (got "many"); allowed: ',
    '[platform] containerLimits.defaultRequest.cpu is above default (got 2); allowed: at most default.cpu, 1',
    '[platform] containerLimits.defaultRequest.nvidia.com/gpu differs from default (got 0); allowed: exactly default.nvidia.com/gpu, 1',
    '[platform] namespace is not a DNS label (got "A"); allowed: ',
  ];
  for (const line of lines) {
    expect(() => platform(wrong)).toThrow(line);
  }
});

test.each([
  ['requests.cpu'],
  ['limits.memory'],
  ['cpu'],
  ['pods'],
  ['requests.storage'],
  ['persistentvolumeclaims'],
  ['count/jobs.batch'],
  ['requests.nvidia.com/gpu'],
  ['requests.ephemeral-storage'],
  ['hugepages-2Mi'],
  ['standard.storageclass.storage.k8s.io/requests.storage'],
  ['standard.storageclass.storage.k8s.io/persistentvolumeclaims'],
])('a quota may limit %s', (name) => {
  expect(platform({ quota: { [name]: 2 } }).ResourceQuota.spec.hard).toEqual({ [name]: 2 });
});

test.each([['cpus'], ['request.cpu'], ['jobs'], ['limits.storage'], ['a b/persistentvolumeclaims'], ['']])(
  'a quota of %j is refused: Kubernetes would take it and never count it, or refuse it',
  (name) => {
    expect(() => platform({ quota: { [name]: 2 } })).toThrow('is not a resource of a ResourceQuota');
  },
);

test('examples/platform.ts writes the namespace with limits', () => {
  expect(runExample('platform')).toMatchSnapshot();
});
