import { claimNameOf, folderIn, parse, tasksOf } from '../../lib/manifests/parse';

const job = (taskId: string, claims: readonly string[], label?: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: {
    name: `keruta-job-${taskId}`,
    labels: { 'task-id': taskId, ...(label === undefined ? {} : { 'keruta/workspace': label }) },
  },
  spec: {
    template: {
      spec: {
        volumes: claims.map((claimName, index) => ({ name: `v${index}`, persistentVolumeClaim: { claimName } })),
      },
    },
  },
});
const tasks = (files: Readonly<Record<string, readonly object[]>>) =>
  tasksOf(new Map(Object.entries(files)) as Parameters<typeof tasksOf>[0]);

test('a file is the manifest of the task whose label its objects have', () => {
  const found = tasks({ 'families/a.k8s.yaml': [job('a', ['git-repo-pvc-a'])] });
  expect(found.get('a')).toMatchObject({ isTask: true, path: 'families/a.k8s.yaml', claim: undefined });
  expect(found.get('a')?.job?.metadata.name).toBe('keruta-job-a');
});

test('a file without objects is no task', () => {
  expect(tasks({ 'a.k8s.yaml': [] }).size).toBe(0);
});

test('the folder of a file at the top is the output folder itself', () => {
  expect(folderIn('a.k8s.yaml')).toBe('');
  expect(folderIn('families/a.k8s.yaml')).toBe('families');
});

test('a task works on the claim that its Job mounts', () => {
  const found = tasks({ 'a.k8s.yaml': [job('a', ['git-repo-pvc-root'])] });
  expect(claimNameOf(found.get('a') as Parameters<typeof claimNameOf>[0])).toBe('git-repo-pvc-root');
});

test('of several mounted claims, the workspace is the one that the label names', () => {
  const found = tasks({ 'a.k8s.yaml': [job('a', ['cache', 'git-repo-pvc-root'], 'git-repo-pvc-root')] });
  expect(claimNameOf(found.get('a') as Parameters<typeof claimNameOf>[0])).toBe('git-repo-pvc-root');
});

test('a text that is not YAML is refused by its name', () => {
  expect(() => parse('a: [', 'dist/a.k8s.yaml')).toThrow(/dist\/a\.k8s\.yaml is not YAML/);
});
