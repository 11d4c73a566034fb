import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyAll } from './support/cluster';
import { allComplete, type Pod, pods, spanOf } from './support/jobs';
import { inNamespace } from './support/namespace';
import { withoutAffinity } from './support/split';
import { synth } from './support/tasks';
import { until } from './support/until';

const FAMILIES = 20;
const MEMBERS = 3;

/** Families of a root and two children that are started at once. */
function families(count: number, duration: string, settings: object): string {
  const annotations = { 'sim/duration': duration };
  const tasks = Array.from({ length: count }, (_, index) => [
    { taskId: `f${index}-0`, annotations, ...settings },
    ...Array.from({ length: MEMBERS - 1 }, (_, child) => ({
      taskId: `f${index}-${child + 1}`,
      parentTaskId: `f${index}-0`,
      annotations,
    })),
  ]);
  return JSON.stringify({ tasks: tasks.flat() });
}

/** The pods of each family. */
function byFamily(found: readonly Pod[]): Pod[][] {
  const groups = new Map<string, Pod[]>();
  for (const pod of found) {
    const family = pod.metadata.labels?.['task-id']?.split('-')[0] ?? '';
    groups.set(family, [...(groups.get(family) ?? []), pod]);
  }
  return [...groups.values()];
}

describe(`of ${FAMILIES} families of ${MEMBERS} that run at the same time`, { concurrency: true }, () => {
  /** On how many nodes the pods of each family are, once all have one. */
  async function nodesOfFamilies(namespace: string, objects: ReturnType<typeof synth>): Promise<number[]> {
    await applyAll(objects);
    const all = await until(
      'every pod has a node',
      async () => {
        const found = (await pods(namespace)).filter(({ spec }) => spec.nodeName !== undefined);
        return found.length === FAMILIES * MEMBERS && found;
      },
      { seen: async () => (await pods(namespace)).map(({ metadata, status }) => [metadata.name, status]) },
    );
    // A pod that has ended binds no other to its node: then this would prove nothing.
    assert.ok(all.every(({ status }) => status.phase !== 'Succeeded'));
    return byFamily(all).map((family) => new Set(family.map(({ spec }) => spec.nodeName)).size);
  }
  const running = (settings: object) => families(FAMILIES, '10m', settings);

  test('each ReadWriteOnce one is on one node', () =>
    inNamespace(async (namespace) => {
      const nodes = await nodesOfFamilies(namespace, synth(running({}), namespace));
      assert.deepEqual(nodes, Array(FAMILIES).fill(1));
    }));

  test('some ReadWriteOnce one is on more nodes, were it not for the affinity', () =>
    inNamespace(async (namespace) => {
      const nodes = await nodesOfFamilies(namespace, synth(running({}), namespace, withoutAffinity));
      assert.ok(
        nodes.some((count) => count > 1),
        `nodes of each family: ${nodes}`,
      );
    }));

  test('some ReadWriteMany one is on more nodes', () =>
    inNamespace(async (namespace) => {
      const objects = synth(running({ pvcAccessMode: 'ReadWriteMany' }), namespace);
      const nodes = await nodesOfFamilies(namespace, objects);
      assert.ok(
        nodes.some((count) => count > 1),
        `nodes of each family: ${nodes}`,
      );
    }));
});

describe('of families whose tasks are started at once', { concurrency: true }, () => {
  test('no two tasks of a ReadWriteOncePod one ever run at the same time', () =>
    inNamespace(async (namespace) => {
      const count = 3;
      await applyAll(synth(families(count, '2s', { pvcAccessMode: 'ReadWriteOncePod' }), namespace));
      await allComplete(namespace, count * MEMBERS);
      for (const family of byFamily(await pods(namespace))) {
        const runs = family.map(spanOf).sort(([a], [b]) => a - b);
        for (const [index, [start]] of runs.slice(1).entries()) {
          assert.ok(start >= (runs[index]?.[1] ?? Number.NaN), `from and until, in milliseconds: ${runs.join(' ')}`);
        }
      }
    }));

  test('all tasks of a ReadWriteOnce one do', () =>
    inNamespace(async (namespace) => {
      await applyAll(synth(families(1, '10m', {}), namespace));
      await until('all run', async () => {
        const running = (await pods(namespace)).filter(({ status }) => status.phase === 'Running');
        return running.length === MEMBERS;
      });
    }));
});
