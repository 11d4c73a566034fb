import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { apply } from '../support/cluster';
import { allComplete, finish, pods, runningPods, runsOf, spanOf } from '../support/jobs';
import { until } from '../support/until';
import { add, jobOf, KUEUE, nameOf, running, setStopPolicy, waits, withQueue } from './queue';

const EIGHT = Array.from({ length: 8 }, (_, index) => ({ taskId: `task-${index}` }));
const ONE_CPU = { resources: { requests: { cpu: 1 } } };

/** The most agents that ran at the same time. One that starts in the second in which another ended has not met it. */
async function mostTogether(namespace: string): Promise<number> {
  const spans = (await pods(namespace)).map(spanOf);
  return Math.max(...spans.map(([start]) => spans.filter(([from, to]) => from <= start && start < to).length));
}

/** Lets the agents end, one after the other, while there is room for so many; the others wait meanwhile. */
async function endOneByOne(namespace: string, tasks: readonly { taskId: string }[], room: number): Promise<void> {
  for (let left = tasks.length; left > 0; left -= 1) {
    const places = Math.min(room, left);
    const agents = await until(`${places} agents run`, async () => {
      const found = await runningPods(namespace);
      return found.length >= places && found;
    });
    assert.equal(agents.length, places);
    await finish(agents[0] as (typeof agents)[number]);
    await until('one has ended', async () =>
      (await pods(namespace)).some(
        ({ metadata, status }) => metadata.name === agents[0]?.metadata.name && status.phase === 'Succeeded',
      ),
    );
  }
  await allComplete(namespace, tasks.length);
}

const runsOfAll = (namespace: string, tasks: readonly { taskId: string }[]) =>
  Promise.all(tasks.map(({ taskId }) => runsOf(nameOf(taskId), namespace)));

describe('a queue', { concurrency: true }, () => {
  test('with a quota of 2 pods runs two of eight agents at a time, and each once', () =>
    withQueue({ queue: { quota: { pods: 2 } } }, async (namespace) => {
      await add(namespace, EIGHT);
      await endOneByOne(namespace, EIGHT, 2);
      assert.equal(await mostTogether(namespace), 2);
      assert.deepEqual(await runsOfAll(namespace, EIGHT), Array(EIGHT.length).fill(1));
    }));

  test('with a quota of 2 cpu runs all eight at once if they request nothing', () =>
    withQueue({ queue: { quota: { cpu: 2 } } }, async (namespace) => {
      await add(namespace, EIGHT);
      await until('all run', async () => (await runningPods(namespace)).length === EIGHT.length);
    }));

  test('with a quota of 2 cpu runs two at a time if each requests one', () =>
    withQueue({ queue: { quota: { cpu: 2 } } }, async (namespace) => {
      const three = EIGHT.slice(0, 3);
      await add(namespace, three, ONE_CPU);
      await endOneByOne(namespace, three, 2);
      assert.equal(await mostTogether(namespace), 2);
    }));

  test('counts what a LimitRange gives to a container', () =>
    withQueue(
      { queue: { quota: { cpu: 2 } }, containerLimits: { defaultRequest: { cpu: 1 }, default: { cpu: 2 } } },
      async (namespace) => {
        const three = EIGHT.slice(0, 3);
        await add(namespace, three);
        await endOneByOne(namespace, three, 2);
        assert.equal(await mostTogether(namespace), 2);
      },
    ));

  test('never admits a Job that requests more than the whole quota, or what is not in it', () =>
    withQueue({ queue: { quota: { cpu: 1 } } }, async (namespace) => {
      await add(namespace, [
        { taskId: 'large', resources: { requests: { cpu: 2 } } },
        { taskId: 'other', resources: { requests: { memory: '1Gi' } } },
      ]);
      await waits('large', namespace, /insufficient quota for cpu/);
      await waits('other', namespace, /resource memory unavailable in ClusterQueue/);
      // The control: what fits is admitted, although it came later.
      await add(namespace, [{ taskId: 'small', ...ONE_CPU }]);
      await running('small', namespace);
      assert.deepEqual(await runsOfAll(namespace, [{ taskId: 'large' }, { taskId: 'other' }]), [0, 0]);
    }));

  test('that is not there lets Jobs wait until it is made', () =>
    withQueue({ queue: { quota: { pods: 1 } } }, async (namespace) => {
      await add(namespace, [{ taskId: 'a', queue: 'later' }]);
      await waits('a', namespace, /LocalQueue later doesn't exist/);
      assert.equal((await jobOf('a', namespace)).spec.suspend, true);
      const metadata = { name: 'later', namespace };
      await apply({ apiVersion: KUEUE, kind: 'LocalQueue', metadata, spec: { clusterQueue: `keruta-${namespace}` } });
      await finish(await running('a', namespace));
      await allComplete(namespace, 1);
      assert.equal(await runsOf(nameOf('a'), namespace), 1);
    }));

  test('that is held admits nothing more, and what runs comes to its end', () =>
    withQueue({ queue: { quota: { pods: 2 } } }, async (namespace) => {
      await add(namespace, [{ taskId: 'a' }]);
      const pod = await running('a', namespace);
      await setStopPolicy(namespace, 'Hold');
      await add(namespace, [{ taskId: 'b' }]);
      await waits('b', namespace, /is inactive/);
      await finish(pod);
      await until('a is complete', async () => (await jobOf('a', namespace)).status?.succeeded === 1);
      assert.deepEqual(await runsOfAll(namespace, [{ taskId: 'a' }, { taskId: 'b' }]), [1, 0]);
      await setStopPolicy(namespace, 'None');
      await finish(await running('b', namespace));
      await allComplete(namespace, 2);
      assert.equal(await runsOf(nameOf('b'), namespace), 1);
    }));
});
