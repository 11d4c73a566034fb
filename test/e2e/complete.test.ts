import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyAll } from './support/cluster';
import { allComplete, claims, jobs, runsOf } from './support/jobs';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';

test('100 tasks applied at once: all complete, each after one run', () =>
  inNamespace(async (namespace) => {
    const tasks = Array.from({ length: 100 }, (_, index) => `  - taskId: task-${index}\n`).join('');
    await applyAll(synth(`tasks:\n${tasks}`, namespace));
    await allComplete(namespace, 100);
    const bound = (await claims(namespace)).filter(({ status }) => status?.phase === 'Bound');
    assert.equal(bound.length, 100);
    for (const { metadata } of await jobs(namespace)) {
      assert.equal(await runsOf(metadata.name, namespace), 1);
    }
  }));
