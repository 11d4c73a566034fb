import { rmSync } from 'node:fs';
import { ApiObject, JsonPatch } from 'cdk8s';
import { type MakeChart, TaskChart } from '../../../lib';
import { run } from '../run';
import { application, applications, argoCd, codes, git, inRepository, planned, synth } from './repository';

// Each of these rules was broken once without a test that failed.

const A = { taskId: 'a' };

function patched(object: 'job' | 'workspace', ...patches: JsonPatch[]): MakeChart {
  return (scope, props) => {
    const chart = new TaskChart(scope, props);
    if (object === 'job' || !props.parentWorkspace) {
      ApiObject.of(chart[object]).addJsonPatch(...patches);
    }
    return chart;
  };
}

const annotated = (options: string) =>
  patched('workspace', JsonPatch.add('/metadata/annotations/argocd.argoproj.io~1sync-options', options));

test.each(['Delete=false, Prune=false', 'Prune=false', ' Prune=false ,Replace=true'])(
  'a claim is kept however its annotation is written: %s',
  (options) => {
    expect(codes(planned(synth([A, { taskId: 'b' }], annotated(options)), synth([{ taskId: 'b' }])))).toEqual([]);
  },
);

test('a clone cannot get another source: its claim is there already', () => {
  const tasks = (parentTaskId: string) => [
    { ...A, done: true },
    { taskId: 'c', done: true },
    { taskId: 'b', parentTaskId, workspace: 'clone' },
  ];
  expect(codes(planned(synth(tasks('a')), synth(tasks('c'))))).toEqual(['claim-field']);
});

test('a child that becomes a clone of another claim than its own leaves its work on the old claim', () => {
  const parents = [
    { ...A, done: true },
    { taskId: 'c', done: true },
  ];
  const before = synth([...parents, { taskId: 'b', parentTaskId: 'a' }]);
  const clone = (parentTaskId: string) =>
    synth([...parents, { taskId: 'b', parentTaskId, workspace: 'clone', jobName: 'again' }]);
  expect(codes(planned(before, clone('a')))).toEqual([]);
  expect(codes(planned(before, clone('c')))).toEqual(['other-claim']);
});

test('an Application of dist/a does not apply dist/ab, with recursion neither', () => {
  const [one] = applications(application({ source: { path: 'dist/a' } }));
  expect([one?.covers('dist/a'), one?.covers('dist/ab'), one?.covers('dist')]).toEqual([true, false, false]);
  const [deep] = applications(application({ source: { path: 'dist/a', directory: { recurse: true } } }));
  expect([deep?.covers('dist/a/b'), deep?.covers('dist/ab'), deep?.covers('dist')]).toEqual([true, false, false]);
});

test('a claim that grows and changes otherwise says both', () => {
  const after = synth([{ ...A, pvcStorageSize: '2Gi' }], annotated('Prune=false'));
  const [plan] = planned(synth([A]), after);
  expect(plan?.actions).toEqual(['grow-claim', 'change']);
  expect(plan?.what).toEqual([expect.stringContaining('grows from 1Gi to 2Gi'), 'claim git-repo-pvc-a changes']);
});

test('the tolerations of a suspended Job change in place, its image does not', () => {
  const suspended = patched('job', JsonPatch.add('/spec/suspend', true));
  const tolerant = { ...A, tolerations: [{ key: 'gpu', operator: 'Exists' }] };
  expect(codes(planned(synth([A], suspended), synth([tolerant], suspended)))).toEqual([]);
  expect(codes(planned(synth([A]), synth([tolerant])))).toEqual(['job-template']);
  expect(codes(planned(synth([A], suspended), synth([{ ...A, image: 'x:2' }], suspended)))).toEqual(['job-template']);
});

test('the class of volume attributes of a claim may change', () => {
  const fast = patched('workspace', JsonPatch.add('/spec/volumeAttributesClassName', 'fast'));
  expect(planned(synth([A]), synth([A], fast))).toMatchObject([{ actions: ['change'], refusals: [] }]);
});

test('~1 in a JSON pointer is a slash: a changed queue is ignored as argocd/ says', () => {
  const before = synth([{ ...A, queue: 'x' }]);
  const after = synth([{ ...A, queue: 'y' }]);
  expect(planned(before, after, { appliers: applications(argoCd()) })).toMatchObject([
    { actions: ['keep-job'], refusals: [] },
  ]);
  const others = [{ group: 'batch', kind: 'Job', jsonPointers: ['/metadata/labels/kueue.x-k8s.io'] }];
  const other = applications(application({ ignoreDifferences: others }));
  expect(codes(planned(before, after, { appliers: other }))).toEqual(['job-queue']);
});

test('the priority class of a Job is replaced in place, and neither added nor removed', () => {
  const of = (workloadPriorityClass?: string) => synth([{ ...A, queue: 'x', workloadPriorityClass }]);
  expect(planned(of('low'), of('high'))).toMatchObject([{ actions: ['change'], refusals: [] }]);
  expect(codes(planned(of(), of('high')))).toEqual(['job-queue']);
  expect(codes(planned(of('low'), of()))).toEqual(['job-queue']);
});

test('a change that an API server takes is none where Argo CD ignores it', () => {
  const of = (workloadPriorityClass: string) => synth([{ ...A, queue: 'x', workloadPriorityClass }]);
  expect(planned(of('low'), of('high'), { appliers: applications(argoCd()) })).toMatchObject([
    { actions: ['keep-job'], changes: [{ effect: 'ignored' }] },
  ]);
});

test('the claim of a task is its workspace, whatever other claim its Job mounts before it', () => {
  const other = { name: 'other', persistentVolumeClaim: { claimName: 'cache' } };
  const makeChart = patched('job', JsonPatch.add('/spec/template/spec/volumes/0', other));
  expect(planned(new Map(), synth([A], makeChart))).toMatchObject([{ claim: 'git-repo-pvc-a' }]);
});

test('a manifest whose content is not in the clone is named, with the command that fetches it', async () => {
  inRepository({ before: [A] });
  const [, id = ''] = /blob (\w+)/.exec(git('ls-tree', 'HEAD', 'dist/a.k8s.yaml')) ?? [];
  rmSync(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`);
  const { code, stderr } = await run(['plan']);
  expect(stderr).toContain('dist/a.k8s.yaml is not in this clone; fetch all of it: git fetch --refetch --no-filter');
  expect(code).toBe(3);
});
