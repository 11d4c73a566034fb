import { existsSync } from 'node:fs';
import { ApiObject } from 'cdk8s';
import { TaskApp, TaskChart } from '../lib';
import { appOf, manifestsOf, matchers } from '../lib/testing';

expect.extend(matchers);

describe('appOf', () => {
  test('makes an app of the tasks in a text', () => {
    const app = appOf('tasks: [{ taskId: a }, { taskId: b, parentTaskId: a }]');
    expect(app.charts.map(({ node }) => node.id)).toEqual(['a', 'b']);
  });

  test('makes the charts that one makes oneself', () => {
    class MyChart extends TaskChart {}
    const app = appOf('tasks: [{ taskId: a }]', (scope, props) => new MyChart(scope, props));
    expect(app.charts[0]?.constructor).toBe(MyChart);
  });

  test('throws all mistakes of the text', () => {
    expect(() => appOf('tasks: [{ taskId: A }, { taskID: b }]')).toThrow(/taskId.*taskID/s);
  });

  test('removes its folders', () => {
    expect(existsSync(appOf('tasks: [{ taskId: a }]').outdir)).toBe(false);
  });
});

describe('manifestsOf', () => {
  test('gives the claim and the Job of a task, as a cluster reads them', () => {
    const [claim, job, ...others] = manifestsOf(appOf('tasks: [{ taskId: a, timeout: 5 }, { taskId: b }]'), 'a');
    expect(claim).toHaveProperty('metadata.name', 'git-repo-pvc-a');
    expect(job).toMatchObject({ kind: 'Job', spec: { template: { spec: { restartPolicy: 'Never' } } } });
    expect(job).toHaveProperty('spec.template.spec.containers.0.command.7', '5');
    expect(others).toEqual([]);
  });

  test('finds a task whose manifest lies in a folder of its family', () => {
    const app = appOf('layout: families\ntasks: [{ taskId: a }, { taskId: b, parentTaskId: a }]');
    expect(manifestsOf(app, 'b')).toMatchObject([{ kind: 'Job' }]);
  });

  test('gives what else the chart makes', () => {
    const app = new TaskApp();
    const chart = new TaskChart(app, { taskId: 'a' });
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    expect(manifestsOf(app, 'a').map(({ kind }) => kind)).toContain('ConfigMap');
  });

  test('throws if the task has no manifest, and says which have one', () => {
    const app = appOf('tasks: [{ taskId: a }, { taskId: b, existingClaim: c, done: true }]');
    expect(() => manifestsOf(app, 'b')).toThrow('task b has no manifest; those that have one: a');
  });
});

describe('toChangeOnly', () => {
  const before = appOf('tasks: [{ taskId: a }, { taskId: b }, { taskId: c }]');

  test('holds if the tasks changed and no others did', () => {
    const after = appOf('tasks: [{ taskId: d }, { taskId: c, timeout: 5 }, { taskId: a }]');
    expect(after).toChangeOnly(['b', 'c', 'd'], before);
    expect(appOf('tasks: [{ taskId: c }, { taskId: b }, { taskId: a }]')).toChangeOnly([], before);
  });

  test.each([
    [
      'is other',
      'tasks: [{ taskId: a }, { taskId: b, pvcStorageSize: 2Gi }, { taskId: c }]',
      'b: line 18 was storage: 1Gi and is storage: 2Gi',
    ],
    ['is gone', 'tasks: [{ taskId: a }, { taskId: c }]', 'b: is gone'],
    ['is new', 'tasks: [{ taskId: a }, { taskId: b }, { taskId: c }, { taskId: d }]', 'd: is new'],
    [
      'has moved',
      'layout: { shards: 1 }\ntasks: [{ taskId: a }, { taskId: b }, { taskId: c }]',
      'b: moved from b.k8s.yaml to shard-0-of-1/b.k8s.yaml',
    ],
  ])('fails if another %s, and says how', (_, text, change) => {
    const after = appOf(text);
    expect(() => expect(after).toChangeOnly([], before)).toThrow(change);
  });

  test('fails if one of the tasks did not change', () => {
    const after = appOf('tasks: [{ taskId: a }, { taskId: b, timeout: 5 }, { taskId: c }]');
    expect(() => expect(after).toChangeOnly(['a', 'b'], before)).toThrow(
      /expected to change: a, b\nchanged:\n {2}b: line/,
    );
    expect(() => expect(before).toChangeOnly(['a'], before)).toThrow('changed: nothing');
  });

  test('can be turned round', () => {
    expect(before).not.toChangeOnly(['a'], before);
    expect(() => expect(before).not.toChangeOnly([], before)).toThrow(
      'expected not to change: nothing\nchanged: nothing',
    );
  });
});
