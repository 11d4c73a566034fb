import { ApiObject, Testing } from 'cdk8s';
import { type ArgoCdSettings, TasksApplication, TasksApplicationSet, type TasksApplicationSetProps } from '../../lib';
import { runExample } from '../example';
import { emptyChart } from '../support';

const SETTINGS: ArgoCdSettings = { repoURL: 'https://git.example.com/tasks.git', destination: { namespace: 'keruta' } };

/** Every setting, each other than its default. */
const ALL: Required<ArgoCdSettings> = {
  name: 'team-tasks',
  namespace: 'gitops',
  project: 'agents',
  repoURL: 'ssh://git@git.example.com/team/tasks.git',
  path: 'deploy/tasks',
  targetRevision: 'v1.10',
  destination: { name: 'prod', namespace: 'agents' },
};

function application(settings: ArgoCdSettings = SETTINGS) {
  const chart = emptyChart();
  new TasksApplication(chart, 'application', settings);
  return Testing.synth(chart)[0];
}

function applicationSet(layout: TasksApplicationSetProps['layout'], settings: ArgoCdSettings = SETTINGS) {
  const chart = emptyChart();
  new TasksApplicationSet(chart, 'applications', { ...settings, layout });
  return Testing.synth(chart)[0];
}

/** The spec of the Applications of each layout. */
const specs = [
  ['flat', () => application().spec],
  ['shards', () => applicationSet({ shards: 4 }).spec.template.spec],
  ['families', () => applicationSet('families').spec.template.spec],
] as const;

describe.each(specs)('an Application of the layout %s', (layout, spec) => {
  const { syncPolicy, ...rest } = spec();

  test('syncs by itself: a task that leaves Git takes its Job along, what is changed in the cluster is mended', () => {
    expect(syncPolicy.automated).toMatchObject({ prune: true, selfHeal: true });
  });

  test('does not prune a folder that has lost all its manifests: it is probably an accident', () => {
    expect(syncPolicy.automated.allowEmpty).toBe(false);
  });

  test('neither fails because the template or the queue of a Job differs, nor touches the Job', () => {
    expect(rest.ignoreDifferences).toEqual([
      {
        group: 'batch',
        kind: 'Job',
        jsonPointers: [
          '/spec/template',
          '/spec/podFailurePolicy',
          '/metadata/labels/kueue.x-k8s.io~1queue-name',
          '/metadata/labels/kueue.x-k8s.io~1priority-class',
        ],
      },
    ]);
    expect(syncPolicy.syncOptions).toContain('RespectIgnoreDifferences=true');
  });

  test('makes the namespace', () => {
    expect(syncPolicy.syncOptions).toContain('CreateNamespace=true');
  });

  test('tries a failed sync again, so often and no more, each time with the newest commit', () => {
    expect(syncPolicy.retry).toEqual({
      limit: 5,
      refresh: true,
      backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
    });
  });

  test(`${layout === 'families' ? 'never skips what is in sync, which would start a failed parent’s child' : 'skips what is in sync'}`, () => {
    expect(syncPolicy.syncOptions.includes('ApplyOutOfSyncOnly=true')).toBe(layout !== 'families');
  });

  test('has no other sync option: Force and Replace would run agents again', () => {
    expect(syncPolicy.syncOptions).toHaveLength(layout === 'families' ? 2 : 3);
  });
});

describe('an Application', () => {
  test('has every setting', () => {
    expect(application(ALL)).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'team-tasks', namespace: 'gitops' },
      spec: {
        project: 'agents',
        source: { repoURL: ALL.repoURL, path: 'deploy/tasks', targetRevision: 'v1.10' },
        destination: { name: 'prod', namespace: 'agents' },
      },
    });
  });

  test('has the defaults where nothing is said', () => {
    expect(application()).toMatchObject({
      metadata: { name: 'keruta-tasks', namespace: 'argocd' },
      spec: {
        project: 'default',
        source: { path: 'dist', targetRevision: 'HEAD' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'keruta' },
      },
    });
  });

  test('names its cluster once', () => {
    expect(application(ALL).spec.destination).not.toHaveProperty('server');
    const server = 'https://10.0.0.1:6443';
    expect(application({ ...SETTINGS, destination: { server, namespace: 'a' } }).spec.destination).toEqual({
      server,
      namespace: 'a',
    });
  });

  test('has no finalizer: who deletes it leaves Jobs and claims as they are', () => {
    expect(application().metadata).not.toHaveProperty('finalizers');
  });

  test('can be reached with ApiObject.of', () => {
    const made = new TasksApplication(emptyChart(), 'application', SETTINGS);
    expect(ApiObject.of(made).kind).toBe('Application');
  });
});

describe('an ApplicationSet', () => {
  test('makes an Application of each folder, under the name of both', () => {
    const { spec } = applicationSet('families', ALL);
    expect(spec.generators).toEqual([
      { git: { repoURL: ALL.repoURL, revision: 'v1.10', directories: [{ path: 'deploy/tasks/*' }] } },
    ]);
    expect(spec.template.metadata).toEqual({ name: 'team-tasks-{{.path.basename}}' });
    expect(spec.template.spec.source).toEqual({
      repoURL: ALL.repoURL,
      path: '{{.path.path}}',
      targetRevision: 'v1.10',
    });
    expect(spec).toMatchObject({ goTemplate: true, goTemplateOptions: ['missingkey=error'] });
  });

  test('has every setting', () => {
    expect(applicationSet({ shards: 2 }, ALL)).toMatchObject({
      metadata: { name: 'team-tasks', namespace: 'gitops' },
      spec: { template: { spec: { project: 'agents', destination: { name: 'prod', namespace: 'agents' } } } },
    });
  });

  test('ends no agent when it or a folder goes, so that none runs again when it comes back', () => {
    expect(applicationSet('families').spec.syncPolicy).toEqual({ preserveResourcesOnDeletion: true });
  });

  test('can be reached with ApiObject.of', () => {
    const made = new TasksApplicationSet(emptyChart(), 'applications', { ...SETTINGS, layout: 'families' });
    expect(ApiObject.of(made).kind).toBe('ApplicationSet');
  });
});

describe('wrong props', () => {
  const make = (props: object) => () => new TasksApplication(emptyChart(), 'application', props as ArgoCdSettings);

  test('are all shown, with the construct’s path', () => {
    const wrong = {
      ...SETTINGS,
      name: 'A B',
      path: '/dist',
      destination: { namespace: 'keruta', server: 'x', name: 'y' },
    };
    expect(make(wrong)).toThrow(
      [
        `[mine/application] name is not a DNS label (got "A B"); allowed: at most 63 lower-case letters, digits and '-', beginning and ending with a letter or a digit; did you mean a-b?`,
        '[mine/application] path is not a folder of the repository (got "/dist"); allowed: a folder below the top of the repository, without / at its ends: dist, team/dist; did you mean dist?',
        '[mine/application] destination.server is not the address of an API server (got "x"); allowed: https://HOST:PORT',
        '[mine/application] destination.name names the cluster that server names too (got "y"); allowed: server or name; remove one of the two',
      ].join('\n'),
    );
  });

  test('an ApplicationSet of the flat layout is refused: it has no folders', () => {
    expect(() => applicationSet('flat' as 'families')).toThrow(
      '[mine/applications] layout is not one of the allowed values (got "flat"); allowed: families or { shards: N }',
    );
  });

  test('more shards than there may be are refused', () => {
    expect(() => applicationSet({ shards: 1001 })).toThrow(
      '[mine/applications] layout.shards is more than 1000 (got 1001); allowed: an integer from 1 to 1000',
    );
  });
});

test('examples/argocd.ts writes an Application and an ApplicationSet', () => {
  expect(runExample('argocd')).toMatchSnapshot();
});
