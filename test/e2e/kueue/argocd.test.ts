import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { QUEUE_LABEL } from '../../../lib/settings/names';
import { refresh, reported, synced } from '../argocd/application';
import { type GitOps, withGitOps } from '../argocd/gitops';
import { allComplete, finish, runsOf } from '../support/jobs';
import { A_B, inQueue, jobOf, nameOf, ONE_POD, QUEUE, queuing, runnerAndWaiter, running, waits } from './queue';

/** The control: an Application that does not ignore the labels of Kueue. */
const MINDS_QUEUES = JsonPatch.replace('/spec/ignoreDifferences', [
  { group: 'batch', kind: 'Job', jsonPointers: ['/spec/template', '/spec/podFailurePolicy'] },
]);

/** Hands tasks over, of which one runs and one waits, and gives their ids, that of the one that runs first. */
async function start(gitOps: GitOps, ...patches: JsonPatch[]): Promise<[runner: string, waiter: string]> {
  const { namespace } = gitOps;
  const revision = gitOps.commit(inQueue(A_B));
  await gitOps.handOver(namespace, ...patches);
  await synced(namespace, revision);
  return runnerAndWaiter(namespace);
}

const withQueueOf = (gitOps: GitOps, test: () => Promise<void>) => queuing(gitOps.namespace, ONE_POD, test);

describe('an Application in a cluster with Kueue', {
  skip: !process.env.ARGOCD && 'ARGOCD is not set',
  concurrency: true,
}, () => {
  test('is Synced and Suspended while a Job waits, and Healthy when every agent has run once', () =>
    withGitOps((gitOps) =>
      withQueueOf(gitOps, async () => {
        const { namespace } = gitOps;
        const [runner, waiter] = await start(gitOps);
        await refresh(namespace);
        await reported(
          namespace,
          'is Synced and Suspended',
          ({ sync, health }) => sync?.status === 'Synced' && health?.status === 'Suspended',
        );
        await finish(await running(runner, namespace));
        await finish(await running(waiter, namespace));
        await allComplete(namespace, 2);
        await reported(namespace, 'is healthy', ({ health }) => health?.status === 'Healthy');
        assert.deepEqual(await Promise.all(['a', 'b'].map((id) => runsOf(nameOf(id), namespace))), [1, 1]);
      }),
    ));

  test('leaves Jobs in their queue when the default changes; one that minds queues fails for the Job that runs', () =>
    withGitOps((gitOps) =>
      withGitOps((control) =>
        withQueueOf(gitOps, () =>
          withQueueOf(control, async () => {
            const other = inQueue([...A_B, { taskId: 'c' }], { queue: 'other' });
            const [runner, waiter] = await start(gitOps);
            const [runnerOfControl = '', waiterOfControl = ''] = await start(control, MINDS_QUEUES);
            const queues = async ({ namespace }: GitOps, ids: readonly string[]) =>
              (await Promise.all(ids.map((id) => jobOf(id, namespace)))).map(
                (job) => job.metadata.labels?.[QUEUE_LABEL],
              );

            await gitOps.bring(other);
            await waits('c', gitOps.namespace, /LocalQueue other doesn't exist/);
            assert.deepEqual(await queues(gitOps, [runner, waiter, 'c']), [QUEUE, QUEUE, 'other']);
            assert.deepEqual(
              await Promise.all([runner, waiter, 'c'].map((id) => runsOf(nameOf(id), gitOps.namespace))),
              [1, 0, 0],
            );

            control.commit(other);
            await refresh(control.namespace);
            await reported(control.namespace, 'cannot change the Job that runs', ({ operationState }) =>
              operationState?.syncResult?.resources?.some(({ message }) =>
                /queue-name.*field is immutable/s.test(message),
              ),
            );
            await waits('c', control.namespace, /LocalQueue other doesn't exist/);
            assert.deepEqual(await queues(control, [runnerOfControl, waiterOfControl]), [QUEUE, 'other']);
          }),
        ),
      ),
    ));
});
