import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RunProtection } from '../../lib';
import { type ApiObject, applyAll, merge, read, remove } from './support/cluster';
import { type Job, jobNamed, runsOf } from './support/jobs';
import { inNamespace } from './support/namespace';
import { policyIn } from './support/policy';
import { synth } from './support/tasks';
import { until } from './support/until';

const JOB = 'keruta-job-a';

/** Runs a test with the policy in force, in a namespace with the Job of an agent that runs. */
async function protectedly(test: (namespace: string) => Promise<void>): Promise<void> {
  await inNamespace(async (namespace) => {
    const policy = policyIn(namespace, RunProtection);
    try {
      await applyAll(synth(tasks('a'), namespace));
      await runs(JOB, namespace);
      // The control: without the policy the Job can be suspended.
      assert.equal(await refusal(JOB, namespace), undefined);
      await applyAll(policy);
      await until('the policy is in force', () => refusal(JOB, namespace));
      await test(namespace);
    } finally {
      await Promise.all(policy.map((object) => remove(object)));
    }
  });
}

const tasks = (taskId: string) => JSON.stringify({ tasks: [{ taskId, annotations: { 'sim/duration': '10m' } }] });
const runs = (name: string, namespace: string) =>
  until(
    `the agent of Job ${name} runs`,
    async () => (await read<Job>(jobNamed(name, namespace)))?.status?.active === 1,
  );

/** Why a Job could not be suspended; undefined if it could. Nothing is changed. */
async function refusal(name: string, namespace: string, more: object = {}): Promise<string | undefined> {
  try {
    await merge(jobNamed(name, namespace), { ...more, spec: { suspend: true } }, { dryRun: true });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('where runs are protected', { concurrency: true }, () => {
  test('the Job of an agent is not suspended, also if its label goes in the same change', () =>
    protectedly(async (namespace) => {
      assert.match(
        (await refusal(JOB, namespace)) ?? '',
        /Job keruta-job-a cannot be suspended: its pod would be deleted/,
      );
      assert.match(
        (await refusal(JOB, namespace, { metadata: { labels: { app: null } } })) ?? '',
        /cannot be suspended/,
      );
      await merge(jobNamed(JOB, namespace), { metadata: { labels: { team: 'web' } } });
    }));

  test('a Job that waits is resumed as ever, and runs once', () =>
    protectedly(async (namespace) => {
      await applyAll(waiting('b', namespace));
      assert.equal(await refusal('keruta-job-b', namespace), undefined);
      await merge(jobNamed('keruta-job-b', namespace), { spec: { suspend: false } });
      await runs('keruta-job-b', namespace);
      assert.match((await refusal('keruta-job-b', namespace)) ?? '', /cannot be suspended/);
      assert.equal(await runsOf('keruta-job-b', namespace), 1);
    }));

  test('a Job that was resumed is not suspended, even if no start time is stored', () =>
    protectedly(async (namespace) => {
      // No controller manages this Job, so that its status stays empty.
      await applyAll(waiting('c', namespace, { managedBy: 'example.com/nobody' }));
      await merge(jobNamed('keruta-job-c', namespace), { spec: { suspend: false } });
      assert.match((await refusal('keruta-job-c', namespace)) ?? '', /cannot be suspended/);
    }));

  test("a Job without keruta's label is suspended as ever", () =>
    protectedly(async (namespace) => {
      await merge(jobNamed(JOB, namespace), { metadata: { labels: { app: null } } });
      assert.equal(await refusal(JOB, namespace), undefined);
    }));
});

/** The manifests of a task whose Job waits. */
function waiting(taskId: string, namespace: string, spec: object = {}): ApiObject[] {
  return synth(tasks(taskId), namespace).map((object) =>
    object.kind === 'Job' ? { ...object, spec: { ...(object.spec as object), ...spec, suspend: true } } : object,
  );
}
