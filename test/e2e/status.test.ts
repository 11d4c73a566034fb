import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { asApplied, type Case, casesOf, inGit, tasksOf } from './status/cases';
import { asExpected, stateOf } from './status/expected';
import { record } from './status/record';
import { type ApiObject, applyAll, create, merge, remove } from './support/cluster';
import { jobNamed, runningPod } from './support/jobs';
import { inNamespace } from './support/namespace';
import { inProject, type PrintedStatus, type Project } from './support/project';
import { manifestsOf, synth } from './support/tasks';

/** A storage class from which no claim gets a volume. */
function makeClass(fields: object): Promise<ApiObject> {
  return create<ApiObject>({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { generateName: 'keruta-e2e-' } as unknown as ApiObject['metadata'],
    ...fields,
  });
}

describe('status', () => {
  let classes: ApiObject[];
  let cases: Case[];
  before(async () => {
    classes = await Promise.all([
      makeClass({ provisioner: 'kubernetes.io/host-path', mountOptions: ['noatime'] }),
      makeClass({ provisioner: 'example.com/slow' }),
    ]);
    const [failing = '', slow = ''] = classes.map(({ metadata }) => metadata.name);
    cases = casesOf({ failing, slow });
  });
  after(() => Promise.all(classes.map((one) => remove(one))));

  test('follows 30 tasks from before they are applied to the state in which each comes to rest, and ends those that have succeeded', () =>
    inNamespace((namespace) =>
      inProject(async (project) => {
        assert.equal(cases.length, 30);
        project.commit(tasksOf(cases, asApplied));
        project.commit(tasksOf(cases, inGit));
        const first = await project.status(namespace);
        assert.equal(stateOf(first, 'running')?.state, 'not-applied');
        assert.equal(stateOf(first, 'parent')?.why, 'its parent running is not applied');

        await applyAll([quota(namespace)]);
        const objects = synth(tasksOf(cases, asApplied), namespace);
        const isLast = ({ metadata }: ApiObject) => metadata.name === 'keruta-job-claim-in-use';
        await applyAll(objects.filter((object) => !isLast(object)));
        await disturb(namespace);
        await applyAll(objects.filter(isLast));

        const last = await asExpected(cases, project, namespace);
        if (process.env.RECORD) {
          record(namespace, cases, 'kwok');
        }
        for (const taskId of ['succeeded', 'running']) {
          assert.deepEqual(stateOf(last, taskId)?.differs, []);
          assert.deepEqual(stateOf(last, `${taskId}-other-template`)?.differs, [
            'spec.template.spec.containers[main].image',
          ]);
        }
        const { code, stdout } = await project.run('status', '--namespace', namespace);
        assert.equal(code, 2);
        assert.match(stdout, /^30 tasks, \d+ need a person: /);
        for (const { taskId } of cases.filter(({ state }) => state !== 'done')) {
          assert.match(stdout, new RegExp(`^${taskId} `, 'm'));
        }
        await endSucceeded(project, namespace, last);
      }),
    ));
});

/** Ends the tasks that have succeeded with `done`, and proves that the next synth changes the manifests of these alone. */
async function endSucceeded(project: Project, namespace: string, last: PrintedStatus): Promise<void> {
  const before = manifestsOf(project.tasks());
  const { code, stderr } = await project.run('done', '--succeeded', '--live', '--namespace', namespace);
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  const after = manifestsOf(project.tasks());
  const changed = [...before].filter(([path, text]) => after.get(path) !== text).map(([path]) => path);
  const ended = last.tasks.filter(({ state }) => state === 'succeeded').map(({ taskId }) => taskId);
  assert.deepEqual(changed.map((path) => basename(path, '.k8s.yaml')).sort(), ended.toSorted());
  assert.ok([...after.keys()].every((path) => before.has(path)));
  project.commit(project.tasks());
  const { tasks } = await project.status(namespace);
  assert.deepEqual(
    tasks.filter(({ taskId, state }) => ended.includes(taskId) && state !== 'done'),
    [],
  );
}

/** Lets no pod in that asks for a GPU. */
function quota(namespace: string): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'gpus', namespace },
    spec: { hard: { 'requests.example.com/gpu': '0' } },
  };
}

/** Deletes the pod of one task, suspends the Job of another, and waits until a third one uses its claim. */
async function disturb(namespace: string): Promise<void> {
  await merge(jobNamed('keruta-job-suspended', namespace), { spec: { suspend: true } });
  await runningPod('running-alone', namespace);
  const pod = await runningPod('failed-gone', namespace);
  await remove({ apiVersion: 'v1', kind: 'Pod', metadata: pod.metadata });
}
