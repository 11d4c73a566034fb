import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiObject as Cdk8sObject } from 'cdk8s';
import { TaskChart, type TaskSettings } from '../../lib';
import type { RefusalCode } from '../../lib/cli/plan/task-plan';
import { readManifests } from '../../lib/manifests/parse';
import { type Change, changes, type Side } from './plan/changes';
import { plansUnaided } from './plan/unaided';
import { defaultClass, makeClass } from './support/classes';
import { apply, applyAll, remove } from './support/cluster';
import { claims } from './support/jobs';
import { inNamespace } from './support/namespace';
import { manifestsOf, objectsOf } from './support/tasks';
import { until } from './support/until';

/**
 * The refusals of a plan for which an API server accepts the change: data would be lost, an agent would run again or not at
 * all, or Kueue refuses the change where it is installed.
 */
const LOSES: readonly RefusalCode[] = [
  'other-claim',
  'job-run',
  'other-namespace',
  'other-folder',
  'many-removals',
  'claim-unprotected',
  'job-ttl',
  'job-queue',
];

/** The manifest files of one side; the names of all changes are apart, since they share a namespace. */
function filesOf({ tasks, layout, job = [], claim = [] }: Side, prefix: string): Map<string, string> {
  const apart = (name: string | undefined) => name?.replace(/^(keruta-job-)?/, `$1${prefix}-`);
  const entries = (tasks as readonly TaskSettings[]).map((task) => ({
    ...task,
    taskId: apart(task.taskId),
    parentTaskId: apart(task.parentTaskId),
    jobName: apart(task.jobName),
  }));
  return manifestsOf(JSON.stringify({ layout, tasks: entries }), (scope, props) => {
    const chart = new TaskChart(scope, props);
    if (job.length > 0) {
      Cdk8sObject.of(chart.job).addJsonPatch(...job);
    }
    if (claim.length > 0) {
      Cdk8sObject.of(chart.workspace).addJsonPatch(...claim);
    }
    return chart;
  });
}

/** The codes of all that a plan refuses, where no Argo CD is told to ignore anything. */
function refusalsOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): RefusalCode[] {
  const [old, now] = [readManifests(before, 'before'), readManifests(after, 'after')];
  const plans = plansUnaided(old.manifests, now.manifests);
  return [...new Set(plans.flatMap(({ refusals }) => refusals.map(({ code }) => code)))];
}

test('what an API server refuses, a plan refuses; what it takes, only where data or a run would be lost', (t) =>
  inNamespace(async (namespace) => {
    const usual = await defaultClass();
    const [growing, fixed] = await Promise.all([makeClass(usual, true), makeClass(usual, false)]);
    try {
      const classes = { usual: usual.metadata.name, growing: growing.metadata.name, fixed: fixed.metadata.name };
      const cases = changes(classes).map((change, index) => ({
        change,
        before: filesOf(change.before, `t${index}`),
        after: filesOf(change.after, `t${index}`),
      }));
      const objects = (files: ReadonlyMap<string, string>) =>
        [...files.values()].flatMap((text) => objectsOf(text, namespace));
      await applyAll(cases.flatMap(({ before }) => objects(before)));
      await until('every claim is bound', async () =>
        (await claims(namespace)).every(({ status }) => status?.phase === 'Bound'),
      );

      for (const { change, before, after } of cases) {
        await t.test(change.what, async () => {
          const plan = refusalsOf(before, after);
          assert.deepEqual(plan, change.refused, 'what the plan says');
          // Only asked, so that no change meets what another has left.
          const answers = await Promise.allSettled(objects(after).map((object) => apply(object, { dryRun: true })));
          const server = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : []));
          agree(change, plan, server);
        });
      }
    } finally {
      await Promise.all([growing, fixed].map((one) => remove(one)));
    }
  }));

function agree({ upToTheCluster = false }: Change, plan: readonly RefusalCode[], server: readonly string[]): void {
  if (server.length === 0) {
    assert.deepEqual(
      plan.filter((code) => !LOSES.includes(code)),
      [],
      'the server takes it',
    );
  } else if (!upToTheCluster) {
    assert.notDeepEqual(plan, [], `the server says: ${server.join('; ')}`);
  }
}
