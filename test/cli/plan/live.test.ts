import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LiveCluster, parseLive } from '../../../lib/cli/live';
import { lookup } from '../../../lib/cli/live/lookup';
import { quotasOf, quotaText } from '../../../lib/cli/plan/live/quota';
import { appliedTasks } from '../../../lib/cli/plan/plan-tasks';
import type { TaskPlan } from '../../../lib/cli/plan/task-plan';
import { inFolder, run } from '../run';
import { planned, read, synth } from './repository';

const FILE = join(__dirname, '..', '..', 'fixtures', 'plan', 'live.json');

/**
 * Recorded from Kubernetes 1.37: `expanded` was expanded to 5Gi outside Git, `fixed-class` is of a class that cannot expand,
 * `unbound` waits for a pod, the agent of `running` runs, `ended` has succeeded.
 */
const cluster: LiveCluster = parseLive(readFileSync(FILE), 'live.json', {
  takenAt: Date.parse('2026-11-27T03:51:00Z'),
});

const DEFAULTS = {
  namespace: 'plan',
  pvcStorageClass: 'grows',
  resources: { requests: { cpu: '500m', memory: '256Mi' } },
};

type Settings = Readonly<Record<string, unknown>>;

const filesOf = (...tasks: readonly Settings[]) => synth({ defaults: DEFAULTS, tasks });

function plan(before: readonly Settings[], after: readonly Settings[], removed: readonly string[] = []): TaskPlan[] {
  const live = { lookup: lookup(cluster), removed: new Set(removed) };
  return planned(filesOf(...before), filesOf(...after), { live });
}

function onePlan(before: Settings, after: Settings): TaskPlan {
  const [only, ...others] = plan([before], [after]);
  expect(others).toEqual([]);
  return only as TaskPlan;
}

describe('a claim', () => {
  test('that was expanded outside Git is refused, even if nothing of its task changes', () => {
    const task = { taskId: 'expanded', pvcStorageSize: '2Gi' };
    expect(onePlan(task, task)).toMatchObject({
      actions: [],
      refusals: [
        {
          code: 'claim-larger',
          reason:
            'claim git-repo-pvc-expanded asks for 5Gi in the cluster, and for 2Gi in the manifests: the API server refuses ' +
            'to shrink the claim',
          fix: 'set pvcStorageSize: 5Gi',
        },
      ],
    });
  });

  test('that gets the size it has in the cluster grows, and no other task is touched', () => {
    const small = { taskId: 'expanded', pvcStorageSize: '1Gi' };
    const tasks = [{ taskId: 'ended' }, { taskId: 'failed' }];
    expect(plan([small, ...tasks], [{ ...small, pvcStorageSize: '5Gi' }, ...tasks])).toMatchObject([
      { taskId: 'expanded', actions: ['grow-claim'], refusals: [] },
    ]);
  });

  test('that shrinks in the files too is refused once', () => {
    const { refusals } = onePlan(
      { taskId: 'expanded', pvcStorageSize: '2Gi' },
      { taskId: 'expanded', pvcStorageSize: '1Gi' },
    );
    expect(refusals.map(({ code }) => code)).toEqual(['claim-shrinks']);
  });

  test('of a class without allowVolumeExpansion cannot grow', () => {
    const task = { taskId: 'fixed-class', pvcStorageClass: 'standard' };
    const { refusals } = onePlan(task, { ...task, pvcStorageSize: '2Gi' });
    expect(refusals).toMatchObject([
      { code: 'claim-cannot-grow', reason: expect.stringContaining('class standard has no') },
    ]);
  });

  test('that is not bound cannot grow', () => {
    const task = { taskId: 'unbound', pvcStorageClass: 'wffc' };
    const { refusals } = onePlan(task, { ...task, pvcStorageSize: '2Gi' });
    expect(refusals).toMatchObject([{ code: 'claim-cannot-grow', reason: expect.stringContaining('is Pending') }]);
  });

  test('that can grow is said to be bound', () => {
    const { what, refusals } = onePlan({ taskId: 'ended' }, { taskId: 'ended', pvcStorageSize: '2Gi' });
    expect(refusals).toEqual([]);
    expect(what).toContain('claim git-repo-pvc-ended is bound with 1Gi, and its class grows lets claims grow');
  });

  test('has another class in the cluster', () => {
    const task = { taskId: 'ended', pvcStorageClass: 'standard' };
    expect(onePlan(task, task).refusals).toMatchObject([{ code: 'claim-class', fix: 'set pvcStorageClass: grows' }]);
  });
});

describe('an agent that runs', () => {
  test.each([{ run: 2 }, { jobName: 'other' }])('keeps its task from running again with %j', (again) => {
    const { refusals } = onePlan({ taskId: 'running' }, { taskId: 'running', ...again });
    expect(refusals).toMatchObject([
      { code: 'agent-runs', fix: expect.stringContaining('kubectl delete -n plan job keruta-job-running') },
    ]);
  });

  test('is ended when its task is done, which the plan says', () => {
    const { what } = onePlan({ taskId: 'running' }, { taskId: 'running', done: true });
    expect(what.join()).toMatch(/ends the agent of Job keruta-job-running, which runs since \d+m/);
  });

  test('of another task is no obstacle', () => {
    expect(onePlan({ taskId: 'ended' }, { taskId: 'ended', run: 2 })).toMatchObject({
      actions: ['run-again'],
      refusals: [],
    });
  });
});

/** A cluster with these objects alone. */
const clusterOf = (...items: readonly object[]) =>
  parseLive(Buffer.from(JSON.stringify({ apiVersion: 'v1', kind: 'List', items })), 'live.json', { takenAt: 0 });

describe('the agent of an earlier run', () => {
  const running = (namespace: string) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'keruta-job-a', namespace, labels: { 'task-id': 'a' } },
    status: { active: 1 },
  });
  const again = (jobNamespace: string, namespace?: string) => {
    const live = { lookup: lookup(clusterOf(running(jobNamespace))), removed: new Set<string>() };
    const task = { taskId: 'a', ...(namespace === undefined ? {} : { namespace }) };
    return planned(synth([task]), synth([{ ...task, run: 2 }]), { live })[0]?.refusals;
  };

  test('counts in the namespace of the task, and in each if that is not known', () => {
    expect(again('agents', 'agents')).toMatchObject([
      {
        code: 'agent-runs',
        reason:
          'the agent of Job keruta-job-a still runs: with Job keruta-job-a-2, two agents would work in one working tree',
      },
    ]);
    expect(again('other', 'agents')).toEqual([]);
    expect(again('other')).toMatchObject([{ code: 'agent-runs' }]);
  });
});

test('a claim that asks for more than its volume has may ask for less again, which only a task that changes hears', () => {
  const live = clusterOf({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'git-repo-pvc-a', namespace: 'agents' },
    spec: { resources: { requests: { storage: '5Gi' } } },
    status: { phase: 'Bound', capacity: { storage: '1Gi' } },
  });
  const facts = { live: { lookup: lookup(live), removed: new Set<string>() } };
  const tasks = (more: object) => synth([{ taskId: 'a', namespace: 'agents', pvcStorageSize: '2Gi', ...more }]);
  expect(planned(tasks({}), tasks({}), facts)).toEqual([]);
  expect(planned(tasks({}), tasks({ done: true }), facts)).toMatchObject([
    { what: expect.arrayContaining(['claim git-repo-pvc-a asks for 5Gi in the cluster, and is asked for 2Gi again']) },
  ]);
});

describe('a new task whose Job is in the cluster already', () => {
  const said = (status: object) => {
    const metadata = { name: 'keruta-job-a', namespace: 'agents', labels: { 'task-id': 'a' } };
    const live = clusterOf({ apiVersion: 'batch/v1', kind: 'Job', metadata, status });
    const facts = { live: { lookup: lookup(live), removed: new Set<string>() } };
    return planned(synth([]), synth([{ taskId: 'a', namespace: 'agents' }]), facts)[0]?.what.join();
  };
  const ended = (type: string) => ({ conditions: [{ type, status: 'True' }] });

  test.each([
    ['it has succeeded', ended('Complete')],
    ['it has failed', ended('Failed')],
    ['its agent runs', { active: 1 }],
    ['its agent has not started', {}],
  ])('hears that %s', (state, status) => {
    expect(said(status)).toContain(`Job keruta-job-a is in the cluster already: ${state}, and no other agent starts`);
  });
});

describe('a new task', () => {
  test('whose Job is in the cluster already starts no agent', () => {
    const [{ what } = { what: [] }] = plan([], [{ taskId: 'ended' }]);
    expect(what).toContain(
      'Job keruta-job-ended is in the cluster already: it has succeeded, and no other agent starts',
    );
  });

  test('whose manifest was once committed has run before', () => {
    const [{ what } = { what: [] }] = plan([], [{ taskId: 'back' }], ['back']);
    expect(what.join()).toContain('has run before');
    const [{ what: first } = { what: [] }] = plan([], [{ taskId: 'back' }]);
    expect(first.join()).not.toContain('has run before');
  });
});

test('a quota is compared with the Jobs and claims that the cluster does not have yet', () => {
  const tasks = [{ taskId: 'ended' }, ...['n1', 'n2', 'n3', 'n4'].map((taskId) => ({ taskId, pvcStorageSize: '2Gi' }))];
  const applied = appliedTasks(read(filesOf(...tasks)), { appliers: [], engines: [], output: 'dist' });
  const found = quotasOf(plan([], tasks), applied, lookup(cluster));
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ resource: 'count/jobs.batch', used: '5', hard: '6', added: '4', exceeds: true }),
      expect.objectContaining({ resource: 'requests.storage', used: '10Gi', added: '8Gi', exceeds: false }),
      expect.objectContaining({ resource: 'requests.cpu', used: '500m', added: '2', exceeds: true }),
    ]),
  );
  expect(quotaText(found)).toContain(
    'plan/agents  count/jobs.batch: 5 of 6 used, the push adds 4: exceeds the quota\n',
  );
});

describe('a quota', () => {
  const hard = {
    cpu: '1',
    memory: '1Gi',
    'requests.cpu': '4',
    'count/pods': '3',
    pods: '3',
    'count/persistentvolumeclaims': '1',
    persistentvolumeclaims: '2',
    'count/jobs.batch': '2',
    'requests.storage': '3Gi',
    services: '1',
  };
  const quota = (namespace: string) => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'limits', namespace },
    status: { hard, used: { pods: '1' } },
  });
  const rows = (namespace: string, before: readonly Settings[], after: readonly Settings[]) => {
    const live = lookup(clusterOf(quota(namespace)));
    const plans = planned(filesOf(...before), filesOf(...after));
    const applied = appliedTasks(read(filesOf(...after)), { appliers: [], engines: [], output: 'dist' });
    return quotasOf(plans, applied, live).map(
      ({ resource, used, hard, added, exceeds }) => `${resource} ${used}/${hard} +${added}${exceeds ? ' exceeds' : ''}`,
    );
  };

  test('counts each resource by each of its names, and may be used up', () => {
    expect(rows('plan', [], [{ taskId: 'n1' }, { taskId: 'n2', pvcStorageSize: '2Gi' }])).toEqual([
      'cpu 0/1 +1',
      'memory 0/1Gi +512Mi',
      'requests.cpu 0/4 +1',
      'count/pods 0/3 +2',
      'pods 1/3 +2',
      'count/persistentvolumeclaims 0/1 +2 exceeds',
      'persistentvolumeclaims 0/2 +2',
      'count/jobs.batch 0/2 +2',
      'requests.storage 0/3Gi +3Gi',
    ]);
  });

  test('of another namespace counts nothing, nor does a task that does not change or makes nothing new', () => {
    expect(rows('other', [], [{ taskId: 'n1' }])).toEqual([]);
    expect(rows('plan', [{ taskId: 'n1' }], [{ taskId: 'n1' }])).toEqual([]);
    expect(rows('plan', [{ taskId: 'n1' }], [])).toEqual([]);
  });
});

test('plan --live FILE reads the cluster from a file, and ends with 1 where it refuses', async () => {
  inFolder({ 'cdk8s.yaml': 'app: cp app/. "$CDK8S_OUTDIR" -R\n' });
  const text = [...filesOf({ taskId: 'expanded' }).values()].join('');
  execFileSync('mkdir', ['app', 'dist']);
  for (const folder of ['app', 'dist']) {
    writeFileSync(join(folder, 'expanded.k8s.yaml'), text);
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args]);
  git('init', '--quiet', '--template=');
  git('add', 'dist');
  git('commit', '-qm', 'one');
  copyFileSync(FILE, 'live.json');
  expect((await run(['plan', '--against', 'HEAD'])).code).toBe(0);
  const { code, stdout } = await run(['plan', '--against', 'HEAD', '--live', 'live.json']);
  expect(code).toBe(1);
  expect(stdout).toContain('[claim-larger]');
});
