import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentJob, type AgentJobProps, type AgentPodSpec, TaskApp, TaskChart, type TaskChartProps } from '../../lib';
import { ALL_JOB_SETTINGS, MAIN, objectOf, POD, SHOWN_JOB_SETTINGS, type Shown } from '../support';

function chartOf(props: Partial<TaskChartProps> = {}): TaskChart {
  return new TaskChart(new App(), { taskId: 'task1', ...props });
}

const parentWorkspace = chartOf({ taskId: 'parent' }).workspace;

const kinds = (chart: Chart) => Testing.synth(chart).map(({ kind }) => kind);

test('a task is its claim, then its Job', () => {
  expect(kinds(chartOf())).toEqual(['PersistentVolumeClaim', 'Job']);
});

test.each<[string, Partial<TaskChartProps>, string[]]>([
  ['a task with a parent', { parentWorkspace }, ['Job']],
  ['a task that inherits', { parentWorkspace, workspace: 'inherit' }, ['Job']],
  ['a clone', { parentWorkspace, workspace: 'clone' }, ['PersistentVolumeClaim', 'Job']],
  ['a task on an existing claim', { existingClaim: 'shared' }, ['Job']],
  ['a task that is done', { done: true }, ['PersistentVolumeClaim']],
  ['a child that is done', { done: true, parentWorkspace }, []],
  ['a task that is not done', { done: false }, ['PersistentVolumeClaim', 'Job']],
])('%s', (_, props, made) => {
  expect(kinds(chartOf(props))).toEqual(made);
});

test("a chart's id is its task's, and the paths below are the same for every task", () => {
  const { workspace, job, node } = chartOf();
  expect([node.path, workspace.node.path, job.node.path]).toEqual(['task1', 'task1/workspace', 'task1/job']);
  expect(ApiObject.of(workspace).node.path).toBe('task1/workspace/Resource');
  expect(ApiObject.of(job).node.path).toBe('task1/job/Resource');
});

describe('every prop reaches the claim or the Job', () => {
  type Case = readonly [
    props: Partial<TaskChartProps>,
    kind: 'Job' | 'PersistentVolumeClaim',
    places: readonly Shown[],
  ];
  const own: {
    [K in Exclude<keyof Required<TaskChartProps>, keyof typeof ALL_JOB_SETTINGS | 'done' | 'folder'>]: Case;
  } = {
    taskId: [{ taskId: 'task2' }, 'Job', [['metadata.name', 'keruta-job-task2']]],
    parentWorkspace: [
      { parentWorkspace },
      'Job',
      [[`${POD}.volumes.0.persistentVolumeClaim.claimName`, 'git-repo-pvc-parent']],
    ],
    workspace: [
      { parentWorkspace, workspace: 'clone' },
      'PersistentVolumeClaim',
      [['spec.dataSource.name', 'git-repo-pvc-parent']],
    ],
    existingClaim: [
      { existingClaim: 'shared' },
      'Job',
      [[`${POD}.volumes.0.persistentVolumeClaim.claimName`, 'shared']],
    ],
    namespace: [{ namespace: 'agents' }, 'Job', [['metadata.namespace', 'agents']]],
    pvcStorageSize: [{ pvcStorageSize: '5Gi' }, 'PersistentVolumeClaim', [['spec.resources.requests.storage', '5Gi']]],
    pvcAccessMode: [
      { pvcAccessMode: 'ReadWriteMany' },
      'PersistentVolumeClaim',
      [['spec.accessModes', ['ReadWriteMany']]],
    ],
    pvcStorageClass: [{ pvcStorageClass: 'fast' }, 'PersistentVolumeClaim', [['spec.storageClassName', 'fast']]],
    pvcSubPath: [{ pvcSubPath: 'repo' }, 'Job', [[`${MAIN}.volumeMounts.0.subPath`, 'repo']]],
    claimLabels: [{ claimLabels: { team: 'web' } }, 'PersistentVolumeClaim', [['metadata.labels.team', 'web']]],
    claimAnnotations: [
      { claimAnnotations: { note: 'x' } },
      'PersistentVolumeClaim',
      [['metadata.annotations.note', 'x']],
    ],
    syncWave: [{ syncWave: 1 }, 'Job', [[['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'], '1']]],
  };
  const job = Object.entries(SHOWN_JOB_SETTINGS).map(
    ([key, places]) => [key, [ALL_JOB_SETTINGS, 'Job', places]] as const,
  );

  test.each<readonly [string, Case]>([...Object.entries(own), ...job])('%s', (_, [props, kind, places]) => {
    const object = objectOf(chartOf(props), kind);
    for (const [path, value] of places) {
      expect(object).toHaveProperty(path, value);
    }
  });

  test('folder', () => {
    expect(chartOf({ folder: 'family' }).folder).toBe('family');
  });
});

test('the claim and the Job are in one namespace and one sync wave', () => {
  const chart = chartOf({ namespace: 'agents', syncWave: 3 });
  for (const object of Testing.synth(chart)) {
    expect(object.metadata).toMatchObject({
      namespace: 'agents',
      annotations: { 'argocd.argoproj.io/sync-wave': '3' },
    });
  }
});

test('other objects of the chart of a child are in the namespace of its parent', () => {
  const { workspace } = chartOf({ taskId: 'parent', namespace: 'agents' });
  const child = chartOf({ parentWorkspace: workspace });
  new ApiObject(child, 'secret', { apiVersion: 'v1', kind: 'Secret' });
  expect(Testing.synth(child).map(({ metadata }) => metadata.namespace)).toEqual(['agents', 'agents']);
});

test('a subclass makes a Job of its own class', () => {
  class HostNetworkJob extends AgentJob {
    protected override podSpec(): AgentPodSpec {
      return { ...super.podSpec(), hostNetwork: true };
    }
  }
  class HostNetworkChart extends TaskChart {
    protected override makeJob(props: AgentJobProps): AgentJob {
      return new HostNetworkJob(this, 'job', props);
    }
  }
  const chart = new HostNetworkChart(new TaskApp(), { taskId: 'task1' });
  expect(objectOf(chart, 'Job')).toHaveProperty(`${POD}.hostNetwork`, true);
});

test('the Job of a chart can be added to', () => {
  const chart = chartOf();
  chart.job.addEnv('LATE', '1');
  expect(objectOf(chart, 'Job')).toHaveProperty(`${MAIN}.env.3`, { name: 'LATE', value: '1' });
});

test('a done task has its settings checked as any other', () => {
  expect(() => chartOf({ done: true, image: ' ' })).toThrow('[task1] image has white space');
});

test('a done task has no Job to add to, and says so', () => {
  expect(() => chartOf({ done: true }).job).toThrow('[task1] task task1 is done and has no Job; remove done, or');
});

test.each(['Task1', 'task_1', 'a'.repeat(53), '', 'constructor', 'a/b'])(
  'an id that constructs or cdk8s would turn into another is refused: %j',
  (taskId) => {
    const group = new Construct(new App(), 'group');
    expect(() => new TaskChart(group, { taskId })).toThrow('[group] taskId ');
  },
);

test('is told from other charts, which instanceof does not tell', () => {
  class MyChart extends TaskChart {}
  const app = new App();
  expect(TaskChart.isTaskChart(new MyChart(app, { taskId: 'task1' }))).toBe(true);
  expect(TaskChart.isTaskChart(new Chart(app, 'other'))).toBe(false);
  expect(TaskChart.isTaskChart(undefined)).toBe(false);
  expect(new Chart(app, 'one-more')).toBeInstanceOf(TaskChart);
});

test('plain cdk8s synthesizes a chart', () => {
  const app = new App();
  const chart = new TaskChart(app, { taskId: 'task1', done: true });
  expect(Testing.synth(chart)).toHaveLength(1);
  expect(app.synthYaml()).toContain('name: git-repo-pvc-task1');
});

describe('props that contradict each other are refused with the path of the chart', () => {
  const { workspace: inNamespace } = chartOf({ taskId: 'parent', namespace: 'agents' });
  test.each<[string, Partial<TaskChartProps>, string]>([
    ['a parent and an existing claim', { parentWorkspace, existingClaim: 'b' }, 'existingClaim cannot be set here'],
    ['a size for the claim of the parent', { parentWorkspace, pvcStorageSize: '1Gi' }, 'pvcStorageSize cannot be set'],
    ['a mode for it', { parentWorkspace, pvcAccessMode: 'ReadWriteMany' }, 'pvcAccessMode cannot be set here'],
    ['a class for it', { parentWorkspace, pvcStorageClass: 'fast' }, 'pvcStorageClass cannot be set here'],
    [
      'a size for an existing claim',
      { existingClaim: 'a', pvcStorageSize: '1Gi' },
      'pvcStorageSize cannot be set here',
    ],
    ['a class for it', { existingClaim: 'a', pvcStorageClass: 'b' }, 'pvcStorageClass cannot be set here'],
    ['a clone of nothing', { workspace: 'clone' }, 'workspace clone has no parent to clone from'],
    ['a child in another namespace', { parentWorkspace, namespace: 'b' }, 'namespace b is not that of the parent'],
    [
      'a clone in another',
      { parentWorkspace: inNamespace, workspace: 'clone', namespace: 'b' },
      "the parent's is agents",
    ],
  ])('%s', (_, props, message) => {
    expect(() => chartOf(props)).toThrow(message);
    expect(() => chartOf(props)).toThrow('[task1] ');
  });
});

test.each<[Partial<TaskChartProps>, string]>([
  [{ existingClaim: 'A' }, 'existingClaim is not a DNS subdomain'],
  [{ namespace: 'a.b' }, 'namespace is not a DNS label'],
  [{ workspace: 'share' as 'clone' }, 'workspace is not one of the allowed values'],
  [{ parentTaskId: 'parent' } as object, 'parentTaskId is not a known key'],
])('a wrong prop is refused by the name that the user wrote: %j', (props, message) => {
  expect(() => chartOf(props)).toThrow(message);
});
