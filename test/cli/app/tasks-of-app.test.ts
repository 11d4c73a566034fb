import { withTasksOfApp } from '../../../lib/cli/app/tasks-of-app';
import { toFamilies } from '../../../lib/cli/graph';
import { ids, task } from '../graph/tasks';

const claimObject = (taskId: string, spec = '') => `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: git-repo-pvc-${taskId}
  labels: { task-id: ${taskId} }
spec:
  accessModes: [ReadWriteMany]
  storageClassName: fast
  resources: { requests: { storage: 5Gi } }
${spec}`;
const job = (taskId: string, claim: string) => `apiVersion: batch/v1
kind: Job
metadata:
  name: keruta-job-${taskId}
  labels: { task-id: ${taskId} }
spec:
  template:
    spec:
      volumes: [{ name: work, persistentVolumeClaim: { claimName: ${claim} } }]
`;
const files = (texts: Record<string, string>) => new Map(Object.entries(texts));

test('a task that only the app knows is drawn with the claim of its manifest', () => {
  const text = `${claimObject('typed')}---\n${job('typed', 'git-repo-pvc-typed')}`;
  const [family] = toFamilies(withTasksOfApp([], files({ 'typed.k8s.yaml': text })));
  expect(ids(family?.tasks ?? [])).toEqual(['typed']);
  expect(family?.workspaces[0]?.claim).toEqual({
    name: 'git-repo-pvc-typed',
    namespace: undefined,
    size: '5Gi',
    accessMode: 'ReadWriteMany',
    storageClass: 'fast',
    existing: false,
  });
});

test('a task of the app on the claim of another task joins the family of that task', () => {
  const [family, ...others] = toFamilies(
    withTasksOfApp([task('login')], files({ 'typed.k8s.yaml': job('typed', 'git-repo-pvc-login') })),
  );
  expect(others).toEqual([]);
  expect(ids(family?.tasks ?? [])).toEqual(['login', 'typed']);
  expect(family?.concurrentGroups.map(({ tasks }) => ids(tasks))).toEqual([['login', 'typed']]);
});

test('tasks of the app that mount different folders of a claim do not run in one working tree', () => {
  const mount = (folder: string) =>
    `      containers: [{ name: main, volumeMounts: [{ name: work, mountPath: /work, subPath: ${folder} }] }]\n`;
  const familyOf = (first: string, second: string) =>
    toFamilies(
      withTasksOfApp(
        [],
        files({
          'a.k8s.yaml': job('a', 'shared') + mount(first),
          'b.k8s.yaml': job('b', 'shared') + mount(second),
        }),
      ),
    )[0];
  expect(familyOf('web', 'api')?.concurrentGroups).toEqual([]);
  expect(familyOf('web', 'web')?.concurrentGroups).toHaveLength(1);
});

test('a clone that only the app knows is drawn below the task whose claim it is a clone of', () => {
  const source = '  dataSource: { kind: PersistentVolumeClaim, name: git-repo-pvc-login }\n';
  const text = `${claimObject('typed', source)}---\n${job('typed', 'git-repo-pvc-typed')}`;
  const [family] = toFamilies(withTasksOfApp([task('login', { done: true })], files({ 'typed.k8s.yaml': text })));
  expect(family?.workspaces.map(({ claim, clonedFrom }) => [claim.name, clonedFrom?.name])).toEqual([
    ['git-repo-pvc-login', undefined],
    ['git-repo-pvc-typed', 'git-repo-pvc-login'],
  ]);
});

test('a claim that no manifest makes is shown as an existing claim, and a task without a Job as done', () => {
  const tasks = withTasksOfApp(
    [],
    files({
      'a.k8s.yaml': job('a', 'shared'),
      'b.k8s.yaml': claimObject('b'),
      'c.k8s.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: c }\n',
    }),
  );
  expect(tasks.map(({ taskId, done, claim }) => [taskId, done, claim.existing])).toEqual([
    ['a', false, true],
    ['b', true, false],
  ]);
});

test('a claim without the label of a task is no task', () => {
  const text = claimObject('other').replace('  labels: { task-id: other }\n', '');
  expect(withTasksOfApp([], files({ 'other.k8s.yaml': text }))).toEqual([]);
});

test('a task of tasks.yaml is drawn as tasks.yaml has it', () => {
  const known = task('login', { done: true });
  expect(withTasksOfApp([known], files({ 'login.k8s.yaml': job('login', 'other') }))).toEqual([known]);
});
