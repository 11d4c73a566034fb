import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { apply } from '../support/cluster';
import { allComplete, claims, finish, pods, runningPods, runsOf } from '../support/jobs';
import { synth } from '../support/tasks';
import { until } from '../support/until';
import { add, idOf, inQueue, nameOf, running, secondAfter, seen, waits, withQueue } from './queue';

const ROOT = { taskId: 'root' };
const CHILD = { taskId: 'child', parentTaskId: 'root' };

const runs = (namespace: string, ...ids: readonly string[]) =>
  Promise.all(ids.map((id) => runsOf(nameOf(id), namespace)));
const end = async (taskId: string, namespace: string) => finish(await running(taskId, namespace));

describe('a queue', { concurrency: true }, () => {
  test('runs a family on one claim and one node, and each of its agents once', () =>
    withQueue({ queue: { quota: { pods: 4 } } }, async (namespace) => {
      const family = ['root', 'child', 'child-2', 'child-3', 'child-4'];
      await add(namespace, [ROOT, ...family.slice(1).map((taskId) => ({ taskId, parentTaskId: 'root' }))]);
      // Without the affinity of their family, four agents are on one of three nodes once in 27 times.
      await until('four agents run', async () => (await runningPods(namespace)).length === 4);
      const together = await runningPods(namespace);
      assert.deepEqual(
        (await claims(namespace)).map(({ metadata }) => metadata.name),
        ['git-repo-pvc-root'],
      );
      assert.equal(new Set(together.map(({ spec }) => spec.nodeName)).size, 1);
      await Promise.all(together.map(finish));
      const last = family.find((id) => !together.some((pod) => idOf(pod) === id)) ?? '';
      await end(last, namespace);
      await allComplete(namespace, family.length);
      assert.deepEqual(await runs(namespace, ...family), [1, 1, 1, 1, 1]);
    }));

  test('knows no families: the child that was made first runs before its root', () =>
    withQueue({ queue: { quota: { pods: 1 } } }, async (namespace) => {
      await add(namespace, [{ taskId: 'other' }]);
      await running('other', namespace);
      // In the order of the names of their files, as kubectl applies them.
      for (const object of synth(JSON.stringify(inQueue([ROOT, CHILD])), namespace)) {
        await apply(object);
        if (object.kind === 'Job') {
          await secondAfter(idOf(object), namespace);
        }
      }
      await waits('child', namespace);
      await seen('root', namespace);
      await end('other', namespace);
      await end('child', namespace);
      assert.deepEqual(await runs(namespace, 'child', 'root'), [1, 0]);
      await end('root', namespace);
      await allComplete(namespace, 3);
    }));

  test('counts an agent that waits for its ReadWriteOncePod claim, so that others wait for one agent', () =>
    withQueue({ queue: { quota: { pods: 2 } } }, async (namespace) => {
      await add(namespace, [{ ...ROOT, pvcAccessMode: 'ReadWriteOncePod' }, CHILD]);
      const [first] = await until('one of the family runs, and the pod of the other waits for its claim', async () => {
        const [runner, more] = await runningPods(namespace);
        const unscheduled = (await pods(namespace)).some(({ status }) =>
          status.conditions?.some(({ reason }) => reason === 'Unschedulable'),
        );
        assert.equal(more, undefined);
        return runner && unscheduled && [runner];
      });
      await add(namespace, [{ taskId: 'other' }]);
      await waits('other', namespace);
      await finish(first);
      await running(idOf(first) === 'root' ? 'child' : 'root', namespace);
      await running('other', namespace);
    }));
});
