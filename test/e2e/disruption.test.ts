import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyAll } from './support/cluster';
import { allComplete, ended, endOf, finish, type Pod, runningPod, runsOf } from './support/jobs';
import { inNamespace } from './support/namespace';
import { send } from './support/request';
import { synth } from './support/tasks';

/** A task whose agent works until the test lets it end. */
const task = (settings: object) =>
  JSON.stringify({ tasks: [{ taskId: 'a', annotations: { 'sim/duration': '1h' }, ...settings }] });

/** Evicts a pod as `kubectl drain` does. */
async function evict({ metadata }: Pod): Promise<void> {
  await send('POST', `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/eviction`, {
    body: {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: metadata.name, namespace: metadata.namespace },
    },
  });
}

describe('an agent whose pod is evicted', { concurrency: true }, () => {
  for (const backoffLimit of [0, 1]) {
    test(`runs again with onDisruption: retry, and completes, as often as it takes, with backoffLimit ${backoffLimit}`, () =>
      inNamespace(async (namespace) => {
        await applyAll(synth(task({ onDisruption: 'retry', backoffLimit }), namespace));
        const first = await runningPod('a', namespace);
        await evict(first);
        const second = await runningPod('a', namespace, { before: [first] });
        await evict(second);
        await finish(await runningPod('a', namespace, { before: [first, second] }));
        const [job] = await allComplete(namespace, 1);
        assert.equal(await runsOf('keruta-job-a', namespace, 3), 3);
        assert.equal(job?.status?.failed ?? 0, 0, 'a disrupted pod counts as failed');
      }));
  }

  test('runs once by default: the Job fails', () =>
    inNamespace(async (namespace) => {
      await applyAll(synth(task({}), namespace));
      await evict(await runningPod('a', namespace));
      const job = await ended('keruta-job-a', namespace);
      assert.equal(endOf(job)?.type, 'Failed');
      assert.equal(await runsOf('keruta-job-a', namespace), 1);
    }));
});

test('an agent that fails by itself runs once with onDisruption: retry', () =>
  inNamespace(async (namespace) => {
    const annotations = { 'sim/exit-code': '1' };
    await applyAll(synth(task({ onDisruption: 'retry', annotations }), namespace));
    const job = await ended('keruta-job-a', namespace);
    assert.deepEqual([endOf(job)?.type, endOf(job)?.reason], ['Failed', 'PodFailurePolicy']);
    assert.equal(await runsOf('keruta-job-a', namespace), 1);
  }));
