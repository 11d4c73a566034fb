import { parseLive } from '../../../lib/cli/live';
import { STATES } from '../../../lib/cli/status/states';
import { statusesOf } from '../../../lib/cli/status/statuses';
import { clusterOf, FIXTURES, fixture, statusesIn, statusIn, tasksOf } from './fixtures';

/** The objects were recorded on a real cluster: test/e2e/status.test.ts, node/status.ts and kueue/status.test.ts made each state happen. */
describe('the objects of a real cluster show the state of the task:', () => {
  test.each(FIXTURES)('%s', (name) => {
    const { state, why = '' } = fixture(name).recorded;
    const found = statusIn(name);
    expect(found.state).toBe(state);
    expect(found.why).toContain(why);
    expect(found.needsPerson).toBe(STATES[found.state].needsPerson);
  });
});

test('a task that has lost its place in a queue waits since then, with the reason of Kueue', () => {
  const { since, why } = statusIn('queue-preempted');
  const { workloads } = clusterOf(fixture('queue-preempted'));
  expect(since).toBe(workloads[0]?.conditions.find(({ type }) => type === 'Evicted')?.since);
  expect(why).toMatch(/^Kueue took its place \(Preempted\); queue keruta: “couldn't assign flavors/);
  expect(statusIn('queue').why).toMatch(/^queue keruta: “/);
});

test('an empty cluster has applied nothing', () => {
  const empty = parseLive(Buffer.from('{"items":[]}'), 'empty', { takenAt: 0 });
  const { tasks } = statusesOf(tasksOf(fixture('running')), empty, {});
  expect(tasks).toMatchObject([{ state: 'not-applied', needsPerson: true, namespace: undefined }]);
});

test('the time since when a task is in its state is that of the cluster', () => {
  expect(statusIn('running').since).toBe(clusterOf(fixture('running')).pods[0]?.containers[0]?.started);
  expect(statusIn('succeeded').since).toBe(clusterOf(fixture('succeeded')).jobs[0]?.completed);
});

test('a Job whose template is that of Git differs in no field, whatever Kubernetes fills in', () => {
  const own = FIXTURES.filter((name) => !name.endsWith('-other-template'));
  expect(own.map((name) => [name, statusIn(name).differs])).toEqual(own.map((name) => [name, []]));
});

test('a Job of another template than that of Git is said to be one, with the fields', () => {
  expect(statusIn('running-other-template').differs).toEqual(['spec.template.spec.containers[main].image']);
});

describe('the next step is a command with the namespace and the name:', () => {
  test.each([
    ['failed-exit', /^kubectl -n agents logs keruta-job-failed-exit-\w+ --all-containers$/],
    ['failed-deadline', /^kubectl -n agents describe job keruta-job-failed-deadline$/],
    ['no-pod', /^kubectl -n agents describe job keruta-job-no-pod$/],
    ['node', /^kubectl -n agents describe pod keruta-job-node-\w+$/],
    ['claim-failed', /^kubectl -n agents describe pvc git-repo-pvc-claim-failed$/],
    ['claim-no-class', /^kubectl get storageclasses$/],
    ['not-in-git', /^kubectl -n agents delete job keruta-job-not-in-git$/],
    ['running', /^kubectl -n agents logs --follow job\/keruta-job-running$/],
    ['older-run', /^kubectl -n agents apply --server-side --recursive -f dist\/$/],
  ])('%s', (name, next) => {
    expect(statusIn(name).next).toMatch(next);
  });

  test('and reaches the same cluster', () => {
    const found = fixture('running');
    const [running] = statusesOf(tasksOf(found), clusterOf(found), { context: 'my cluster' }).tasks;
    expect(running?.next).toMatch(/^kubectl --context 'my cluster' -n agents logs /);
  });
});

test.each([
  ['argocd', 'kubectl -n argocd get applications'],
  ['flux', 'kubectl -n flux-system get gitrepositories,kustomizations'],
] as const)('where %s applies the manifests, its objects show why a task is not applied', (appliedBy, next) => {
  const found = fixture('not-applied');
  const [task] = statusesOf({ ...tasksOf(found), appliedBy }, clusterOf(found), {}).tasks;
  expect(task).toMatchObject({ state: 'not-applied', next });
});

test('tasks without a namespace are looked for in one namespace: the one that has them', () => {
  expect(statusIn('running').namespace).toBe('agents');
  const found = fixture('running');
  const twice = JSON.parse(
    JSON.stringify([
      ...found.items,
      ...(JSON.parse(JSON.stringify(found.items).replaceAll('"agents"', '"other"')) as object[]),
    ]),
  ) as object[];
  const cluster = clusterOf({ items: twice });
  expect(() => statusesOf(tasksOf(found), cluster, {})).toThrow(/agents, other; choose one with --namespace NAME$/);
  expect(statusesOf(tasksOf(found), cluster, { namespace: 'other' }).tasks[0]?.namespace).toBe('other');
});

test('a Job of keruta that no task of this repository made is counted, and not listed', () => {
  const found = fixture('running');
  const app = { ...tasksOf(found), tasks: [], removed: new Set<string>() };
  expect(statusesOf(app, clusterOf(found), {})).toMatchObject({ tasks: [], unknownJobs: 1 });
});

test('two runs of a task at once need a person', () => {
  const found = fixture('running');
  const second = found.items.map((item) => {
    const text = JSON.stringify(item).replaceAll('keruta-job-running', 'keruta-job-running-2');
    return JSON.parse(text) as object;
  });
  const [running] = statusesOf(tasksOf(found), clusterOf({ items: [...found.items, ...second] }), {}).tasks;
  expect(running).toMatchObject({ state: 'running', needsPerson: true });
  expect(running?.why).toContain('Job keruta-job-running-2 of another run has not ended');
});

test('the tasks are those of the app, then those that have left', () => {
  expect(statusesIn('not-in-git').tasks.map(({ state }) => state)).toEqual(['not-in-git']);
});
