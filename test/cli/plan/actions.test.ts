import { ApiObject } from 'cdk8s';
import { type MakeChart, TaskChart } from '../../../lib';
import { countsOf } from '../../../lib/cli/plan/summary';
import type { TaskPlan } from '../../../lib/cli/plan/task-plan';
import { codes, planned, plannedOne, synth } from './repository';

const A = { taskId: 'a' };
const CHILD = { taskId: 'b', parentTaskId: 'a' };

test('a new task is created, with its claim and its Job', () => {
  expect(plannedOne([], [{ ...A, pvcStorageSize: '5Gi', pvcStorageClass: 'fast' }])).toMatchObject({
    taskId: 'a',
    path: 'a.k8s.yaml',
    claim: 'git-repo-pvc-a',
    actions: ['create', 'create'],
    what: ['claim git-repo-pvc-a (5Gi, ReadWriteOnce, class fast)', 'Job keruta-job-a'],
    refusals: [],
  });
});

test('a task whose committed manifest is empty is created: an empty file has run nothing', () => {
  const empty = new Map([['a.k8s.yaml', '']]);
  expect(planned(empty, synth([{ taskId: 'a' }]))).toMatchObject([{ actions: ['create', 'create'] }]);
});

test('a new child is created with a Job on the claim of its family', () => {
  expect(plannedOne([A], [A, CHILD])).toMatchObject({
    claim: 'git-repo-pvc-a',
    actions: ['create'],
    what: ['Job keruta-job-b on claim git-repo-pvc-a'],
  });
});

test('a new clone says whose clone its claim is', () => {
  const parent = { ...A, done: true };
  expect(plannedOne([parent], [parent, { ...CHILD, workspace: 'clone' }]).what[0]).toBe(
    'claim git-repo-pvc-b (1Gi, ReadWriteOnce, default class, clone of git-repo-pvc-a)',
  );
});

test('what is as it was is unchanged', () => {
  expect(planned(synth([A, CHILD]), synth([CHILD, A]))).toEqual([]);
});

test.each([
  ['the size', { pvcStorageSize: '1024Mi' }, { pvcStorageSize: '1Gi' }],
  ['a request', { resources: { requests: { memory: '1024Mi' } } }, { resources: { requests: { memory: '1Gi' } } }],
  ['a limit', { resources: { limits: { cpu: 1 } } }, { resources: { limits: { cpu: '1000m' } } }],
  ['a pull policy', {}, { imagePullPolicy: 'Always' }],
])('%s written differently is unchanged', (_, before, after) => {
  expect(planned(synth([{ ...A, ...before }]), synth([{ ...A, ...after }]))).toEqual([]);
});

test('what changes in place is shown field by field', () => {
  const plan = plannedOne([{ ...A, backoffLimit: 1 }], [{ ...A, backoffLimit: 2, activeDeadlineSeconds: 600 }]);
  expect(plan).toMatchObject({
    actions: ['change'],
    what: [
      'Job keruta-job-a changes',
      'an agent that has been running for more than 600 s is ended at once, and its pod and logs are deleted',
    ],
  });
  expect(
    plan.changes.map(({ object, field, before, after, effect }) => [object, field, before, after, effect]),
  ).toEqual([
    ['Job', 'spec.backoffLimit', 1, 2, 'set'],
    ['Job', 'spec.activeDeadlineSeconds', undefined, 600, 'set'],
  ]);
});

test('a task that is done loses its Job and keeps its claim', () => {
  expect(plannedOne([A], [{ ...A, done: true }])).toMatchObject({
    actions: ['remove-job'],
    what: ['Job keruta-job-a is removed, claim git-repo-pvc-a stays'],
  });
});

test('a task that is removed loses its Job, and its claim stays in the cluster', () => {
  expect(plannedOne([A, { taskId: 'b' }], [{ taskId: 'b' }])).toMatchObject({
    taskId: 'a',
    actions: ['remove-job'],
    what: ['Job keruta-job-a is removed, claim git-repo-pvc-a stays'],
  });
});

test('a child that is done or removed leaves the claim of its family', () => {
  const what = ['Job keruta-job-b is removed, claim git-repo-pvc-a stays'];
  expect(plannedOne([A, CHILD], [A]).what).toEqual(what);
  expect(plannedOne([A, CHILD], [A, { ...CHILD, done: true }]).what).toEqual(what);
});

test('a done task that is removed leaves its claim in the cluster, which is nothing to change', () => {
  const plan = plannedOne([{ ...A, done: true }], []);
  expect(plan).toMatchObject({
    actions: ['leave-claim'],
    what: ['claim git-repo-pvc-a stays in the cluster, and no task makes it'],
  });
  expect(countsOf([plan])).toEqual({ create: 0, runAgain: 0, change: 0, removeJob: 0, refuse: 0 });
});

test('another run runs the task again, and shows with what', () => {
  const plan = plannedOne([A], [{ ...A, run: 2, image: 'x:2' }]);
  expect(plan).toMatchObject({
    actions: ['run-again'],
    what: [
      'runs again as Job keruta-job-a-2; Job keruta-job-a is removed',
      expect.stringContaining('end Job keruta-job-a before the push, if it still runs'),
      expect.stringContaining('.git/index.lock'),
    ],
    refusals: [],
  });
  expect(plan.changes).toMatchObject([
    { object: 'Job', field: 'spec.template.spec.containers[main].image', effect: 'set' },
  ]);
});

test('a claim is described as far as its manifest goes', () => {
  const bare = new Map([...synth([A])].map(([path, text]) => [path, text.replace(/ {2}accessModes:\n.*\n/, '')]));
  expect(planned(new Map(), bare)[0]?.what[0]).toBe('claim git-repo-pvc-a (1Gi, default class)');
});

test('a task that is done no more runs again', () => {
  expect(plannedOne([{ ...A, done: true }], [A])).toMatchObject({
    actions: ['run-again'],
    what: ['runs again as Job keruta-job-a'],
  });
});

test('a claim that grows says which claims can', () => {
  const plan = plannedOne([A], [{ ...A, pvcStorageSize: '1.5Gi' }]);
  expect(plan).toMatchObject({
    actions: ['grow-claim'],
    what: [
      'claim git-repo-pvc-a grows from 1Gi to 1.5Gi, which only a bound claim of a class with allowVolumeExpansion can',
    ],
    refusals: [],
  });
  expect(plan.changes).toEqual([expect.objectContaining({ before: '1Gi', after: '1.5Gi', effect: 'set' })]);
});

test('a claim that names the class it may have been given says when that works', () => {
  expect(plannedOne([A], [{ ...A, pvcStorageClass: 'standard' }])).toMatchObject({
    actions: ['change'],
    what: ['claim git-repo-pvc-a names class standard, which works only if the cluster has given the claim that class'],
  });
});

test('a Job that goes while its claim grows counts as both', () => {
  const plan = plannedOne([A], [{ ...A, pvcStorageSize: '2Gi', done: true }]);
  expect(plan.actions).toEqual(['grow-claim', 'remove-job']);
  expect(countsOf([plan])).toEqual({ create: 0, runAgain: 0, change: 1, removeJob: 1, refuse: 0 });
});

test('a task that clones the claim it was on moves to a copy of its data', () => {
  const parent = { ...A, done: true };
  expect(plannedOne([parent, CHILD], [parent, { ...CHILD, workspace: 'clone', jobName: 'again' }])).toMatchObject({
    actions: ['change', 'run-again'],
    refusals: [],
  });
});

test('tasks are in the order that people count in', () => {
  const ids = planned(synth([]), synth([{ taskId: 'task-10' }, { taskId: 'task-2' }])).map(({ taskId }) => taskId);
  expect(ids).toEqual(['task-2', 'task-10']);
});

describe('the objects of a chart other than its claim and its Job', () => {
  const with_ =
    (...objects: ConstructorParameters<typeof ApiObject>[2][]): MakeChart =>
    (scope, props) => {
      const chart = new TaskChart(scope, props);
      objects.forEach((object, index) => {
        new ApiObject(chart, `other-${index}`, object);
      });
      return chart;
    };
  const config = (value: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { value } });
  const cache = (storage: string, annotations?: Record<string, string>) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'cache', annotations },
    spec: { resources: { requests: { storage } } },
  });
  const job = (image: string) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'other' },
    spec: { template: { spec: { containers: [{ name: 'main', image }] } } },
  });
  const kept = { 'argocd.argoproj.io/sync-options': 'Prune=false' };
  const one = (plans: readonly TaskPlan[]) => plans[0];

  test('is created, changed and removed with it', () => {
    const [none, first, second] = [synth([A]), synth([A], with_(config('1'))), synth([A], with_(config('2')))];
    expect(one(planned(none, first))).toMatchObject({ actions: ['change'], what: ['ConfigMap c'] });
    expect(one(planned(first, second))).toMatchObject({ actions: ['change'], what: ['ConfigMap c changes'] });
    expect(one(planned(first, second))?.changes).toEqual([
      expect.objectContaining({ object: 'ConfigMap c', field: 'data.value', before: '1', after: '2' }),
    ]);
    expect(one(planned(second, none))).toMatchObject({ actions: ['change'], what: ['ConfigMap c is removed'] });
  });

  test('a claim among it is refused what any claim is', () => {
    const [small, large] = [synth([A], with_(cache('1Gi'))), synth([A], with_(cache('2Gi')))];
    expect(codes(planned(large, small))).toEqual(['claim-shrinks']);
    expect(one(planned(small, large))?.actions).toEqual(['grow-claim']);
    expect(codes(planned(small, synth([A])))).toEqual(['claim-unprotected']);
    expect(codes(planned(small, synth([])))).toEqual(['claim-unprotected']);
    expect(one(planned(synth([A], with_(cache('1Gi', kept))), synth([A])))?.actions).toEqual(['leave-claim']);
  });

  test('a Job among it is refused what any Job is', () => {
    expect(codes(planned(synth([A], with_(job('x:1'))), synth([A], with_(job('x:2')))))).toEqual(['job-template']);
  });
});

test('a file that is no task’s counts as a task that bears its name', () => {
  const file = (data: string) =>
    new Map([
      ['extra.k8s.yaml', JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { data } })],
    ]);
  expect(planned(new Map(), file('1'))).toMatchObject([{ taskId: 'extra', actions: ['create'], what: ['Secret s'] }]);
  expect(planned(file('1'), file('2'))).toMatchObject([{ taskId: 'extra', what: ['Secret s changes'] }]);
});
