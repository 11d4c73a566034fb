import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { provesOneRunsAgain, THREE_TASKS } from '../support/another-name';
import { merge, remove } from '../support/cluster';
import { allComplete, ended, endOf, type Job, jobNamed, jobs } from '../support/jobs';
import { until } from '../support/until';
import { kustomizationNamed, notReady } from './flux';
import { type FluxGitOps, withFlux } from './gitops';

const imageOf = (found: Job | undefined) => found?.spec.template.spec.containers[0]?.image;
const RUNS = { annotations: { 'sim/duration': '1h' } };
const FAILS = { annotations: { 'sim/exit-code': '1' } };

/** The Kustomization of a control: without the patch that leaves Jobs as they are. */
const NO_PATCH = JsonPatch.remove('/spec/patches');
const FORCE = JsonPatch.add('/spec/force', true);
const WAIT = JsonPatch.add('/spec/wait', true);

function withBoth(test: (gitOps: FluxGitOps, control: FluxGitOps) => Promise<void>): Promise<void> {
  return withFlux((gitOps) => withFlux((control) => test(gitOps, control)));
}

const running = (id: string, { job }: FluxGitOps) =>
  until(`the agent of ${id} runs`, async () => (await job(id))?.status?.active === 1);

describe('a Kustomization', { concurrency: true }, () => {
  test('leaves Jobs alone when a default changes, and gives new tasks the new one; without the patch nothing is applied', () =>
    withBoth(async (gitOps, control) => {
      const before = { defaults: { image: 'agent:1' }, tasks: [{ taskId: 'a' }] };
      const after = { defaults: { image: 'agent:2', backoffLimit: 1 }, tasks: [{ taskId: 'a' }, { taskId: 'b' }] };
      await gitOps.start(before);
      await control.start(before, undefined, NO_PATCH);
      for (const { namespace } of [gitOps, control]) {
        await allComplete(namespace, 1);
      }
      const uid = (await gitOps.job('a'))?.metadata.uid;
      await gitOps.bring(after);
      await allComplete(gitOps.namespace, 2);
      assert.deepEqual([(await gitOps.job('a'))?.metadata.uid, imageOf(await gitOps.job('a'))], [uid, 'agent:1']);
      assert.equal(imageOf(await gitOps.job('b')), 'agent:2');
      // The next reconciliations run nothing either.
      for (let time = 0; time < 3; time += 1) {
        assert.match(await gitOps.reconcile(), /^Ready=True/);
      }
      assert.deepEqual([await gitOps.runs('a'), await gitOps.runs('b')], [1, 1]);

      assert.match(await control.tryToBring(after), /^Ready=False .*field is immutable/s);
      assert.equal(await control.job('b'), undefined);
    }));

  test('runs every agent exactly once in 20 commits; with force each runs with every commit', () =>
    withBoth(async (gitOps, control) => {
      // Each commit changes a default, adds a task and ends one.
      const tasksOf = (commit: number) => ({
        defaults: { image: `agent:${commit}` },
        tasks: [
          { taskId: 'stays' },
          ...Array.from({ length: commit + 1 }, (_, index) => ({ taskId: `task-${index}`, done: index < commit - 2 })),
        ],
      });
      await gitOps.start(tasksOf(0));
      for (let commit = 1; commit < 20; commit += 1) {
        await gitOps.bring(tasksOf(commit));
      }
      await allComplete(gitOps.namespace, 4);
      const ids = ['stays', ...Array.from({ length: 20 }, (_, index) => `task-${index}`)];
      const counts = await Promise.all(ids.map(async (id) => [id, await gitOps.runs(id)]));
      assert.deepEqual(
        counts,
        ids.map((id) => [id, 1]),
      );

      await control.start(tasksOf(0), undefined, NO_PATCH, FORCE);
      for (const commit of [1, 2, 3]) {
        await ended('keruta-job-stays', control.namespace);
        await control.bring(tasksOf(commit));
      }
      await until('it has run with every commit', async () => (await control.runs('stays')) === 4);
    }));

  test('brings the next commit while an agent runs and another has failed; with wait it does not', () =>
    withBoth(async (gitOps, control) => {
      const before = [
        { taskId: 'a', ...RUNS },
        { taskId: 'bad', ...FAILS },
      ];
      const after = { tasks: [...before, { taskId: 'b' }] };
      await gitOps.start({ tasks: before });
      control.commit({ tasks: before });
      await control.handOver(WAIT);
      for (const one of [gitOps, control]) {
        await running('a', one);
        await ended('keruta-job-bad', one.namespace);
      }
      control.commit(after);
      await gitOps.bring(after);
      await ended('keruta-job-b', gitOps.namespace);
      assert.equal((await gitOps.job('a'))?.status?.active, 1);
      await notReady(kustomizationNamed(control.namespace), /Job.*keruta-job-bad.*failed/i);
    }));

  test('runs a task again whose jobName has changed, and no other; the old Job is pruned', () =>
    withFlux(async (gitOps) => {
      await gitOps.start(THREE_TASKS);
      await provesOneRunsAgain(gitOps);
    }));

  test('that is suspended brings no commit, and brings them all when it is resumed; no agent runs twice', () =>
    withFlux(async (gitOps) => {
      await gitOps.start({ tasks: [{ taskId: 'a' }] });
      await allComplete(gitOps.namespace, 1);
      const suspend = (value: boolean) => merge(kustomizationNamed(gitOps.namespace), { spec: { suspend: value } });
      await suspend(true);
      gitOps.commit({ tasks: [{ taskId: 'a' }, { taskId: 'b' }] });
      gitOps.commit({ defaults: { image: 'agent:2' }, tasks: [{ taskId: 'a' }, { taskId: 'b' }, { taskId: 'c' }] });
      assert.equal((await jobs(gitOps.namespace)).length, 1);
      await suspend(false);
      assert.match(await gitOps.reconcile(), /^Ready=True/);
      await allComplete(gitOps.namespace, 3);
      assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(gitOps.runs)), [1, 1, 1]);
    }));

  test('makes a Job that somebody has deleted again, and the agent runs again', () =>
    withFlux(async (gitOps) => {
      await gitOps.start({ tasks: [{ taskId: 'a' }, { taskId: 'b' }] });
      await allComplete(gitOps.namespace, 2);
      await remove(jobNamed('keruta-job-a', gitOps.namespace));
      await until('Job a is gone', async () => (await gitOps.job('a')) === undefined);
      await gitOps.reconcile();
      await allComplete(gitOps.namespace, 2);
      assert.deepEqual([await gitOps.runs('a'), await gitOps.runs('b')], [2, 1]);
    }));

  test('applies nothing of a commit with a broken object, and all of it when the object is mended', () =>
    withFlux(async (gitOps) => {
      await gitOps.start({ tasks: [{ taskId: 'a' }] });
      await allComplete(gitOps.namespace, 1);
      const file = join(gitOps.repository.folder, 'dist', 'broken.yaml');
      const account = (name: string) =>
        JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } });
      writeFileSync(file, account('Not A Name'));
      assert.match(
        await gitOps.tryToBring({ tasks: [{ taskId: 'a' }, { taskId: 'b' }] }),
        /^Ready=False .*Not A Name/s,
      );
      assert.equal(await gitOps.job('b'), undefined);
      assert.equal(endOf((await gitOps.job('a')) as Job)?.type, 'Complete');

      writeFileSync(file, account('mended'));
      await gitOps.bring({ tasks: [{ taskId: 'a' }, { taskId: 'b' }] });
      await allComplete(gitOps.namespace, 2);
      assert.deepEqual([await gitOps.runs('a'), await gitOps.runs('b')], [1, 1]);
    }));
});
