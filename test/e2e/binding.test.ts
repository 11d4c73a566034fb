import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type BindingMode, classThatBinds } from './support/classes';
import { type ApiObject, apply } from './support/cluster';
import { allComplete, claims, pods } from './support/jobs';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';
import { until } from './support/until';

/** In which of its orders the objects of a family arrive: its claim, its root's Job and its child's. */
const ORDERS = [
  ['claim', 'root', 'child'],
  ['claim', 'child', 'root'],
  ['root', 'claim', 'child'],
  ['child', 'claim', 'root'],
  ['root', 'child', 'claim'],
  ['child', 'root', 'claim'],
] as const;

const NAMES = { claim: 'git-repo-pvc-a', root: 'keruta-job-a', child: 'keruta-job-b' };

describe('the claim binds and the Jobs complete', { concurrency: true }, () => {
  for (const mode of ['Immediate', 'WaitForFirstConsumer'] as const satisfies BindingMode[]) {
    for (const order of ORDERS) {
      test(`in a class of mode ${mode}, if they arrive as ${order.join(', ')}`, (t) =>
        inNamespace(async (namespace) => {
          const pvcStorageClass = await classThatBinds(mode);
          if (pvcStorageClass === undefined) {
            t.skip('the cluster has no such class');
            return;
          }
          const tasks = [
            { taskId: 'a', pvcStorageClass },
            { taskId: 'b', parentTaskId: 'a' },
          ];
          const family = synth(JSON.stringify({ tasks }), namespace);
          for (const [index, which] of order.entries()) {
            const jobsBefore = order.slice(0, index).filter((name) => name !== 'claim').length;
            if (which === 'claim' && jobsBefore > 0) {
              await waitInVain(namespace, jobsBefore);
            }
            await apply(family.find(({ metadata }) => metadata.name === NAMES[which]) as ApiObject);
          }
          await allComplete(namespace, 2);
          assert.deepEqual(
            (await claims(namespace)).map(({ metadata, status }) => [metadata.name, status?.phase]),
            [[NAMES.claim, 'Bound']],
          );
        }));
    }
  }
});

/** The control: without its claim a pod is there, and has no node. */
async function waitInVain(namespace: string, count: number): Promise<void> {
  await until('the scheduler has found no node for the pods', async () => {
    const found = await pods(namespace);
    const told = found.filter(({ status }) => status.conditions?.some(({ reason }) => reason === 'Unschedulable'));
    return told.length === count;
  });
  assert.ok((await pods(namespace)).every(({ spec }) => spec.nodeName === undefined));
}
