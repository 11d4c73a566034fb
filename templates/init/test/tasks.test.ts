import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTaskCharts, loadTasks, TaskApp } from 'cdk8s-keruta';
import { manifestsOf } from 'cdk8s-keruta/testing';

// The rules of this repository. Add your own: images of your registry alone, a time limit for every task.
const { tasks, warnings } = loadTasks();
const app = new TaskApp();
addTaskCharts(app, tasks);
const objects = tasks.filter(({ done }) => !done).flatMap(({ taskId }) => manifestsOf(app, taskId));

test('no two tasks would run at the same time on one working tree', () => {
  assert.deepEqual(warnings, []);
});

test('Argo CD deletes no claim', () => {
  for (const { kind, metadata } of objects.filter((object) => object.kind === 'PersistentVolumeClaim')) {
    const options = metadata.annotations?.['argocd.argoproj.io/sync-options'];
    assert.equal(options, 'Prune=false,Delete=false', `${kind} ${metadata.name}`);
  }
});
