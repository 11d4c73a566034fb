import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { type ApiObject, applyAll, create, remove } from './support/cluster';
import { allComplete, ended, endOf, finish, pods, runningPod, runsOf } from './support/jobs';
import { inNamespace } from './support/namespace';
import { type OwnNodes, withOwnNodes } from './support/own-nodes';
import { Refused } from './support/request';
import { synth } from './support/tasks';
import { until } from './support/until';

/** A task whose agent takes more than half of a node, and works until the test lets it end. */
const task = (settings: object, { pod }: OwnNodes) =>
  JSON.stringify({
    tasks: [
      {
        taskId: 'a',
        annotations: { 'sim/duration': '1h' },
        resources: { requests: { cpu: '600m' } },
        ...pod,
        ...settings,
      },
    ],
  });

function drain(node: string): Promise<unknown> {
  return promisify(execFile)('kubectl', ['drain', node, '--ignore-daemonsets', '--force']);
}

/** Lets a pod of a higher priority take the node, until the function that is returned is called. */
async function preempt(namespace: string, { pod }: OwnNodes): Promise<() => Promise<void>> {
  const metadata = { generateName: 'keruta-e2e-' } as unknown as ApiObject['metadata'];
  const priority = await create<ApiObject>({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata,
    value: 1_000_000,
  } as Partial<ApiObject> & Pick<ApiObject, 'apiVersion' | 'kind'>);
  const containers = [{ name: 'main', image: 'a:1', resources: { requests: { cpu: '600m' } } }];
  // The API server looks for the class in a cache, to which a new class comes some time later.
  const strong = await until('the API server knows the class', () =>
    create<ApiObject>({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'strong', namespace, annotations: { 'sim/duration': '1h' } } as ApiObject['metadata'],
      spec: { ...pod, containers, priorityClassName: priority.metadata.name, restartPolicy: 'Never' },
    }).catch((error) => {
      if (error instanceof Refused && error.message.includes('no PriorityClass')) {
        return undefined;
      }
      throw error;
    }),
  );
  return async () => {
    await remove(strong);
    await remove(priority);
  };
}

describe('an agent whose node is drained', { concurrency: true }, () => {
  test('runs again on another node with onDisruption: retry', () =>
    withOwnNodes(2, (nodes) =>
      inNamespace(async (namespace) => {
        await applyAll(synth(task({ onDisruption: 'retry' }, nodes), namespace));
        const first = await runningPod('a', namespace);
        await drain(first.spec.nodeName as string);
        const second = await runningPod('a', namespace, { before: [first] });
        assert.notEqual(second.spec.nodeName, first.spec.nodeName);
        await finish(second);
        const [job] = await allComplete(namespace, 1);
        assert.equal(await runsOf('keruta-job-a', namespace, 2), 2);
        assert.equal(job?.status?.failed ?? 0, 0, 'a disrupted pod counts as failed');
      }),
    ));

  test('runs once by default: the Job fails', () =>
    withOwnNodes(2, (nodes) =>
      inNamespace(async (namespace) => {
        await applyAll(synth(task({}, nodes), namespace));
        await drain((await runningPod('a', namespace)).spec.nodeName as string);
        assert.equal(endOf(await ended('keruta-job-a', namespace))?.type, 'Failed');
        assert.equal(await runsOf('keruta-job-a', namespace), 1);
      }),
    ));
});

describe('an agent whose node is taken by a pod of a higher priority', { concurrency: true }, () => {
  test('runs again when there is room, with onDisruption: retry', () =>
    withOwnNodes(1, (nodes) =>
      inNamespace(async (namespace) => {
        await applyAll(synth(task({ onDisruption: 'retry' }, nodes), namespace));
        const first = await runningPod('a', namespace);
        const release = await preempt(namespace, nodes);
        await until('a second agent waits', async () =>
          (await pods(namespace)).find(
            ({ metadata, status }) =>
              metadata.labels?.['task-id'] === 'a' &&
              status.phase === 'Pending' &&
              metadata.name !== first.metadata.name,
          ),
        );
        await release();
        await finish(await runningPod('a', namespace, { before: [first] }));
        const [job] = await allComplete(namespace, 1);
        assert.equal(await runsOf('keruta-job-a', namespace, 2), 2);
        assert.equal(job?.status?.failed ?? 0, 0, 'a disrupted pod counts as failed');
      }),
    ));

  test('runs once by default: the Job fails', () =>
    withOwnNodes(1, (nodes) =>
      inNamespace(async (namespace) => {
        await applyAll(synth(task({}, nodes), namespace));
        await runningPod('a', namespace);
        const release = await preempt(namespace, nodes);
        assert.equal(endOf(await ended('keruta-job-a', namespace))?.type, 'Failed');
        await release();
        assert.equal(await runsOf('keruta-job-a', namespace), 1);
      }),
    ));
});
