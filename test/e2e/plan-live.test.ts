import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { defaultClass, makeClass } from './support/classes';
import { type ApiObject, apply, applyAll, merge, read, remove } from './support/cluster';
import { type Claim, claimNamed, type Job, jobNamed } from './support/jobs';
import { inNamespace } from './support/namespace';
import { inProject } from './support/project';
import { Refused } from './support/request';
import { synth } from './support/tasks';
import { until } from './support/until';

interface Change {
  readonly taskId: string;
  readonly before: object;
  readonly after: object;
  /** The codes with which `plan --live` refuses the change. */
  readonly refused: readonly string[];
}

const LONG = { annotations: { 'sim/duration': '1h' } };

const changesOf = (grows: string, fixed: string): Change[] => [
  {
    taskId: 'expanded',
    before: { pvcStorageClass: grows },
    after: { pvcStorageClass: grows, pvcStorageSize: '2Gi' },
    refused: ['claim-larger'],
  },
  {
    taskId: 'grows',
    before: { pvcStorageClass: grows },
    after: { pvcStorageClass: grows, pvcStorageSize: '2Gi' },
    refused: [],
  },
  {
    taskId: 'fixed',
    before: { pvcStorageClass: fixed },
    after: { pvcStorageClass: fixed, pvcStorageSize: '2Gi' },
    refused: ['claim-cannot-grow'],
  },
  { taskId: 'runs', before: LONG, after: { ...LONG, run: 2 }, refused: ['agent-runs'] },
];

describe('plan --live', () => {
  let classes: ApiObject[];
  before(async () => {
    const model = await defaultClass();
    classes = await Promise.all([makeClass(model, true), makeClass(model, false)]);
  });
  after(() => Promise.all(classes.map((one) => remove(one))));

  test('refuses of a claim what the API server refuses, and a second agent next to one that runs', () =>
    inNamespace((namespace) =>
      inProject(async (project) => {
        const [grows = '', fixed = ''] = classes.map(({ metadata }) => metadata.name);
        const changes = changesOf(grows, fixed);
        const tasks = (side: 'before' | 'after') =>
          JSON.stringify({
            defaults: { namespace },
            tasks: changes.map((change) => ({ taskId: change.taskId, ...change[side] })),
          });
        project.commit(tasks('before'));
        project.commit(tasks('after'));
        await applyAll(synth(tasks('before'), namespace));
        await Promise.all(changes.map(({ taskId }) => isBound(taskId, namespace)));
        await until('the agent runs', async () => {
          const job = await read<Job>(jobNamed('keruta-job-runs', namespace));
          return job?.status?.active === 1;
        });
        // Somebody expands the claim by hand. Its volume does not follow in this cluster, and the API server lets no claim
        // ask for less than its volume has.
        const expanded = claimNamed('git-repo-pvc-expanded', namespace);
        await merge(expanded, { spec: { resources: { requests: { storage: '5Gi' } } } });
        await merge(expanded, { status: { capacity: { storage: '5Gi' } } }, { subresource: 'status' });

        const { stdout, stderr } = await project.run(
          'plan',
          '--against',
          'HEAD~1',
          '--json',
          '--live',
          '--namespace',
          namespace,
        );
        assert.notEqual(stdout, '', stderr);
        const planned = JSON.parse(stdout) as { tasks: { taskId: string; refusals: { code: string }[] }[] };
        const codes = planned.tasks.map(({ taskId, refusals }) => [taskId, refusals.map(({ code }) => code)]);
        assert.deepEqual(
          Object.fromEntries(codes),
          Object.fromEntries(changes.map(({ taskId, refused }) => [taskId, refused])),
        );
        const claims = synth(tasks('after'), namespace).filter(({ kind }) => kind === 'PersistentVolumeClaim');
        for (const claim of claims) {
          const code = changes.find(({ taskId }) => claim.metadata.name === `git-repo-pvc-${taskId}`)?.refused[0];
          assert.equal(await isRefused(claim), code?.startsWith('claim-') === true, claim.metadata.name);
        }
      }),
    ));
});

function isBound(taskId: string, namespace: string): Promise<unknown> {
  return until(`the claim of ${taskId} is bound`, async () => {
    const claim = await read<Claim>(claimNamed(`git-repo-pvc-${taskId}`, namespace));
    return claim?.status?.phase === 'Bound';
  });
}

/** Whether the API server refuses to apply an object. */
function isRefused(object: ApiObject): Promise<boolean> {
  return apply(object, { dryRun: true }).then(
    () => false,
    (error) => {
      if (error instanceof Refused) {
        return true;
      }
      throw error;
    },
  );
}
