import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyAll, merge, read, remove } from './support/cluster';
import { allComplete, type Claim, claimNamed, ended, endOf, type Job, jobNamed, jobs, runsOf } from './support/jobs';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';
import { until } from './support/until';

/** A task whose agent ends with an exit code. */
const exitsWith = (code: number, settings: object) => ({
  taskId: 'a',
  annotations: { 'sim/exit-code': String(code) },
  ...settings,
});

const LONG = { 'sim/duration': '10m' };

const tasks = (...entries: object[]) => JSON.stringify({ tasks: entries });

/** The claim once it is bound. */
function bound(name: string, namespace: string): Promise<Claim> {
  return until(`claim ${name} is bound`, async () => {
    const claim = await read<Claim>(claimNamed(name, namespace));
    return claim?.status?.phase === 'Bound' && claim;
  });
}

const identity = (claim: Claim | undefined) => [claim?.metadata.uid, claim?.spec.volumeName, claim?.status?.phase];

describe('an agent', { concurrency: true }, () => {
  for (const backoffLimit of [undefined, 0, 1]) {
    const runs = 1 + (backoffLimit ?? 0);
    test(`that fails with backoffLimit ${backoffLimit ?? 'left out'} runs ${runs} times, and its claim stays`, () =>
      inNamespace(async (namespace) => {
        await applyAll(synth(tasks(exitsWith(1, { backoffLimit })), namespace));
        const claim = await bound('git-repo-pvc-a', namespace);
        const job = await ended('keruta-job-a', namespace);
        const reason = backoffLimit ? 'BackoffLimitExceeded' : 'PodFailurePolicy';
        assert.deepEqual([endOf(job)?.type, endOf(job)?.reason], ['Failed', reason]);
        assert.equal(await runsOf('keruta-job-a', namespace), runs);
        assert.deepEqual(identity(await read<Claim>(claimNamed('git-repo-pvc-a', namespace))), identity(claim));
      }));
  }

  test('that does not fail runs once, whatever its backoffLimit', () =>
    inNamespace(async (namespace) => {
      await applyAll(synth(tasks(exitsWith(0, { backoffLimit: 1 })), namespace));
      await allComplete(namespace, 1);
      assert.equal(await runsOf('keruta-job-a', namespace), 1);
    }));

  test('is ended by its deadline, and no other is; the claim stays', () =>
    inNamespace(async (namespace) => {
      const hasty = { taskId: 'hasty', annotations: LONG, activeDeadlineSeconds: 2 };
      await applyAll(synth(tasks(hasty, { taskId: 'patient', annotations: LONG }), namespace));
      const claim = await bound('git-repo-pvc-hasty', namespace);
      const job = await ended('keruta-job-hasty', namespace);
      assert.deepEqual([endOf(job)?.type, endOf(job)?.reason], ['Failed', 'DeadlineExceeded']);
      assert.deepEqual(identity(await read<Claim>(claimNamed('git-repo-pvc-hasty', namespace))), identity(claim));
      await until('the other runs on', async () => {
        const other = await read<Job>(jobNamed('keruta-job-patient', namespace));
        return other?.status?.active === 1 && endOf(other) === undefined;
      });
    }));
});

test('deleting every Job, whether it runs, is complete or has failed, leaves every claim', () =>
  inNamespace(async (namespace) => {
    const runs = { taskId: 'runs', annotations: LONG };
    const fails = { taskId: 'fails', parentTaskId: 'done', annotations: { 'sim/exit-code': '1' } };
    await applyAll(synth(tasks(runs, { taskId: 'done' }, fails, { taskId: 'owned' }), namespace));
    const before = await Promise.all(['runs', 'done'].map((id) => bound(`git-repo-pvc-${id}`, namespace)));
    await Promise.all(['done', 'fails', 'owned'].map((id) => ended(`keruta-job-${id}`, namespace)));
    // The control: a claim that belongs to its Job goes with it. Once it has gone, the others would have.
    const owner = await read(jobNamed('keruta-job-owned', namespace));
    const { apiVersion, kind } = owner ?? jobNamed('', '');
    await merge(claimNamed('git-repo-pvc-owned', namespace), {
      metadata: { ownerReferences: [{ apiVersion, kind, name: 'keruta-job-owned', uid: owner?.metadata.uid }] },
    });

    await Promise.all((await jobs(namespace)).map((job) => remove(job)));
    await until('the Jobs are gone', async () => (await jobs(namespace)).length === 0);
    await until('the claim that belongs to its Job is gone', async () => {
      return (await read(claimNamed('git-repo-pvc-owned', namespace))) === undefined;
    });
    const after = await Promise.all(before.map(({ metadata }) => read<Claim>(claimNamed(metadata.name, namespace))));
    assert.deepEqual(after.map(identity), before.map(identity));
  }));
