import { ApiObject, JsonPatch } from 'cdk8s';
import { type MakeChart, TaskChart } from '../../../lib';
import type { PlanContext } from '../../../lib/cli/plan/plan-tasks';
import type { RefusalCode } from '../../../lib/cli/plan/task-plan';
import { applications, argoCd, codes, planned, plannedOne, synth, type Tasks } from './repository';

const A = { taskId: 'a' };
const B = { taskId: 'b' };
const CHILD = { taskId: 'c', parentTaskId: 'a' };

function patched(object: 'job' | 'workspace', ...patches: JsonPatch[]): MakeChart {
  return (scope, props) => {
    const chart = new TaskChart(scope, props);
    ApiObject.of(chart[object]).addJsonPatch(...patches);
    return chart;
  };
}

/** A task's chart with another object. */
function withObject({
  apiVersion,
  kind,
  ...fields
}: {
  apiVersion: string;
  kind: string;
  [field: string]: unknown;
}): MakeChart {
  return (scope, props) => {
    const chart = new TaskChart(scope, props);
    const object = new ApiObject(chart, 'x', { apiVersion, kind, metadata: { name: 'x' } });
    object.addJsonPatch(...Object.entries(fields).map(([key, value]) => JsonPatch.add(`/${key}`, value)));
    return chart;
  };
}

/** The refusals that need the live cluster have a test of their own. */
type OfFiles = Exclude<RefusalCode, 'claim-larger' | 'claim-cannot-grow' | 'agent-runs'>;

interface Reached {
  before: Map<string, string>;
  after: Map<string, string>;
  says: RegExp;
  context?: Partial<PlanContext>;
}

/** A change of one task for every refusal, with what is said of it. */
const REACHED: Record<OfFiles, Reached> = {
  'job-template': {
    before: synth([A]),
    after: synth([{ ...A, image: 'x:2' }]),
    says: /^a Job’s template cannot change once the Job is there; fix: .*set run: 2; .*done: true; .*npm run argocd/,
  },
  'job-queue': {
    before: synth([{ ...A, queue: 'x' }]),
    after: synth([{ ...A, queue: 'y' }]),
    says: /^the queue of a Job that runs or has ended cannot change: Kueue refuses it; fix: restore the old queue; .* set run: 2; .*npm run argocd/,
  },
  'job-ttl': {
    before: synth([A]),
    after: synth([A], patched('job', JsonPatch.add('/spec/ttlSecondsAfterFinished', 60))),
    says: /^ttlSecondsAfterFinished removes the Job .*; fix: remove ttlSecondsAfterFinished; done: true/,
  },
  'object-field': {
    before: synth([A], withObject({ apiVersion: 'v1', kind: 'ConfigMap', immutable: true, data: { a: '1' } })),
    after: synth([A], withObject({ apiVersion: 'v1', kind: 'ConfigMap', immutable: true, data: { a: '2' } })),
    says: /^data\.a of ConfigMap x cannot change once it is there; fix: restore the old value, or give the object another name$/,
  },
  'job-run': {
    before: synth([{ ...A, run: 3 }]),
    after: synth([{ ...A, run: 2 }]),
    says: /^run goes back from 3 to 2: .*; fix: restore run: 3; to run the task again, set run: 4$/,
  },
  'job-name-taken': {
    before: synth([A]),
    after: synth([A, { ...B, jobName: 'keruta-job-a' }].slice(1)),
    says: /^Job keruta-job-a is the Job of task a; fix: set another run or jobName, or remove the Job of a in a push of its own/,
  },
  'claim-growth': {
    before: synth([{ ...A, pvcStorageClass: 'fixed' }]),
    after: synth([{ ...A, pvcStorageClass: 'fixed', pvcStorageSize: '2Gi' }]),
    context: { canExpand: (name) => name !== 'fixed' },
    says: /^a claim of storage class fixed cannot grow: the class has no allowVolumeExpansion; fix: restore the old value/,
  },
  'claim-shrinks': {
    before: synth([{ ...A, pvcStorageSize: '2Gi' }]),
    after: synth([{ ...A, pvcStorageSize: '2047Mi' }]),
    says: /^a claim cannot shrink; fix: restore the old value; a task with another id/,
  },
  'claim-class': {
    before: synth([{ ...A, pvcStorageClass: 'slow' }]),
    after: synth([{ ...A, pvcStorageClass: 'fast' }]),
    says: /^a claim’s storage class cannot change once the claim is there; fix: restore the old value/,
  },
  'claim-mode': {
    before: synth([{ ...A, done: true }]),
    after: synth([{ ...A, done: true, pvcAccessMode: 'ReadWriteMany' }]),
    says: /^a claim’s access mode cannot change once the claim is there; fix: restore the old value/,
  },
  'claim-field': {
    before: synth([A]),
    after: synth([A], patched('workspace', JsonPatch.add('/spec/volumeMode', 'Block'))),
    says: /^spec\.volumeMode of claim git-repo-pvc-a cannot change once the claim is there; fix: restore the old value/,
  },
  'claim-unprotected': {
    before: synth([A, B], patched('workspace', JsonPatch.remove('/metadata/annotations'))),
    after: synth([B], patched('workspace', JsonPatch.remove('/metadata/annotations'))),
    says: /^claim git-repo-pvc-a leaves the manifests without the annotation that keeps it: .*; fix: first push the claim with the annotation/,
  },
  'other-claim': {
    before: synth([A]),
    after: synth([{ ...A, existingClaim: 'mine' }]),
    says: /^moves from claim git-repo-pvc-a to mine: its data stays on git-repo-pvc-a; fix: restore the old value; .* another taskId/,
  },
  'other-namespace': {
    before: synth([A]),
    after: synth([{ ...A, namespace: 'elsewhere' }]),
    says: /^moves from the namespace that it is applied in to elsewhere: its data stays on claim git-repo-pvc-a there, and the new one is empty; fix: restore the old value/,
  },
  'other-folder': {
    before: synth([A]),
    after: synth({ layout: 'families', tasks: [A] }),
    says: /^moves from the output folder itself to folder a: another Application would apply it, .*; fix: restore the old layout; .*README of cdk8s-keruta, under Which layout$/,
  },
  'many-removals': {
    before: synth([A, B, { taskId: 'd' }, { taskId: 'e' }]),
    after: synth([]),
    says: /^is removed, with 4 of 4 tasks at once; fix: check that every file of tasks is there; .* --allow-removals$/,
  },
};

test.each(Object.keys(REACHED) as OfFiles[])('%s is refused, with the reason and the way out', (code) => {
  const { before, after, says, context } = REACHED[code];
  const refused = planned(before, after, context).filter(({ refusals }) => refusals.length > 0);
  expect(new Set(codes(refused))).toEqual(new Set([code]));
  for (const { actions, what, refusals } of refused) {
    expect([actions, what]).toEqual([[], []]);
    expect(`${refusals[0]?.reason}; fix: ${refusals[0]?.fix}`).toMatch(says);
  }
});

test('a move between folders names both, whichever is the output folder itself', () => {
  const layout = { layout: 'families', tasks: [A] };
  const reasons = (before: Tasks, after: Tasks) =>
    planned(synth(before), synth(after)).flatMap(({ refusals }) => refusals.map(({ reason }) => reason));
  expect(reasons(layout, [A])).toEqual([
    expect.stringMatching(/^moves from folder a to the output folder itself: another Application /),
  ]);
  expect(reasons(layout, { layout: { shards: 1 }, tasks: [A] })).toEqual([
    expect.stringMatching(/^moves from folder a to folder shard-0-of-1: another Application /),
  ]);
});

describe('of a Job', () => {
  test.each([
    ['image', { image: 'x:2' }, 'spec.template.spec.containers[main].image'],
    ['env', { env: { X: '1' } }, 'spec.template.spec.containers[main].env[X]'],
    ['resources', { resources: { requests: { cpu: 2 } } }, 'spec.template.spec.containers[main].resources'],
    ['labels', { labels: { team: 'web' } }, 'spec.template.metadata.labels.team'],
  ])('%s is refused, with the field', (_, settings, field) => {
    const plan = plannedOne([A], [{ ...A, ...settings }]);
    expect(codes([plan])).toEqual(['job-template']);
    expect(plan.changes).toContainEqual(expect.objectContaining({ object: 'Job', field, effect: 'refused' }));
  });

  test.each([
    ['completions', 2],
    ['managedBy', 'example.com/x'],
  ])('spec.%s is refused by its name', (field, value) => {
    const [plan] = planned(synth([A]), synth([A], patched('job', JsonPatch.add(`/spec/${field}`, value))));
    expect(plan?.refusals[0]).toMatchObject({
      code: 'job-template',
      reason: `spec.${field} cannot change once the Job is there`,
    });
  });

  test.each([
    ['keruta-job-a', 'run: 2'],
    ['keruta-job-a-2', 'run: 3'],
    ['keruta-job-a-9', 'run: 10'],
    ['keruta-job-a-02', 'jobName: keruta-job-a-02-2'],
    ['keruta-job-a-0', 'jobName: keruta-job-a-0-2'],
    ['mine', 'jobName: mine-2'],
    ['x'.repeat(62), 'another jobName'],
  ])('the way to run %s again is %s', (jobName, next) => {
    const plan = plannedOne([{ ...A, jobName }], [{ ...A, jobName, image: 'x:2' }]);
    expect(plan.refusals[0]?.fix).toContain(`with it, set ${next};`);
  });

  test('the next run of a task whose id leaves no room for its number needs another jobName', () => {
    const taskId = 'x'.repeat(51);
    const plan = plannedOne([{ taskId }], [{ taskId, image: 'x:2' }]);
    expect(plan.refusals[0]?.fix).toContain('set another jobName;');
  });

  test.each([
    [{ run: 2 }, { run: 3 }, []],
    [{ run: 3 }, { run: 2 }, ['job-run']],
    [{ run: 2 }, {}, ['job-run']],
    [{ jobName: 'keruta-job-a-3' }, { run: 2 }, ['job-run']],
    [{ jobName: 'mine' }, {}, []],
    [{ run: 2 }, { jobName: 'mine' }, []],
  ])('from %j to %j, refused are %j', (before, after, refused) => {
    expect(plannedOne([{ ...A, ...before }], [{ ...A, ...after }]).refusals.map(({ code }) => code)).toEqual(refused);
  });

  test('the next run fits if its Job has a name of 63 characters', () => {
    const taskId = 'x'.repeat(50);
    const plan = plannedOne([{ taskId }], [{ taskId, image: 'x:2' }]);
    expect(plan.refusals[0]?.fix).toContain('set run: 2;');
  });

  test('a priority class of Kueue is neither added nor removed, and a queue that changes with it is the reason', () => {
    const queue = { ...A, queue: 'x' };
    const refusal = (before: object, after: object) => plannedOne([before], [after]).refusals[0];
    const [without, urgent] = [queue, { ...queue, workloadPriorityClass: 'urgent' }];
    for (const [before, after] of [
      [without, urgent],
      [urgent, without],
    ] as const) {
      expect(refusal(before, after)).toMatchObject({
        code: 'job-queue',
        reason: 'the priority class of a Job can be replaced, but neither added nor removed: Kueue refuses it',
        fix: expect.stringContaining('restore the old workloadPriorityClass; '),
      });
    }
    expect(refusal(without, { ...urgent, queue: 'y' })).toMatchObject({
      reason: 'the queue of a Job that runs or has ended cannot change: Kueue refuses it',
      fix: expect.stringContaining('restore the old queue; '),
    });
  });

  test('a task whose id ends in a number runs again under the number after it', () => {
    const plan = plannedOne([{ taskId: 'task-1' }], [{ taskId: 'task-1', image: 'x:2' }]);
    expect(plan.refusals[0]?.fix).toContain('set run: 2;');
  });

  test('a suspended one may change where its pods run, not what', () => {
    const suspend = JsonPatch.add('/spec/suspend', true);
    const before = synth([A], patched('job', suspend));
    const change = (...patches: JsonPatch[]) => planned(before, synth([A], patched('job', suspend, ...patches)));
    expect(change(JsonPatch.add('/spec/template/spec/nodeSelector', { x: 'y' }))).toMatchObject([
      { actions: ['change'], refusals: [] },
    ]);
    expect(codes(change(JsonPatch.add('/spec/template/spec/containers/0/image', 'x:2')))).toEqual(['job-template']);
  });
});

describe('another task’s Job name', () => {
  test('is refused to a task that takes it in the push that frees it', () => {
    expect(codes(planned(synth([A, B]), synth([{ ...B, jobName: 'keruta-job-a' }])))).toEqual(['job-name-taken']);
  });

  test('is refused where two tasks swap their names', () => {
    const swapped = synth([
      { ...A, jobName: 'keruta-job-b' },
      { ...B, jobName: 'keruta-job-a' },
    ]);
    expect(codes(planned(synth([A, B]), swapped))).toEqual(['job-name-taken', 'job-name-taken']);
  });

  test('in another namespace is free', () => {
    const before = synth([{ ...A, namespace: 'one' }]);
    const after = synth([
      { ...A, namespace: 'one' },
      { ...B, namespace: 'two', jobName: 'keruta-job-a' },
    ]);
    expect(codes(planned(before, after))).toEqual([]);
  });

  test('is refused in the namespace that an Application says, as in one that the task names', () => {
    const context = { appliers: applications(argoCd()) };
    const taken = { ...B, namespace: 'agents', jobName: 'keruta-job-a' };
    expect(codes(planned(synth([A]), synth([A, taken]), context))).toEqual(['job-name-taken']);
    expect(codes(planned(synth([A]), synth([A, { ...taken, namespace: 'other' }]), context))).toEqual([]);
  });

  test('is refused to the second of two new Jobs, of which only the cluster would see that they are one', () => {
    const context = { appliers: applications(argoCd()) };
    const after = synth([A, { ...B, namespace: 'agents', jobName: 'keruta-job-a' }]);
    expect(planned(new Map(), after, context)).toMatchObject([
      { taskId: 'a', refusals: [] },
      { taskId: 'b', refusals: [{ code: 'job-name-taken', reason: 'Job keruta-job-a is the Job of task a' }] },
    ]);
  });

  test('is free once its task is done', () => {
    const done = { ...A, done: true };
    expect(codes(planned(synth([done]), synth([done, { ...B, jobName: 'keruta-job-a' }])))).toEqual([]);
  });
});

describe('a task that moves', () => {
  test.each<[string, Tasks, Tasks, string]>([
    [
      'to another parent',
      [A, B, CHILD],
      [A, B, { ...CHILD, parentTaskId: 'b' }],
      'to git-repo-pvc-b: its data stays on',
    ],
    ['to a claim of its own', [A, CHILD], [A, { taskId: 'c' }], 'stays on git-repo-pvc-a, and the new one is empty'],
    ['under another Job name', [A, CHILD], [A, { taskId: 'c', jobName: 'again' }], 'and the new one is empty'],
    ['from an existing claim', [{ ...A, existingClaim: 'x' }], [A], 'moves from claim x to git-repo-pvc-a'],
  ])('%s is refused', (_, before, after, says) => {
    const plan = plannedOne(before, after);
    expect(codes([plan])).toEqual(['other-claim']);
    expect(plan.refusals[0]?.reason).toContain(says);
  });

  test('to the namespace that the Application has given it does not move', () => {
    const context = { appliers: applications(argoCd()) };
    expect(planned(synth([A]), synth([{ ...A, namespace: 'agents' }]), context)).toMatchObject([{ refusals: [] }]);
    expect(plannedOne([A], [{ ...A, namespace: 'elsewhere' }], context).refusals[0]?.reason).toContain(
      'from the namespace agents to elsewhere',
    );
  });

  test('to another claim and another namespace hears of both', () => {
    const plan = plannedOne([A], [{ ...A, namespace: 'elsewhere', existingClaim: 'x' }]);
    expect(codes([plan])).toEqual(['other-namespace', 'other-claim']);
  });
});

describe('a change of layout', () => {
  const FAMILIES = { layout: 'families', tasks: [A, B] };
  const shards = (count: number) => ({ layout: { shards: count }, tasks: [A, B] });

  test.each<[string, Tasks, Tasks]>([
    ['flat to families', [A, B], FAMILIES],
    ['families to flat', FAMILIES, [A, B]],
    ['flat to shards', [A, B], shards(2)],
    ['shards to another number of them', shards(2), shards(3)],
  ])('%s is refused for every task', (_, before, after) => {
    expect(codes(planned(synth(before), synth(after)))).toEqual(['other-folder', 'other-folder']);
  });

  test('is no move to another namespace, though no Application applies the new folder', () => {
    const context = { appliers: applications(argoCd()) };
    expect(codes(planned(synth([A]), synth({ ...FAMILIES, tasks: [A] }), context))).toEqual(['other-folder']);
  });
});

describe('tasks that vanish', () => {
  const tasks = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => ({ taskId: `task-${from + index}` }));
  const vanish = (count: number, of: number, context = {}) =>
    codes(planned(synth(tasks(0, of)), synth(tasks(count, of)), context));

  test.each([
    [3, 3, 'all, but no more than 3'],
    [4, 16, 'a quarter exactly'],
    [5, 20, 'a quarter exactly'],
  ])('%i of %i are let go: %s', (count, of) => {
    expect(vanish(count, of)).toEqual([]);
  });

  test.each([
    [4, 15],
    [4, 4],
    [5, 19],
  ])('%i of %i are refused, each of them', (count, of) => {
    expect(vanish(count, of)).toEqual(Array(count).fill('many-removals'));
  });

  test('are let go with --allow-removals', () => {
    expect(vanish(4, 4, { allowRemovals: true })).toEqual([]);
  });

  test('are still refused when as many others come', () => {
    expect(codes(planned(synth(tasks(0, 4)), synth(tasks(4, 8))))).toEqual(Array(4).fill('many-removals'));
  });

  test('have not, where they are done and so have no manifest', () => {
    const family = (done: boolean) => [
      A,
      ...tasks(0, 4).map((task) => ({ ...task, parentTaskId: 'a', ...(done ? { done } : {}) })),
    ];
    const known = () => new Set(family(true).map(({ taskId }) => taskId));
    expect(codes(planned(synth(family(false)), synth(family(true)), { known }))).toEqual([]);
    expect(codes(planned(synth(family(false)), synth([A]), { known: () => new Set(['a']) }))).toEqual(
      Array(4).fill('many-removals'),
    );
  });

  test('are asked for only if there are many', () => {
    const known = () => {
      throw new Error('asked');
    };
    expect(vanish(3, 3, { known })).toEqual([]);
    expect(() => vanish(4, 4, { known })).toThrow('asked');
  });
});
