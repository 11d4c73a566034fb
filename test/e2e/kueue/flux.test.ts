import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { QUEUE_LABEL } from '../../../lib/settings/names';
import { type FluxGitOps, withFlux } from '../flux/gitops';
import { allComplete, finish, jobs } from '../support/jobs';
import { A_B, inQueue, jobOf, ONE_POD, QUEUE, queuing, runnerAndWaiter, running, waits } from './queue';

/** Of a control: a Kustomization that does not leave Jobs as they are. */
const NO_PATCH = JsonPatch.remove('/spec/patches');

/** Hands tasks over, of which one runs and one waits, and gives their ids, that of the one that runs first. */
async function start(gitOps: FluxGitOps, ...patches: JsonPatch[]): Promise<[runner: string, waiter: string]> {
  await gitOps.start(inQueue(A_B), undefined, ...patches);
  return runnerAndWaiter(gitOps.namespace);
}

const withQueueOf = (gitOps: FluxGitOps, test: () => Promise<void>) => queuing(gitOps.namespace, ONE_POD, test);

describe('a Kustomization in a cluster with Kueue', {
  skip: !process.env.FLUX && 'FLUX is not set',
  concurrency: true,
}, () => {
  test('leaves the Jobs of a queue alone, over reconciliations and another default; each agent runs once', () =>
    withFlux((gitOps) =>
      withQueueOf(gitOps, async () => {
        const [runner, waiter] = await start(gitOps);
        for (let time = 0; time < 3; time += 1) {
          assert.match(await gitOps.reconcile(), /^Ready=True/);
        }
        await gitOps.bring(inQueue([...A_B, { taskId: 'c' }], { queue: 'other' }));
        await waits('c', gitOps.namespace, /LocalQueue other doesn't exist/);
        const queues = await Promise.all([runner, waiter, 'c'].map((id) => jobOf(id, gitOps.namespace)));
        assert.deepEqual(
          queues.map(({ metadata }) => metadata.labels?.[QUEUE_LABEL]),
          [QUEUE, QUEUE, 'other'],
        );
        await gitOps.bring(inQueue(A_B, { queue: 'other' }));
        await finish(await running(runner, gitOps.namespace));
        await finish(await running(waiter, gitOps.namespace));
        await allComplete(gitOps.namespace, 2);
        assert.deepEqual(await Promise.all(['a', 'b'].map(gitOps.runs)), [1, 1]);
      }),
    ));

  test('applies nothing of a commit that changes the queue of a Job that runs, if it minds Jobs', () =>
    withFlux((control) =>
      withQueueOf(control, async () => {
        await start(control, NO_PATCH);
        const result = await control.tryToBring(inQueue([...A_B, { taskId: 'c' }], { queue: 'other' }));
        assert.match(result, /^Ready=False .*queue-name.*field is immutable/s);
        const found = await jobs(control.namespace);
        assert.deepEqual(
          found.map(({ metadata }) => [metadata.name, metadata.labels?.[QUEUE_LABEL]]),
          [
            ['keruta-job-a', QUEUE],
            ['keruta-job-b', QUEUE],
          ],
        );
      }),
    ));
});
