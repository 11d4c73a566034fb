import type { Layout } from '../../../lib';
import { kustomizationsOf } from '../../../lib/cli/plan/kustomizations';
import { parse } from '../../../lib/manifests/parse';
import { applications, argoCd, codes, flux, planned, plannedOne, synth, type Tasks } from './repository';

const A = { taskId: 'a' };
const B = { taskId: 'b' };

/** The Kustomizations of a layout; with other fields in their specs, undefined removes one. */
function kustomizations(layout: Layout = 'flat', spec: object = {}) {
  return kustomizationsOf(
    parse(flux(layout), 'flux').map((one) => ({ ...one, spec: { ...(one.spec as object), ...spec } })),
  );
}

/** Plans a changed image, and more changes, in a repository with a Kustomization. */
function changed(spec: object = {}, more: object = {}) {
  return plannedOne([A], [{ ...A, image: 'x:2', ...more }], { appliers: kustomizations('flat', spec) });
}

const patch = (value: string, target: object = { group: 'batch', kind: 'Job' }) => ({
  patches: [
    {
      target,
      patch: JSON.stringify({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'any', annotations: { 'kustomize.toolkit.fluxcd.io/ssa': value } },
      }),
    },
  ],
});

test('a changed template is ignored as npm run flux writes it, and the Job stays as it was', () => {
  expect(changed()).toMatchObject({
    actions: ['keep-job'],
    what: ['the Job in the cluster stays as it was, as keruta-tasks says'],
    refusals: [],
    changes: [{ field: 'spec.template.spec.containers[main].image', effect: 'ignored' }],
  });
});

test('what could change in place is ignored too, and an agent that runs notices nothing', () => {
  const plan = plannedOne([A], [{ ...A, activeDeadlineSeconds: 60 }], { appliers: kustomizations() });
  expect(plan).toMatchObject({ actions: ['keep-job'], changes: [{ effect: 'ignored' }] });
  expect(plan.what).toHaveLength(1);
});

test('a changed queue is ignored', () => {
  const plan = plannedOne([{ ...A, queue: 'x' }], [{ ...A, queue: 'y' }], { appliers: kustomizations() });
  expect(plan.actions).toEqual(['keep-job']);
});

test.each([
  ['no patch', { patches: undefined }],
  ['a patch of another value', patch('Merge')],
  ['a patch of another kind', patch('IfNotPresent', { kind: 'CronJob' })],
  ['a patch of some Jobs', patch('IfNotPresent', { kind: 'Job', name: 'keruta-job-b' })],
  ['a patch that is not YAML', { patches: [{ target: { kind: 'Job' }, patch: '{' }] }],
])('with %s it is refused, since it blocks every task, and the fix names no other engine', (_, spec) => {
  const { refusals } = changed(spec);
  expect(refusals).toMatchObject([{ code: 'job-template' }]);
  expect(refusals[0]?.reason).toContain('Flux would apply nothing of the commit, of no other task either');
  expect(refusals[0]?.fix).toContain('npm run flux');
  expect(JSON.stringify(refusals)).not.toMatch(/argo|Application/i);
});

test.each([
  ['the version of a target', patch('IfNotPresent', { group: 'batch', version: 'v1', kind: 'Job' })],
  ['the last of several patches', { patches: [...patch('Merge').patches, ...patch('Ignore').patches] }],
  [
    'a patch, whatever others say nothing of it',
    {
      patches: [
        ...patch('Ignore').patches,
        { target: { kind: 'Job' }, patch: '' },
        { target: { kind: 'Job' }, patch: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: any }\n' },
      ],
    },
  ],
])('it is ignored by %s', (_, spec) => {
  expect(changed(spec)).toMatchObject({ actions: ['keep-job'] });
});

test('with force the fix says that the agent would run again', () => {
  const [refusal] = changed({ patches: [], force: true }).refusals;
  expect(refusal?.fix).toContain('without force, with which Flux makes a Job anew and its agent runs again');
});

test('the annotation on the Job itself does as well as a patch', () => {
  const annotated = (image: string) =>
    new Map(
      [...synth([{ ...A, image }])].map(([path, text]) => [
        path,
        text.replace(
          '  name: keruta-job-a\n',
          "$&  annotations: { kustomize.toolkit.fluxcd.io/ssa: 'IfNotPresent' }\n",
        ),
      ]),
    );
  const context = { appliers: kustomizations('flat', { patches: undefined }) };
  expect(planned(annotated('x:1'), annotated('x:2'), context)).toMatchObject([{ actions: ['keep-job'] }]);
});

test('a claim that grows says what becomes of all tasks where it cannot', () => {
  const { what } = plannedOne([A], [{ ...A, pvcStorageSize: '2Gi' }], { appliers: kustomizations() });
  expect(what).toContain('where it cannot grow, Flux applies nothing of the commit');
});

describe('a change of layout', () => {
  const layouts: Layout[] = ['flat', 'families', { shards: 2 }, { shards: 3 }];
  const tasks = (layout: Layout): Tasks => ({ layout, tasks: [A, { taskId: 'c', parentTaskId: 'a' }, B] });
  const steps = layouts.flatMap((from) => layouts.filter((to) => to !== from).map((to) => [from, to] as const));

  test.each(steps)('from %j to %j passes, and runs no agent', (from, to) => {
    const plans = planned(synth(tasks(from)), synth(tasks(to)), { appliers: kustomizations(from) });
    expect(codes(plans)).toEqual([]);
    const actions = new Set(plans.flatMap((plan) => plan.actions));
    // Waves come and go with the layout families: of Jobs they are ignored, and on claims they are annotations.
    expect([...actions].filter((action) => !['keep-job', 'change'].includes(action))).toEqual([]);
  });

  test('passes where flux.yaml is there and flux/ is not committed yet', () => {
    expect(planned(synth(tasks('flat')), synth(tasks({ shards: 2 })), { engines: ['flux'] })).toEqual([]);
  });

  test('is refused where Argo CD applies the tasks too', () => {
    const appliers = [...kustomizations(), ...applications(argoCd())];
    const plans = planned(synth(tasks('flat')), synth(tasks('families')), { appliers });
    expect(new Set(codes(plans))).toEqual(new Set(['other-folder']));
  });
});

describe('a task that leaves Git', () => {
  const goes = (spec: object = {}, rest: readonly object[] = [B]) =>
    planned(synth([A, ...rest]), synth(rest), { appliers: kustomizations('flat', spec) });

  test('takes its Job along, but not where nothing is pruned', () => {
    expect(goes()).toMatchObject([{ actions: ['remove-job'] }]);
    expect(goes({ prune: false })).toMatchObject([{ actions: ['leave-job'] }]);
  });

  test('takes the Job of a family along, as long as other families hold a manifest', () => {
    const families = (tasks: readonly object[]) => synth({ layout: 'families', tasks });
    const plans = planned(families([A, B]), families([B]), { appliers: kustomizations('families') });
    expect(plans).toMatchObject([{ actions: ['remove-job'] }]);
  });

  test('takes it along as long as one of the folders that are left is of the Kustomization', () => {
    const [one] = kustomizations('flat', { path: './dist/one' });
    expect(one?.keepsJobsOf('dist/one', new Set(['dist/one', 'dist/two']))).toBe(false);
    expect(one?.keepsJobsOf('dist/one', new Set(['dist/two']))).toBe(true);
  });

  test('leaves it where the folder of the Kustomization goes', () => {
    const shards = (tasks: readonly object[]) => synth({ layout: { shards: 2 }, tasks });
    const other = { taskId: 'c' };
    const plans = planned(shards([A, other]), shards([other]), { appliers: kustomizations({ shards: 2 }) });
    expect(plans).toMatchObject([{ actions: ['leave-job'] }]);
  });

  test('is refused if nothing keeps its claim from Flux, whatever keeps it from Argo CD', () => {
    const unkept = (text: string) => text.replace('    kustomize.toolkit.fluxcd.io/prune: disabled\n', '');
    const before = new Map(
      [...synth([A]), ...synth([B])].map(([path, text]) => [path, path.startsWith('a') ? unkept(text) : text]),
    );
    const [refused] = planned(before, synth([B]), { appliers: kustomizations() });
    expect(refused?.refusals).toMatchObject([
      {
        code: 'claim-unprotected',
        reason: expect.stringContaining('Flux would delete it'),
        fix: 'first push the claim with the annotation kustomize.toolkit.fluxcd.io/prune: disabled',
      },
    ]);
    expect(planned(before, synth([B]), { appliers: applications(argoCd()) })).toMatchObject([{ refusals: [] }]);
  });
});

test('the target namespace counts, whatever namespace a task names', () => {
  const plans = planned(synth([A]), synth([{ ...A, namespace: 'own' }]), { appliers: kustomizations() });
  expect(codes(plans)).toEqual([]);
  const without = planned(synth([A]), synth([{ ...A, namespace: 'own' }]), {
    appliers: kustomizations('flat', { targetNamespace: undefined }),
  });
  expect(codes(without)).toEqual(['other-namespace']);
});

test('a Kustomization of another folder says nothing', () => {
  const appliers = kustomizations('flat', { path: './other' });
  expect(codes([plannedOne([A], [{ ...A, image: 'x:2' }], { appliers, engines: ['flux'] })])).toEqual(['job-template']);
});

test('where Argo CD and Flux both apply a task, a change is ignored if both ignore it', () => {
  const both = (spec: object) => [...kustomizations('flat', spec), ...applications(argoCd())];
  const change = (spec: object, more: object) => plannedOne([A], [{ ...A, ...more }], { appliers: both(spec) });
  expect(change({}, { image: 'x:2' }).actions).toEqual(['keep-job']);
  expect(codes([change({ patches: [] }, { image: 'x:2' })])).toEqual(['job-template']);
  expect(change({}, { backoffLimit: 2 }).actions).toContain('change');
});

test('a part of another type than Flux knows counts as missing', () => {
  const odd = { path: 5, targetNamespace: {}, patches: 'x', prune: 'yes' };
  const [one] = kustomizations('flat', odd);
  expect([one?.covers('dist'), one?.namespace]).toEqual([true, undefined]);
});
