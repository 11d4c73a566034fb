import {
  backoffLimitOf,
  claimNameOf,
  claimSpecOf,
  folderIn,
  isClaim,
  isJob,
  type ManifestObject,
  mountedFolderOf,
  parse,
  podSpecOf,
  readManifests,
  type TaskObjects,
  tasksOf,
} from '../../lib/manifests/parse';

const object = (kind: string, name: string, labels: object = {}, spec?: unknown): ManifestObject =>
  ({
    apiVersion: kind === 'Job' ? 'batch/v1' : 'v1',
    kind,
    metadata: { name, labels },
    spec,
  }) as unknown as ManifestObject;

/** A Job with these fields in the spec of its pods. */
const job = (taskId: string, podSpec: object = {}, labels: object = {}) =>
  object('Job', `keruta-job-${taskId}`, { 'task-id': taskId, ...labels }, { template: { spec: podSpec } });

const claim = (taskId: string, spec: unknown = {}) =>
  object('PersistentVolumeClaim', `git-repo-pvc-${taskId}`, { 'task-id': taskId }, spec);

const volumes = (...claims: readonly string[]) =>
  claims.map((claimName, index) => ({ name: `volume-${index}`, persistentVolumeClaim: { claimName } }));

const tasks = (files: Readonly<Record<string, readonly ManifestObject[]>>) => tasksOf(new Map(Object.entries(files)));

/** The only task of a file with these objects. */
const taskWith = (...objects: readonly ManifestObject[]) => tasks({ 'a.k8s.yaml': objects }).get('a') as TaskObjects;

describe('a text of a manifest', () => {
  test('has the objects with an apiVersion, a kind and a name; other documents are left out', () => {
    const others = [
      '{}',
      'null',
      'text',
      '[]',
      '{apiVersion: v1, kind: Secret}',
      '{apiVersion: v1, kind: Secret, metadata: {name: 1}}',
      '{apiVersion: 1, kind: Secret, metadata: {name: a}}',
      '{apiVersion: v1, kind: null, metadata: {name: a}}',
      '{apiVersion: v1, kind: Secret, metadata: {name: a, labels: [b]}}',
      '{apiVersion: v1, kind: Secret, metadata: {name: a, annotations: b}}',
    ];
    const right = [
      '{apiVersion: v1, kind: Secret, metadata: {name: right}}',
      '{apiVersion: v1, kind: Secret, metadata: {name: right, labels: null, annotations: null}}',
      '{apiVersion: v1, kind: Secret, metadata: {name: right, labels: {b: c}, annotations: {d: e}}}',
    ];
    expect(parse([...others, ...right].join('\n---\n'), 'x').map(({ metadata }) => metadata.name)).toEqual([
      'right',
      'right',
      'right',
    ]);
  });

  test('that is not YAML is refused by its name, with the first line of the reason', () => {
    expect(() => parse('a: [', 'dist/a.k8s.yaml')).toThrow(/^dist\/a\.k8s\.yaml is not YAML: [^\n]+$/);
  });
});

describe('the files of an output folder', () => {
  const texts = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));
  const SECRET = '{apiVersion: v1, kind: Secret, metadata: {name: a}}';

  test('are read if they have the extension of manifests', () => {
    const { manifests } = readManifests(texts({ 'a.k8s.yaml': SECRET, 'README.md': '- [', 'b.yaml': '- [' }), 'in Git');
    expect([...manifests.keys()]).toEqual(['a.k8s.yaml']);
    expect(manifests.get('a.k8s.yaml')).toMatchObject([{ kind: 'Secret', metadata: { name: 'a' } }]);
  });

  test('are refused with their side if they are not YAML', () => {
    expect(() => readManifests(texts({ 'a.k8s.yaml': '[' }), 'in Git')).toThrow('a.k8s.yaml in Git is not YAML');
  });

  test('have the same objects as the other side where the text of a path is the same', () => {
    const before = readManifests(texts({ 'a.k8s.yaml': SECRET, 'b.k8s.yaml': SECRET }), 'before');
    const now = readManifests(
      texts({ 'a.k8s.yaml': SECRET, 'b.k8s.yaml': SECRET.replace('a}', 'b}'), 'c.k8s.yaml': SECRET }),
      'now',
      before,
    );
    expect(now.manifests.get('a.k8s.yaml')).toBe(before.manifests.get('a.k8s.yaml'));
    expect(now.manifests.get('b.k8s.yaml')).toMatchObject([{ metadata: { name: 'b' } }]);
    expect(now.manifests.get('c.k8s.yaml')).toMatchObject([{ metadata: { name: 'a' } }]);
  });
});

describe('the tasks of manifests', () => {
  test('a file is the manifest of the task whose label its claim and its Job have', () => {
    const found = tasks({ 'families/other.k8s.yaml': [claim('a'), job('a')] });
    expect([...found.keys()]).toEqual(['a']);
    expect(found.get('a')).toMatchObject({ taskId: 'a', isTask: true, path: 'families/other.k8s.yaml' });
    expect(found.get('a')?.job?.metadata.name).toBe('keruta-job-a');
    expect(found.get('a')?.claim?.metadata.name).toBe('git-repo-pvc-a');
    expect(found.get('a')?.objects).toHaveLength(2);
  });

  test('the label of the Job counts where its claim has none', () => {
    expect(tasks({ 'x.k8s.yaml': [object('PersistentVolumeClaim', 'own'), job('a')] }).get('a')?.isTask).toBe(true);
  });

  test('the label of an object that is neither a claim nor a Job does not count', () => {
    const found = tasks({ 'x.k8s.yaml': [object('Secret', 's', { 'task-id': 'a' })] });
    expect(found.get('x')).toMatchObject({ isTask: false, job: undefined, claim: undefined });
  });

  test('a file without the label is named by the file, without its folder and its extension', () => {
    expect([...tasks({ 'families/more.k8s.yaml': [object('Secret', 's')] }).keys()]).toEqual(['more']);
    expect([...tasks({ 'more.k8s.yaml': [object('Job', 'j')] }).keys()]).toEqual(['more']);
  });

  test('the second file of a task counts as one of its own, by its path', () => {
    const found = tasks({ 'one/a.k8s.yaml': [job('a')], 'two/a.k8s.yaml': [job('a')] });
    expect([...found].map(([key, { path }]) => [key, path])).toEqual([
      ['a', 'one/a.k8s.yaml'],
      ['two/a.k8s.yaml', 'two/a.k8s.yaml'],
    ]);
  });

  test('a file without objects is no task', () => {
    expect(tasks({ 'a.k8s.yaml': [] }).size).toBe(0);
  });

  test('a Job is one of the group batch, and a claim one of the group without a name', () => {
    const as = (apiVersion: string, kind: string) => ({ ...job('a'), apiVersion, kind });
    expect([isJob(as('batch/v1', 'Job')), isJob(as('batch/v1beta1', 'Job'))]).toEqual([true, true]);
    expect([isJob(as('batch.example.com/v1', 'Job')), isJob(as('batch/v1', 'CronJob'))]).toEqual([false, false]);
    expect(isClaim(as('v1', 'PersistentVolumeClaim'))).toBe(true);
    expect([isClaim(as('v2', 'PersistentVolumeClaim')), isClaim(as('v1', 'PersistentVolume'))]).toEqual([false, false]);
  });
});

test('the folder of a file at the top is the output folder itself', () => {
  expect(folderIn('a.k8s.yaml')).toBe('');
  expect(folderIn('families/a.k8s.yaml')).toBe('families');
  expect(folderIn('a/b/c.k8s.yaml')).toBe('a/b');
});

describe('the claim that a task works on', () => {
  test('is the one that its Job mounts, and not its own', () => {
    expect(claimNameOf(taskWith(claim('a'), job('a', { volumes: volumes('git-repo-pvc-root') })))).toBe(
      'git-repo-pvc-root',
    );
  });

  test('is its own if it has no Job, or its Job mounts none', () => {
    expect(claimNameOf(taskWith(claim('a')))).toBe('git-repo-pvc-a');
    expect(claimNameOf(taskWith(claim('a'), job('a', { volumes: [{ name: 'tmp', emptyDir: {} }] })))).toBe(
      'git-repo-pvc-a',
    );
    expect(claimNameOf(taskWith(job('a')))).toBeUndefined();
  });

  test('is, of several mounted claims, the one that the label of the workspace names', () => {
    const labels = { 'keruta/workspace': 'git-repo-pvc-root' };
    expect(claimNameOf(taskWith(job('a', { volumes: volumes('cache', 'git-repo-pvc-root') }, labels)))).toBe(
      'git-repo-pvc-root',
    );
    expect(claimNameOf(taskWith(job('a', { volumes: volumes('cache', 'other') }, labels)))).toBe('cache');
  });

  test('is none whose name is no string', () => {
    const wrong = [{ persistentVolumeClaim: { claimName: 1 } }, { persistentVolumeClaim: 'x' }];
    expect(claimNameOf(taskWith(job('a', { volumes: [...wrong, ...volumes('right')] })))).toBe('right');
  });
});

describe('the folder of a claim that the agent mounts', () => {
  const folder = (containers: unknown, ...claims: readonly string[]) =>
    mountedFolderOf(taskWith(job('a', { volumes: volumes(...claims), containers })), 'root');
  const main = (...volumeMounts: readonly object[]) => [{ name: 'main', volumeMounts }];

  test('is the subPath of the mount of its volume in the container main', () => {
    const mounts = [
      { name: 'volume-0', subPath: 'of-cache' },
      { name: 'volume-1', subPath: 'own' },
    ];
    expect(
      folder(
        [{ name: 'proxy', volumeMounts: [{ name: 'volume-1', subPath: 'x' }] }, ...main(...mounts)],
        'cache',
        'root',
      ),
    ).toBe('own');
  });

  test('is the root where the mount has no subPath, or the agent does not mount the claim', () => {
    expect(folder(main({ name: 'volume-0' }), 'root')).toBeUndefined();
    expect(folder(main({ name: 'volume-0', subPath: 1 }), 'root')).toBeUndefined();
    expect(folder(main({ name: 'volume-0', subPath: 'of-cache' }), 'cache')).toBeUndefined();
    expect(folder(undefined, 'root')).toBeUndefined();
  });
});

describe('a part of a manifest of another type than Kubernetes knows counts as missing', () => {
  test.each([
    ['no Job', undefined],
    ['a spec that is text', object('Job', 'j', {}, 'text')],
    ['a template that is text', object('Job', 'j', {}, { template: 'text' })],
    ['a spec of the pods that is a list', object('Job', 'j', {}, { template: { spec: [] } })],
    ['lists that are text', job('a', { containers: 'c', initContainers: 'i', volumes: 'v' })],
  ])('in the pods of a Job: %s', (_, value) => {
    expect(podSpecOf(value)).toEqual({ containers: [], initContainers: [], volumes: [] });
  });

  test('in the lists of a pod, of which the other items stay', () => {
    expect(
      podSpecOf(
        job('a', {
          restartPolicy: 'Never',
          containers: ['c', { name: 'main' }],
          initContainers: [null, { name: 'init' }],
          volumes: [1, { name: 'v', persistentVolumeClaim: 'x' }, ...volumes('root')],
        }),
      ),
    ).toEqual({
      containers: [{ name: 'main' }],
      initContainers: [{ name: 'init' }],
      volumes: [{ name: 'v' }, ...volumes('root')],
    });
  });

  test('in the retries of a Job', () => {
    const limits = [3, 0, '3', 1.5, null, undefined].map((backoffLimit) =>
      backoffLimitOf(object('Job', 'j', {}, { backoffLimit })),
    );
    expect(limits).toEqual([3, 0, undefined, undefined, undefined, undefined]);
  });

  test('in a claim', () => {
    const right = {
      accessModes: ['ReadWriteOnce'],
      storageClassName: '',
      dataSource: { name: 'source' },
      resources: { requests: { storage: '1Gi' } },
    };
    const more = { dataSource: { kind: 'PersistentVolumeClaim', name: 'source' }, volumeMode: 'Filesystem' };
    expect(claimSpecOf(claim('a', { ...right, ...more }))).toEqual(right);
    expect(claimSpecOf(claim('a', { resources: { requests: { storage: 1024 } } }))).toEqual({
      resources: { requests: { storage: 1024 } },
    });
    expect(claimSpecOf(claim('a', { accessModes: 'x', storageClassName: 1, dataSource: { name: 1 } }))).toEqual({});
    expect(claimSpecOf(claim('a', { resources: { requests: { storage: true } } }))).toEqual({});
    expect(claimSpecOf(claim('a', 'text'))).toEqual({});
  });
});
