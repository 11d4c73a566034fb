import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyAll } from './support/cluster';
import { allComplete, claims, type Pod, pods } from './support/jobs';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';

/** The claims that a pod mounts. */
const mounted = ({ spec }: Pod) => spec.volumes.flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);

test("ten generations: every task mounts the root's claim, the only one; a task without a parent its own", () =>
  inNamespace(async (namespace) => {
    const generations = Array.from({ length: 10 }, (_, depth) => ({
      taskId: `task-${depth}`,
      parentTaskId: depth === 0 ? undefined : `task-${depth - 1}`,
    }));
    await applyAll(synth(JSON.stringify({ tasks: [...generations, { taskId: 'other' }] }), namespace));
    await allComplete(namespace, 11);
    const byTask = (await pods(namespace)).map((pod) => [pod.metadata.labels?.['task-id'], mounted(pod)]);
    assert.deepEqual(Object.fromEntries(byTask), {
      ...Object.fromEntries(generations.map(({ taskId }) => [taskId, ['git-repo-pvc-task-0']])),
      other: ['git-repo-pvc-other'],
    });
    const names = (await claims(namespace)).map(({ metadata }) => metadata.name);
    assert.deepEqual(names.sort(), ['git-repo-pvc-other', 'git-repo-pvc-task-0']);
  }));
