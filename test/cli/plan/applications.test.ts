import { appliedBy } from '../../../lib/cli/plan/applier';
import { tasksOf } from '../../../lib/manifests/parse';
import { application, applications, argoCd, codes, planned, plannedOne, read, synth } from './repository';

const A = { taskId: 'a' };

/** Plans a changed image, and more changes, in a repository with these Applications. */
function changed(texts: readonly string[], more: object = {}, before: object = A) {
  return plannedOne([before], [{ ...before, image: 'x:2', ...more }], { appliers: texts.flatMap(applications) });
}

const ignoring = (...ignoreDifferences: object[]) => application({ ignoreDifferences });
const JOBS = { group: 'batch', kind: 'Job' };

test('a changed template is ignored where the Application says so, and the Job stays as it was', () => {
  expect(changed([argoCd()])).toMatchObject({
    actions: ['keep-job'],
    what: ['the Job in the cluster stays as it was, as keruta-tasks says'],
    refusals: [],
    changes: [{ field: 'spec.template.spec.containers[main].image', effect: 'ignored' }],
  });
});

test('changes next to an ignored template are set', () => {
  const plan = changed([argoCd()], { backoffLimit: 3 });
  expect(plan.actions).toEqual(['change', 'keep-job']);
  expect(plan.changes.map(({ field, effect }) => [field, effect])).toContainEqual(['spec.backoffLimit', 'set']);
});

test('without any Application it is refused', () => {
  expect(codes([changed([])])).toEqual(['job-template']);
});

test.each([
  ['/spec/template', { ...JOBS, jsonPointers: ['/spec/template'] }],
  ['the field alone', { ...JOBS, jsonPointers: ['/spec/template/spec/containers/0/image'] }],
  ['a jq path', { ...JOBS, jqPathExpressions: ['.spec.template'] }],
  ['any group and kind', { group: '*', kind: '*', jsonPointers: ['/spec/template'] }],
  ['this Job by its name', { ...JOBS, name: 'keruta-job-a', jsonPointers: ['/spec/template'] }],
  ['Jobs of its namespace', { ...JOBS, namespace: 'agents', jsonPointers: ['/spec/template'] }],
])('an Application ignores it by %s', (_, entry) => {
  expect(changed([ignoring(entry)])).toMatchObject({ actions: ['keep-job'] });
});

test.each([
  ['nothing', []],
  ['another field', [{ ...JOBS, jsonPointers: ['/spec/backoffLimit', '/spec/template/spec/volumes'] }]],
  ['a field of a like name', [{ ...JOBS, jsonPointers: ['/spec/temp'] }]],
  ['another kind', [{ group: 'batch', kind: 'CronJob', jsonPointers: ['/spec/template'] }]],
  ['no group, which is the core group', [{ kind: 'Job', jsonPointers: ['/spec/template'] }]],
  ['another Job', [{ ...JOBS, name: 'keruta-job-b', jsonPointers: ['/spec/template'] }]],
  ['another namespace', [{ ...JOBS, namespace: 'elsewhere', jsonPointers: ['/spec/template'] }]],
  ['a jq path of more than names', [{ ...JOBS, jqPathExpressions: ['.spec.template | select(.spec.x)'] }]],
  ['a jq path after another', [{ ...JOBS, jqPathExpressions: ['.metadata?, .spec.template'] }]],
  ['a jq path with an index', [{ ...JOBS, jqPathExpressions: ['.spec.template[]'] }]],
])('an Application that ignores %s does not', (_, entries) => {
  expect(codes([changed([ignoring(...entries)])])).toEqual(['job-template']);
});

test('an Application that ignores it only when it compares is refused, with the option that is missing', () => {
  const plan = changed([application({ syncPolicy: { syncOptions: ['CreateNamespace=true'] } })]);
  expect(codes([plan])).toEqual(['job-template']);
  expect(plan.refusals[0]?.fix).toContain(
    'add RespectIgnoreDifferences=true to the sync options of Application keruta-tasks',
  );
});

test('of several Applications that apply it each has to ignore it', () => {
  expect(changed([argoCd(), argoCd()]).actions).toEqual(['keep-job']);
  expect(codes([changed([argoCd(), ignoring()])])).toEqual(['job-template']);
});

test.each([
  ['another folder', { source: { path: 'other' } }],
  ['a folder above, without recursion', { source: { path: '.' } }],
  ['a folder below', { source: { path: 'dist/a' } }],
  ['a folder of a like name', { source: { path: 'dis' } }],
])('an Application of %s says nothing of it', (_, spec) => {
  expect(codes([changed([application(spec)])])).toEqual(['job-template']);
});

test.each([
  ['the folder, written differently', { source: { path: './dist/' } }],
  ['one of several sources', { source: undefined, sources: [{ path: 'other' }, { path: 'dist' }] }],
  ['a folder above, with recursion', { source: { path: '.', directory: { recurse: true } } }],
])('an Application of %s does', (_, spec) => {
  expect(changed([application(spec)]).actions).toEqual(['keep-job']);
});

test('other objects next to the Applications are left alone', () => {
  const others = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } },
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name: 'x' } },
    { apiVersion: 'other/v1', kind: 'Application', metadata: { name: 'x' } },
  ];
  expect(others.flatMap((one) => applications(JSON.stringify(one)))).toEqual([]);
});

describe('an ApplicationSet', () => {
  const where = (text: string, output = 'dist') => {
    const [task] = [...tasksOf(read(synth({ layout: 'families', tasks: [A] }))).values()];
    return task && appliedBy(task, { appliers: applications(text), engines: [], output });
  };

  test('applies every folder that its generator finds, and ignores as its template says', () => {
    const before = { layout: 'families', tasks: [A] };
    const after = { layout: 'families', tasks: [{ ...A, image: 'x:2' }] };
    const plan = plannedOne(before, after, { appliers: applications(argoCd('families')) });
    expect(plan).toMatchObject({ actions: ['keep-job'] });
    expect(where(argoCd('families'))?.namespace).toBe('agents');
  });

  test('finds nothing in another folder, nor deeper', () => {
    expect(where(argoCd('families'), 'other')?.appliers).toEqual([]);
    expect(where(argoCd('families'), 'dist/deeper')?.appliers).toEqual([]);
  });

  test('finds the output folder of a folder of the repository', () => {
    expect(where(argoCd('families', 'team/dist'), 'team/dist')?.appliers).toHaveLength(1);
  });

  test('does not apply what its generator leaves out', () => {
    const set = (...directories: object[]) =>
      JSON.stringify({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        metadata: { name: 'set' },
        spec: { generators: [{ git: { directories } }], template: { spec: { source: { path: '{{.path.path}}' } } } },
      });
    const [all, not] = [{ path: 'dist/*' }, { path: 'dist/a', exclude: true }];
    expect(where(set(all))?.appliers).toHaveLength(1);
    expect(where(set(all, not))?.appliers).toEqual([]);
  });
});

describe('a folder that loses its last manifest', () => {
  const families = (tasks: readonly object[]) => synth({ layout: 'families', tasks });
  const goes = (texts: readonly string[], tasks: readonly object[] = []) =>
    planned(families([A, { taskId: 'b' }]), families([{ taskId: 'b' }, ...tasks]), {
      appliers: texts.flatMap(applications),
    });

  test('leaves its Jobs in the cluster, where the ApplicationSet does so', () => {
    expect(goes([argoCd('families')])).toMatchObject([
      {
        actions: ['leave-job'],
        what: [
          'Job keruta-job-a stays in the cluster, on claim git-repo-pvc-a, and a running agent runs on: ' +
            'keruta-tasks prunes no folder that has lost its last manifest',
        ],
      },
    ]);
  });

  test('takes its Jobs along, where the ApplicationSet does not say so, or where no Application is known', () => {
    const deleting = argoCd('families').replace(
      'preserveResourcesOnDeletion: true',
      'preserveResourcesOnDeletion: false',
    );
    expect(goes([deleting])).toMatchObject([{ actions: ['remove-job'] }]);
    expect(goes([])).toMatchObject([{ actions: ['remove-job'] }]);
  });

  test('is another matter than a task that is done, whose claim stays in its folder', () => {
    expect(goes([argoCd('families')], [{ ...A, done: true }])).toMatchObject([{ actions: ['remove-job'] }]);
  });

  test('leaves them under one Application too, unless it is allowed to be empty', () => {
    const last = (text: string) => planned(synth([A]), synth([]), { appliers: applications(text) });
    expect(last(argoCd())).toMatchObject([{ actions: ['leave-job'] }]);
    expect(last(argoCd().replace('allowEmpty: false', 'allowEmpty: true'))).toMatchObject([
      { actions: ['remove-job'] },
    ]);
  });

  test('takes them along under an Application that a person syncs: nothing keeps that one from pruning everything', () => {
    const byHand = application({ source: { path: 'dist' }, syncPolicy: { syncOptions: ['Prune=true'] } });
    expect(planned(synth([A]), synth([]), { appliers: applications(byHand) })).toMatchObject([
      { actions: ['remove-job'] },
    ]);
  });
});
