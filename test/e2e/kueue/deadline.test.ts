import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ended, endOf, finish, runsOf } from '../support/jobs';
import { until } from '../support/until';
import { withClasses } from './priority-classes';
import { add, jobOf, nameOf, ONE_POD, PREEMPTS, running, waits, withQueue } from './queue';

describe('the deadline of a Job in a queue', { concurrency: true }, () => {
  test('does not count the time in the queue', () =>
    withQueue(ONE_POD, async (namespace) => {
      const activeDeadlineSeconds = 5;
      await add(namespace, [{ taskId: 'first' }]);
      const first = await running('first', namespace);
      await add(namespace, [{ taskId: 'hasty', activeDeadlineSeconds }]);
      await waits('hasty', namespace);
      const { metadata } = await jobOf('hasty', namespace);
      const created = Date.parse((metadata as { creationTimestamp?: string }).creationTimestamp ?? '');
      await until('its deadline would be over', async () => Date.now() > created + 2 * activeDeadlineSeconds * 1000);
      assert.equal(endOf(await jobOf('hasty', namespace)), undefined);

      await finish(first);
      const job = await ended(nameOf('hasty'), namespace);
      assert.deepEqual([endOf(job)?.type, endOf(job)?.reason], ['Failed', 'DeadlineExceeded']);
      assert.equal(await runsOf(nameOf('hasty'), namespace, 1), 1);
      assert.ok(Date.parse(job.status?.startTime ?? '') >= created + 2 * activeDeadlineSeconds * 1000);
    }));

  test('begins anew when the Job was preempted', () =>
    withQueue(
      ONE_POD,
      (namespace) =>
        withClasses(namespace, async ({ low, high }) => {
          const task = { taskId: 'low', workloadPriorityClass: low, activeDeadlineSeconds: 3600, backoffLimit: 1 };
          await add(namespace, [task]);
          await running('low', namespace);
          const { startTime } = (await jobOf('low', namespace)).status ?? {};
          await add(namespace, [{ taskId: 'high', workloadPriorityClass: high }]);
          const next = await running('high', namespace);
          assert.equal((await jobOf('low', namespace)).status?.startTime, undefined);
          await finish(next);
          await running('low', namespace);
          const again = (await jobOf('low', namespace)).status?.startTime;
          assert.ok(Date.parse(again ?? '') > Date.parse(startTime ?? ''), `${startTime}, then ${again}`);
        }),
      PREEMPTS,
    ));
});
