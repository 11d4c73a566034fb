import { ApiObject, Testing } from 'cdk8s';
import { load } from 'js-yaml';
import { type FluxSettings, TasksGitRepository, TasksKustomization, type TasksKustomizationProps } from '../../lib';
import { emptyChart } from '../support';

const SETTINGS: FluxSettings = { url: 'https://git.example.com/tasks.git', targetNamespace: 'keruta' };

/** Every setting, each other than its default. */
const ALL: Required<FluxSettings> = {
  name: 'team-tasks',
  namespace: 'gitops',
  url: 'ssh://git@git.example.com/team/tasks.git',
  secretRef: { name: 'deploy-key' },
  path: 'deploy/tasks',
  branch: 'live',
  targetNamespace: 'agents',
};

function repository(settings: FluxSettings = SETTINGS) {
  const chart = emptyChart();
  new TasksGitRepository(chart, 'repository', settings);
  return Testing.synth(chart)[0];
}

function kustomization(props: TasksKustomizationProps = SETTINGS) {
  const chart = emptyChart();
  new TasksKustomization(chart, 'kustomization', props);
  return Testing.synth(chart)[0];
}

describe('a GitRepository', () => {
  test('has every setting', () => {
    expect(repository(ALL)).toMatchObject({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'team-tasks', namespace: 'gitops' },
      spec: { url: ALL.url, ref: { branch: 'live' }, secretRef: { name: 'deploy-key' } },
    });
  });

  test('has the defaults where nothing is said', () => {
    expect(repository()).toMatchObject({
      metadata: { name: 'keruta-tasks', namespace: 'flux-system' },
      spec: { url: SETTINGS.url, ref: { branch: 'main' } },
    });
    expect(repository().spec).not.toHaveProperty('secretRef');
  });
});

describe('a Kustomization', () => {
  test('has every setting', () => {
    expect(kustomization(ALL)).toMatchObject({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'team-tasks', namespace: 'gitops' },
      spec: {
        path: './deploy/tasks',
        sourceRef: { kind: 'GitRepository', name: 'team-tasks' },
        targetNamespace: 'agents',
      },
    });
  });

  test('has the defaults where nothing is said', () => {
    expect(kustomization()).toMatchObject({
      metadata: { name: 'keruta-tasks', namespace: 'flux-system' },
      spec: { path: './dist', sourceRef: { kind: 'GitRepository', name: 'keruta-tasks' } },
    });
  });

  test('of a shard has the name and the path of its folder, and the GitRepository of all', () => {
    expect(kustomization({ ...ALL, shard: 'shard-1-of-2' })).toMatchObject({
      metadata: { name: 'team-tasks-shard-1-of-2' },
      spec: { path: './deploy/tasks/shard-1-of-2', sourceRef: { name: 'team-tasks' } },
    });
  });

  test('leaves Jobs that are there as they are: a changed default would fail all of it', () => {
    const [{ target, patch }] = kustomization().spec.patches;
    expect(target).toEqual({ group: 'batch', kind: 'Job' });
    expect(load(patch)).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'any', annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' } },
    });
  });

  test('takes the Job of a task that leaves Git along, and leaves all Jobs when it is deleted', () => {
    expect(kustomization().spec).toMatchObject({ prune: true, deletionPolicy: 'Orphan' });
  });

  test('tries again a minute after it has failed', () => {
    expect(kustomization().spec).toMatchObject({ interval: '10m', retryInterval: '1m' });
  });

  test.each(['force', 'wait', 'suspend', 'healthChecks', 'dependsOn'])(
    'has no %s: an agent would run again, or hold up the next commit',
    (field) => {
      expect(kustomization(ALL).spec).not.toHaveProperty(field);
    },
  );
});

test('both can be reached with ApiObject.of', () => {
  const chart = emptyChart();
  expect(ApiObject.of(new TasksGitRepository(chart, 'repository', SETTINGS)).kind).toBe('GitRepository');
  expect(ApiObject.of(new TasksKustomization(chart, 'kustomization', SETTINGS)).kind).toBe('Kustomization');
});

test.each([
  ['TasksGitRepository', TasksGitRepository],
  ['TasksKustomization', TasksKustomization],
])('wrong props of %s are all shown, with the construct’s path', (_, Construct) => {
  const wrong = { url: 'here', name: 'A', targetNamespace: 'B' };
  expect(() => new Construct(emptyChart(), 'flux', wrong)).toThrow(
    /\[mine\/flux\] name is .*\n\[mine\/flux\] url is .*\n\[mine\/flux\] targetNamespace is /,
  );
});
