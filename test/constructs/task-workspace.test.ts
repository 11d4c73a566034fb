import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { TaskWorkspace, type TaskWorkspaceProps } from '../../lib';
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

describe('every prop shows in the claim, or keeps it from being made', () => {
  const parentWorkspace = addWorkspace(emptyChart(), {
    taskId: 'parent',
    namespace: 'agents',
    pvcStorageSize: '5Gi',
    pvcStorageClass: 'fast',
  });
  const claim = 'spec.dataSource';
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
    namespace: [{ namespace: 'agents' }, [['metadata.namespace', 'agents']]],
    workspace: [
      { workspace: 'clone', parentTaskId: 'parent', pvcStorageSize: '5Gi' },
      [
        ['metadata.name', 'git-repo-pvc-task1'],
        [claim, { kind: 'PersistentVolumeClaim', name: 'git-repo-pvc-parent' }],
      ],
    ],
    parentWorkspace: [
      { workspace: 'clone', parentWorkspace },
      [
        [claim, { kind: 'PersistentVolumeClaim', name: 'git-repo-pvc-parent' }],
        ['spec.resources.requests.storage', '5Gi'],
        ['spec.storageClassName', 'fast'],
        ['metadata.namespace', 'agents'],
      ],
    ],
    syncWave: [{ syncWave: 2 }, [[['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'], '2']]],
    parentTaskId: [{ parentTaskId: 'parent' }, []],
    existingClaim: [{ existingClaim: 'shared' }, []],
  };

  test.each(Object.entries(shown))('%s', (_, [props, made]) => {
    const chart = emptyChart();
    addWorkspace(chart, props);
    if (made.length === 0) {
      expect(Testing.synth(chart)).toEqual([]);
    }
    for (const [path, value] of made) {
      expect(objectOf(chart, 'PersistentVolumeClaim')).toHaveProperty(path, value);
    }
  });
});

describe('a workspace that makes no claim', () => {
  test.each<[Partial<TaskWorkspaceProps>, string, string]>([
    [{ existingClaim: 'shared' }, 'shared', 'ReadWriteOnce'],
    [{ existingClaim: 'shared', pvcAccessMode: 'ReadWriteMany' }, 'shared', 'ReadWriteMany'],
    [{ parentTaskId: 'parent' }, 'git-repo-pvc-parent', 'ReadWriteOnce'],
    [{ parentTaskId: 'parent', pvcAccessMode: 'ReadWriteOncePod' }, 'git-repo-pvc-parent', 'ReadWriteOncePod'],
  ])('%j is claim %s in mode %s', (props, name, accessMode) => {
    expect(addWorkspace(emptyChart(), props)).toMatchObject({ name, accessMode });
  });

  test('has no API object', () => {
    expect(() => ApiObject.of(addWorkspace(emptyChart(), { existingClaim: 'shared' }))).toThrow('child of type');
  });

  test('follows its parent to the owner of the claim, in everything that the claim decides', () => {
    const chart = emptyChart();
    const root = addWorkspace(chart, {
      pvcAccessMode: 'ReadWriteMany',
      pvcStorageSize: '5Gi',
      pvcStorageClass: 'nfs',
      namespace: 'agents',
    });
    const child = addWorkspace(chart, { taskId: 'child', parentWorkspace: root }, 'child');
    const grandchild = addWorkspace(chart, { taskId: 'grandchild', parentWorkspace: child }, 'grandchild');
    expect(grandchild).toMatchObject({
      name: 'git-repo-pvc-task1',
      accessMode: 'ReadWriteMany',
      storageSize: '5Gi',
      storageClass: 'nfs',
      namespace: 'agents',
    });
    expect(Testing.synth(chart)).toHaveLength(1);
  });
});

describe('a clone', () => {
  const chart = emptyChart();
  const parentWorkspace = addWorkspace(chart, { pvcStorageSize: '5Gi', pvcAccessMode: 'ReadWriteMany' });
  const clone = addWorkspace(chart, { taskId: 'child', parentWorkspace, workspace: 'clone' }, 'clone');

  test('is mounted by its own children', () => {
    const below = addWorkspace(chart, { taskId: 'below', parentWorkspace: clone }, 'below');
    expect(below).toMatchObject({ name: 'git-repo-pvc-child', storageSize: '5Gi' });
  });

  test('has an access mode of its own', () => {
    expect(clone.accessMode).toBe('ReadWriteOnce');
  });

  test('may be larger than its source', () => {
    const props = { taskId: 'larger', parentWorkspace, workspace: 'clone', pvcStorageSize: '5121Mi' } as const;
    expect(addWorkspace(chart, props, 'larger')).toMatchObject({ storageSize: '5121Mi' });
  });
});

describe('the namespace', () => {
  test.each<[string | undefined, Partial<TaskWorkspaceProps>, string | undefined]>([
    [undefined, {}, undefined],
    ['charts', {}, 'charts'],
    ['charts', { namespace: 'agents' }, 'agents'],
    ['charts', { parentWorkspace: addWorkspace(emptyChart(), { namespace: 'parents' }) }, 'parents'],
  ])("is the props', the parent's or the chart's %s", (namespace, props, expected) => {
    const chart = new Chart(new App(), 'mine', { namespace });
    expect(addWorkspace(chart, props).namespace).toBe(expected);
  });
});

test.each(['512Mi', '1.5Gi', '500M', '1e9'])('the size %s is kept as written', (pvcStorageSize) => {
  const chart = emptyChart();
  addWorkspace(chart, { pvcStorageSize });
  expect(objectOf(chart, 'PersistentVolumeClaim')).toHaveProperty('spec.resources.requests.storage', pvcStorageSize);
});

test('any cdk8s-plus workload can mount it', () => {
  const chart = emptyChart();
  const workspace = addWorkspace(chart, { existingClaim: 'shared' });
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

describe('props that contradict each other are refused with the place of the workspace', () => {
  const parentWorkspace = addWorkspace(emptyChart(), {
    taskId: 'parent',
    pvcStorageSize: '5Gi',
    pvcStorageClass: 'fast',
  });
  test.each<[Partial<TaskWorkspaceProps>, string]>([
    [{ parentTaskId: 'a', existingClaim: 'b' }, 'parentTaskId and existingClaim each name a claim'],
    [{ parentTaskId: 'a', parentWorkspace }, 'parentTaskId and parentWorkspace each name a claim'],
    [{ parentTaskId: 'a', pvcStorageSize: '1Gi' }, 'pvcStorageSize cannot be set beside parentTaskId'],
    [{ existingClaim: 'a', pvcStorageClass: 'b' }, 'pvcStorageClass cannot be set beside existingClaim'],
    [{ parentWorkspace, pvcAccessMode: 'ReadWriteMany' }, 'pvcAccessMode cannot be set beside parentWorkspace'],
    [{ parentWorkspace, namespace: 'other' }, "namespace other is not the parent's, (none)"],
    [{ workspace: 'clone' }, 'workspace clone has no parent to clone from'],
    [{ workspace: 'clone', parentTaskId: 'a' }, 'workspace clone has no size, and that of the parent'],
    [
      { workspace: 'clone', parentWorkspace: addWorkspace(emptyChart(), { existingClaim: 'big' }) },
      'workspace clone has no size, and that of the parent',
    ],
    [{ workspace: 'clone', parentWorkspace, pvcStorageSize: '4Gi' }, 'pvcStorageSize 4Gi is less than the 5Gi of the'],
    [{ workspace: 'clone', parentWorkspace, pvcStorageClass: 'slow' }, 'pvcStorageClass slow is not that of the'],
    [
      { workspace: 'clone', parentWorkspace: addWorkspace(emptyChart()), pvcStorageClass: 'slow' },
      "pvcStorageClass slow is not that of the parent's claim; allowed: none",
    ],
    [{ pvcStorageSize: '1GB' }, 'pvcStorageSize is not a quantity (got "1GB")'],
    [{ pvcAccessMode: 'ReadOnlyMany' as 'ReadWriteMany' }, 'the agent writes to its workspace'],
  ])('%j', (props, message) => {
    const make = () => addWorkspace(emptyChart(), props);
    expect(make).toThrow(message);
    expect(make).toThrow('[mine/workspace] ');
  });
});

describe('a parentTaskId that names a task of the same app', () => {
  function family(parent: Partial<TaskWorkspaceProps>, namespace?: string): () => unknown {
    const chart = emptyChart();
    addWorkspace(chart, { taskId: 'child', parentTaskId: 'parent', namespace }, 'child');
    addWorkspace(chart, { taskId: 'parent', ...parent }, 'parent');
    return () => Testing.synth(chart);
  }

  test.each<[string, Partial<TaskWorkspaceProps>]>([
    ['a child', { parentTaskId: 'root' }],
    ['a task on an existing claim', { existingClaim: 'shared' }],
  ])('is refused at synth if that task is %s: it has no claim of its own', (_, parent) => {
    expect(family(parent)).toThrow('[mine/child] parentTaskId parent has no claim of its own');
  });

  test.each<[string, Partial<TaskWorkspaceProps>, string | undefined]>([
    ['owns its claim', {}, undefined],
    ['has a clone', { parentTaskId: 'root', workspace: 'clone', pvcStorageSize: '1Gi' }, undefined],
    ['is in another namespace', { parentTaskId: 'root', namespace: 'other' }, 'agents'],
  ])('passes if that task %s', (_, parent, namespace) => {
    expect(family(parent, namespace)).not.toThrow();
  });
});
