import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RunProtection } from '../../../lib';
import { applyAll, merge, remove } from '../support/cluster';
import { allComplete, ended, endOf, finish, jobNamed, pods, runningPods, runsOf } from '../support/jobs';
import { policyIn } from '../support/policy';
import { until } from '../support/until';
import { withClasses } from './priority-classes';
import {
  add,
  idOf,
  jobOf,
  nameOf,
  ONE_POD,
  PREEMPTS,
  running,
  said,
  secondAfter,
  seen,
  setStopPolicy,
  waits,
  withQueue,
} from './queue';

/** Runs a test while nobody can suspend the Job of an agent. */
async function protectedly(namespace: string, test: () => Promise<void>): Promise<void> {
  const policy = policyIn(namespace, RunProtection);
  try {
    await applyAll(policy);
    // A task of its own, outside the queue.
    await add(namespace, [{ taskId: 'probe', queue: undefined }], { queue: undefined });
    await until('the policy is in force', () =>
      merge(jobNamed(nameOf('probe'), namespace), { spec: { suspend: true } }, { dryRun: true }).then(
        () => false,
        () => true,
      ),
    );
    await remove(jobNamed(nameOf('probe'), namespace));
    await until('the probe is gone', async () => (await pods(namespace)).length === 0);
    await test();
  } finally {
    await Promise.all(policy.map((object) => remove(object)));
  }
}

/** An agent of low priority runs, and a task of high priority comes. */
async function lowThenHigh(namespace: string, test: () => Promise<void>, settings: object = {}): Promise<void> {
  await withClasses(namespace, async ({ low, high }) => {
    await add(namespace, [{ taskId: 'low', workloadPriorityClass: low, ...settings }]);
    await running('low', namespace);
    await add(namespace, [{ taskId: 'high', workloadPriorityClass: high }]);
    await test();
  });
}

/** Lets the only agent that runs end, and waits until another runs. */
async function next(namespace: string): Promise<string> {
  const [pod] = await runningPods(namespace);
  assert.ok(pod);
  await finish(pod);
  const [after] = await until('another agent runs', async () => {
    const found = (await runningPods(namespace)).filter(({ metadata }) => metadata.name !== pod.metadata.name);
    return found.length > 0 && found;
  });
  return idOf(after as typeof pod);
}

const end = async (taskId: string, namespace: string) => finish(await running(taskId, namespace));

/**
 * Waits until the Job of an agent that was ended goes on: the Job fails after one run, or the agent runs again from the start.
 * Both were seen: the Job controller may forget how the pod of a suspended Job has ended.
 */
async function failsOrRunsAgain(taskId: string, namespace: string): Promise<void> {
  const outcome = await until(`Job ${nameOf(taskId)} goes on`, async () => {
    const ending = endOf(await jobOf(taskId, namespace));
    if (ending) {
      assert.deepEqual([ending.type, ending.reason], ['Failed', 'PodFailurePolicy']);
      return 'fails';
    }
    return (await runningPods(namespace)).some((pod) => idOf(pod) === taskId) && 'runs again';
  });
  if (outcome === 'runs again') {
    await end(taskId, namespace);
    assert.equal(endOf(await ended(nameOf(taskId), namespace))?.type, 'Complete');
  }
  const count = outcome === 'runs again' ? 2 : 1;
  assert.equal(await runs(taskId, namespace, count), count);
}

const runs = (taskId: string, namespace: string, seen?: number) => runsOf(nameOf(taskId), namespace, seen);

describe('of the Jobs that wait', { concurrency: true }, () => {
  for (const [what, isPrior, order] of [
    ['the one of the higher priority starts first', true, ['second', 'first']],
    ['the one that was made first starts first if neither has a priority', false, ['first', 'second']],
  ] as const) {
    test(what, () =>
      withQueue(ONE_POD, (namespace) =>
        withClasses(namespace, async ({ low, high }) => {
          const priority = (workloadPriorityClass: string) => (isPrior ? { workloadPriorityClass } : {});
          await add(namespace, [{ taskId: 'runs' }]);
          await running('runs', namespace);
          await add(namespace, [{ taskId: 'first', ...priority(low) }]);
          await secondAfter('first', namespace);
          await add(namespace, [{ taskId: 'second', ...priority(high) }]);
          await waits(order[0], namespace);
          await seen(order[1], namespace);
          assert.deepEqual([await next(namespace), await next(namespace)], order);
          await end(order[1], namespace);
          await allComplete(namespace, 3);
          assert.deepEqual(await Promise.all(['runs', ...order].map((id) => runs(id, namespace))), [1, 1, 1]);
        }),
      ),
    );
  }
});

describe('an agent that runs', { concurrency: true }, () => {
  test('runs once in the queue of the platform chart: a higher priority waits', () =>
    withQueue(ONE_POD, (namespace) =>
      lowThenHigh(namespace, async () => {
        await waits('high', namespace);
        await end('low', namespace);
        await end('high', namespace);
        await allComplete(namespace, 2);
        assert.deepEqual([await runs('low', namespace), await runs('high', namespace)], [1, 1]);
      }),
    ));

  test('is ended by preemption in a queue with withinClusterQueue: LowerPriority: its Job fails, or runs it again', () =>
    withQueue(
      ONE_POD,
      (namespace) =>
        lowThenHigh(namespace, async () => {
          await end('high', namespace);
          await failsOrRunsAgain('low', namespace);
          assert.equal(await runs('high', namespace), 1);
        }),
      PREEMPTS,
    ));

  test('runs again from the start after such a preemption with backoffLimit: 1', () =>
    withQueue(
      ONE_POD,
      (namespace) =>
        lowThenHigh(
          namespace,
          async () => {
            await end('high', namespace);
            await end('low', namespace);
            await allComplete(namespace, 2);
            assert.deepEqual([await runs('low', namespace, 2), await runs('high', namespace)], [2, 1]);
          },
          { backoffLimit: 1 },
        ),
      PREEMPTS,
    ));

  test('runs once in such a queue where runs are protected', () =>
    withQueue(
      ONE_POD,
      (namespace) =>
        protectedly(namespace, () =>
          lowThenHigh(namespace, async () => {
            await said('low', namespace, 'Evicted', 'True', /Preempted/);
            await end('low', namespace);
            await end('high', namespace);
            await allComplete(namespace, 2);
            assert.deepEqual([await runs('low', namespace), await runs('high', namespace)], [1, 1]);
          }),
        ),
      PREEMPTS,
    ));

  for (const [what, backoffLimit] of [
    ['is ended by stopPolicy: HoldAndDrain: its Job fails when the queue goes on, or runs it again', 0],
    ['runs again after stopPolicy: HoldAndDrain with backoffLimit: 1', 1],
  ] as const) {
    test(what, () =>
      withQueue(ONE_POD, async (namespace) => {
        await add(namespace, [{ taskId: 'a', backoffLimit }]);
        await running('a', namespace);
        await setStopPolicy(namespace, 'HoldAndDrain');
        await until('the pod is gone', async () => (await pods(namespace)).length === 0);
        assert.equal((await jobOf('a', namespace)).spec.suspend, true);
        await setStopPolicy(namespace, 'None');
        if (backoffLimit === 0) {
          await failsOrRunsAgain('a', namespace);
        } else {
          await end('a', namespace);
          await allComplete(namespace, 1);
          assert.equal(await runs('a', namespace, 2), 2);
        }
      }),
    );
  }

  test('runs once with stopPolicy: HoldAndDrain where runs are protected', () =>
    withQueue(ONE_POD, (namespace) =>
      protectedly(namespace, async () => {
        await add(namespace, [{ taskId: 'a' }]);
        await running('a', namespace);
        await setStopPolicy(namespace, 'HoldAndDrain');
        await said('a', namespace, 'Evicted', 'True', /./);
        await end('a', namespace);
        await allComplete(namespace, 1);
        assert.equal(await runs('a', namespace), 1);
      }),
    ));
});
