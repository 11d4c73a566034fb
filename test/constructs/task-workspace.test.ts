import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  type CloneOptions,
  type ExistingClaimOptions,
  type ITaskWorkspace,
  TaskWorkspace,
  type TaskWorkspaceProps,
} from '../../lib';
import { emptyChart, objectOf, type Shown } from '../support';

function addWorkspace(chart: Chart, props: Partial<TaskWorkspaceProps> = {}, id = 'workspace'): TaskWorkspace {
  return new TaskWorkspace(chart, id, { taskId: 'task1', ...props });
}

test('its API object is the claim', () => {
  expect(ApiObject.of(addWorkspace(emptyChart()))).toMatchObject({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    name: 'git-repo-pvc-task1',
  });
});

test('a claim has its documented defaults, and nothing else', () => {
  const chart = emptyChart();
  addWorkspace(chart);
  expect(objectOf(chart, 'PersistentVolumeClaim')).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'git-repo-pvc-task1',
      labels: { app: 'keruta', 'task-id': 'task1' },
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        'helm.sh/resource-policy': 'keep',
      },
    },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
});

describe('every prop shows in the claim', () => {
  const shown: Record<keyof TaskWorkspaceProps, [props: Partial<TaskWorkspaceProps>, made: readonly Shown[]]> = {
    taskId: [
      { taskId: 'task2' },
      [
        ['metadata.name', 'git-repo-pvc-task2'],
        [['metadata', 'labels', 'task-id'], 'task2'],
      ],
    ],
    pvcStorageSize: [{ pvcStorageSize: '512Mi' }, [['spec.resources.requests.storage', '512Mi']]],
    pvcAccessMode: [{ pvcAccessMode: 'ReadWriteOncePod' }, [['spec.accessModes', ['ReadWriteOncePod']]]],
    pvcStorageClass: [{ pvcStorageClass: 'standard' }, [['spec.storageClassName', 'standard']]],
    // The Job that mounts the claim has it.
    pvcSubPath: [{ pvcSubPath: 'repo' }, []],
    claimLabels: [{ claimLabels: { team: 'web' } }, [['metadata.labels.team', 'web']]],
    claimAnnotations: [{ claimAnnotations: { note: 'x' } }, [['metadata.annotations.note', 'x']]],
    namespace: [{ namespace: 'agents' }, [['metadata.namespace', 'agents']]],
    syncWave: [{ syncWave: 2 }, [[['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'], '2']]],
  };

  test.each(Object.entries(shown))('%s', (_, [props, made]) => {
    const chart = emptyChart();
    addWorkspace(chart, props);
    for (const [path, value] of made) {
      expect(objectOf(chart, 'PersistentVolumeClaim')).toHaveProperty(path, value);
    }
  });
});

/** A workspace whose claim has every fact that a child takes over. */
const parent = addWorkspace(emptyChart(), {
  taskId: 'parent',
  namespace: 'agents',
  pvcStorageSize: '5Gi',
  pvcAccessMode: 'ReadWriteMany',
  pvcStorageClass: 'fast',
});

describe('a workspace on an existing claim', () => {
  test('makes no claim', () => {
    const chart = emptyChart();
    const workspace = TaskWorkspace.fromClaimName(chart, 'workspace', 'shared');
    expect(Testing.synth(chart)).toEqual([]);
    expect(() => ApiObject.of(workspace)).toThrow('child of type');
  });

  test('knows of the claim what it is told', () => {
    const options: Required<ExistingClaimOptions> = {
      pvcAccessMode: 'ReadWriteMany',
      pvcSubPath: 'repo',
      namespace: 'agents',
    };
    expect(TaskWorkspace.fromClaimName(emptyChart(), 'workspace', 'shared', options)).toMatchObject({
      name: 'shared',
      accessMode: 'ReadWriteMany',
      subPath: 'repo',
      namespace: 'agents',
      existing: true,
    });
  });

  test('counts as ReadWriteOnce, of unknown size and class', () => {
    expect(TaskWorkspace.fromClaimName(emptyChart(), 'workspace', 'shared')).toMatchObject({
      accessMode: 'ReadWriteOnce',
      size: undefined,
      storageClass: undefined,
    });
  });

  test.each<[string, ExistingClaimOptions, string]>([
    ['Shared', {}, 'claimName is not a DNS subdomain (got "Shared")'],
    ['shared', { namespace: 'a.b' }, 'namespace is not a DNS label'],
    ['shared', { pvcAccessMode: 'ReadOnlyMany' as 'ReadWriteMany' }, 'the agent writes to its workspace'],
    ['shared', { pvcStorageSize: '1Gi' } as object, 'pvcStorageSize is not a known key'],
  ])('is refused if its name or an option is wrong: %s %j', (name, options, message) => {
    const make = () => TaskWorkspace.fromClaimName(emptyChart(), 'workspace', name, options);
    expect(make).toThrow(message);
    expect(make).toThrow('[mine/workspace] ');
  });
});

describe('a workspace that is inherited', () => {
  test('is on the claim of the family, in everything that the claim decides', () => {
    const chart = emptyChart();
    const child = TaskWorkspace.inherit(chart, 'child', parent);
    const { name, accessMode, size, storageClass, namespace, existing } = parent;
    expect(TaskWorkspace.inherit(chart, 'grandchild', child)).toMatchObject({
      name,
      accessMode,
      size,
      storageClass,
      namespace,
      existing,
    });
    expect(Testing.synth(chart)).toEqual([]);
  });
});

describe('a clone', () => {
  const clone = (options: Partial<CloneOptions> = {}, source: ITaskWorkspace = parent): [Chart, ITaskWorkspace] => {
    const chart = emptyChart();
    return [chart, TaskWorkspace.clone(chart, 'workspace', source, { taskId: 'child', ...options })];
  };

  test('is a claim of its own, with the class, the namespace and the size of its source', () => {
    expect(objectOf(clone()[0], 'PersistentVolumeClaim')).toMatchObject({
      metadata: { name: 'git-repo-pvc-child', namespace: 'agents', labels: { 'task-id': 'child' } },
      spec: {
        dataSource: { kind: 'PersistentVolumeClaim', name: 'git-repo-pvc-parent' },
        resources: { requests: { storage: '5Gi' } },
        storageClassName: 'fast',
      },
    });
  });

  test('is mounted by its own children', () => {
    const below = TaskWorkspace.inherit(emptyChart(), 'below', clone()[1]);
    expect(below).toMatchObject({ name: 'git-repo-pvc-child', size: '5Gi' });
  });

  test('is ReadWriteOnce unless it is told otherwise, whatever the mode of its source', () => {
    expect(clone()[1].accessMode).toBe('ReadWriteOnce');
    expect(clone({ pvcAccessMode: 'ReadWriteOncePod' })[1].accessMode).toBe('ReadWriteOncePod');
  });

  test('may be larger than its source, and may name the class that it has to have', () => {
    expect(clone({ pvcStorageSize: '5121Mi', pvcStorageClass: 'fast' })[1].size).toBe('5121Mi');
  });

  test('has the sync wave of its own Job', () => {
    const path = ['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'];
    expect(objectOf(clone({ syncWave: 2 })[0], 'PersistentVolumeClaim')).toHaveProperty(path, '2');
  });

  const existing = TaskWorkspace.fromClaimName(emptyChart(), 'existing', 'big');

  test('of an existing claim has the size and the class that it is given', () => {
    expect(clone({ pvcStorageSize: '9Gi', pvcStorageClass: 'slow' }, existing)[1]).toMatchObject({
      size: '9Gi',
      storageClass: 'slow',
      existing: false,
    });
  });

  test.each<[Partial<CloneOptions>, string, ITaskWorkspace]>([
    [{}, 'workspace clone needs a size: claim big exists already', existing],
    [{ pvcStorageSize: '4Gi' }, 'pvcStorageSize 4Gi is less than the 5Gi of claim git-repo-pvc-parent', parent],
    [{ pvcStorageClass: 'slow' }, 'pvcStorageClass slow is not that of claim git-repo-pvc-parent', parent],
    [{ pvcStorageClass: 'slow' }, "allowed: none: the cluster's default class", addWorkspace(emptyChart())],
    [{ pvcStorageSize: '1GB' }, 'pvcStorageSize is not a quantity (got "1GB")', parent],
    [{ namespace: 'other' } as object, 'namespace is not a known key', parent],
  ])('is refused with %j: %s', (options, message, source) => {
    expect(() => clone(options, source)).toThrow(message);
    expect(() => clone(options, source)).toThrow('[mine/workspace] ');
  });
});

test.each<[string | undefined, string | undefined, string | undefined]>([
  [undefined, undefined, undefined],
  ['charts', undefined, 'charts'],
  ['charts', 'agents', 'agents'],
])("of the chart's namespace %s and the prop %s, the claim is in %s", (charts, namespace, expected) => {
  const chart = new Chart(new App(), 'mine', { namespace: charts });
  expect(addWorkspace(chart, { namespace }).namespace).toBe(expected);
  expect(TaskWorkspace.fromClaimName(chart, 'existing', 'shared', { namespace }).namespace).toBe(expected);
});

test.each(['512Mi', '1.5Gi', '500M', '1e9'])('the size %s is kept as written', (pvcStorageSize) => {
  const chart = emptyChart();
  addWorkspace(chart, { pvcStorageSize });
  expect(objectOf(chart, 'PersistentVolumeClaim')).toHaveProperty('spec.resources.requests.storage', pvcStorageSize);
});

test('any cdk8s-plus workload can mount it', () => {
  const chart = emptyChart();
  const workspace = TaskWorkspace.fromClaimName(chart, 'workspace', 'shared');
  const pod = new kplus.Pod(chart, 'pod', { containers: [{ image: 'viewer:1' }] });
  pod.containers[0]?.mount('/repo', kplus.Volume.fromPersistentVolumeClaim(chart, 'volume', workspace));
  const [manifest] = Testing.synth(chart);
  expect(manifest).toHaveProperty('spec.volumes.0.persistentVolumeClaim.claimName', 'shared');
  expect(workspace).toMatchObject({
    apiGroup: '',
    resourceType: 'persistentvolumeclaims',
    resourceName: 'shared',
  });
});

describe('names up to their limits', () => {
  test.each([
    ['a', true],
    ['a'.repeat(52), true],
    ['a'.repeat(53), false],
    ['0-a', true],
    ['-a', false],
    ['a-', false],
    ['A', false],
    ['a.b', false],
    ['a_b', false],
    ['', false],
    ['constructor', false],
  ])('task id %s: %s', (taskId, right) => {
    const make = () => addWorkspace(emptyChart(), { taskId });
    if (right) {
      expect(make().name).toBe(`git-repo-pvc-${taskId}`);
    } else {
      expect(make).toThrow('[mine/workspace] taskId ');
    }
  });
});

test.each<[Partial<TaskWorkspaceProps>, string]>([
  [{ pvcStorageSize: '1GB' }, 'pvcStorageSize is not a quantity (got "1GB")'],
  [{ pvcAccessMode: 'ReadOnlyMany' as 'ReadWriteMany' }, 'the agent writes to its workspace'],
])('a wrong prop is refused with the path of the workspace: %j', (props, message) => {
  const make = () => addWorkspace(emptyChart(), props);
  expect(make).toThrow(message);
  expect(make).toThrow('[mine/workspace] ');
});
