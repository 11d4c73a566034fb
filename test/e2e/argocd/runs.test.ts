import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { provesOneRunsAgain, THREE_TASKS } from '../support/another-name';
import { read, remove } from '../support/cluster';
import { jobOfControl } from '../support/controls';
import { allComplete, claims, ended, endOf, type Job, jobNamed, jobs, pods, runsOf } from '../support/jobs';
import { send } from '../support/request';
import { until } from '../support/until';
import { refresh, reported, sync, synced } from './application';
import { type GitOps, withGitOps } from './gitops';

const job = (id: string, { namespace }: GitOps) => read<Job>(jobNamed(`keruta-job-${id}`, namespace));
const runs = (id: string, { namespace }: GitOps) => runsOf(`keruta-job-${id}`, namespace);
const running = (id: string, gitOps: GitOps) =>
  until(`the agent of ${id} runs`, async () => (await job(id, gitOps))?.status?.active === 1);
const imageOf = (found: Job | undefined) => found?.spec.template.spec.containers[0]?.image;

/** Hands tasks over and waits until they are in the cluster. */
async function start(gitOps: GitOps, tasks: object, makeChart?: Parameters<GitOps['commit']>[1]): Promise<void> {
  const revision = gitOps.commit(tasks, makeChart);
  await gitOps.handOver();
  await synced(gitOps.namespace, revision);
}

describe('an Application', { concurrency: true }, () => {
  test('makes the namespace and is Synced; it is Healthy when every agent has succeeded, Degraded when one failed', () =>
    withGitOps(async (gitOps) => {
      const good = [{ taskId: 'a' }, { taskId: 'b', parentTaskId: 'a' }, { taskId: 'c', done: true }];
      await start(gitOps, { tasks: good });
      await allComplete(gitOps.namespace, 2);
      await reported(gitOps.namespace, 'is healthy', ({ health }) => health?.status === 'Healthy');
      assert.equal((await claims(gitOps.namespace)).length, 2);

      await gitOps.bring({ tasks: [...good, { taskId: 'bad', annotations: { 'sim/exit-code': '1' } }] });
      await reported(gitOps.namespace, 'is degraded', ({ health }) => health?.status === 'Degraded');
    }));

  test('leaves finished Jobs alone when a default changes, gives new tasks the new one, and syncs', () =>
    withGitOps((gitOps) =>
      withGitOps(async (control) => {
        const before = { defaults: { image: 'agent:1' }, tasks: [{ taskId: 'a' }] };
        // With retries, a Job has no podFailurePolicy.
        const after = { defaults: { image: 'agent:2', backoffLimit: 1 }, tasks: [{ taskId: 'a' }, { taskId: 'b' }] };
        await start(gitOps, before);
        await allComplete(gitOps.namespace, 1);
        const uid = (await job('a', gitOps))?.metadata.uid;
        await gitOps.bring(after);
        // A sync that somebody asks for, of everything.
        await sync(gitOps.namespace);
        await allComplete(gitOps.namespace, 2);
        assert.deepEqual([(await job('a', gitOps))?.metadata.uid, imageOf(await job('a', gitOps))], [uid, 'agent:1']);
        assert.equal(imageOf(await job('b', gitOps)), 'agent:2');
        assert.deepEqual([await runs('a', gitOps), await runs('b', gitOps)], [1, 1]);

        // The control: an Application that does not ignore the template cannot sync.
        control.commit(before);
        await control.handOver(control.namespace, JsonPatch.remove('/spec/ignoreDifferences'));
        await allComplete(control.namespace, 1);
        control.commit(after);
        await refresh(control.namespace);
        await reported(control.namespace, 'cannot change a Job', ({ operationState }) =>
          operationState?.syncResult?.resources?.some(({ message }) => message.includes('field is immutable')),
        );
      }),
    ));

  test('runs every agent exactly once in 20 commits, with self-heal on', () =>
    withGitOps(async (gitOps) => {
      // Each commit changes a default, adds a task and ends one. The control: a hook runs with every sync.
      const tasksOf = (commit: number) => ({
        defaults: { image: `agent:${commit}` },
        tasks: [
          { taskId: 'control' },
          { taskId: 'stays' },
          ...Array.from({ length: commit + 1 }, (_, index) => ({ taskId: `task-${index}`, done: index < commit - 2 })),
        ],
      });
      const hook = jobOfControl({ 'argocd.argoproj.io/hook': 'Sync' });
      await start(gitOps, tasksOf(0), hook);
      for (let commit = 1; commit < 20; commit += 1) {
        await gitOps.bring(tasksOf(commit), hook);
      }
      await allComplete(gitOps.namespace, 5);
      const ids = ['stays', ...Array.from({ length: 20 }, (_, index) => `task-${index}`)];
      const counts = await Promise.all(ids.map(async (id) => [id, await runs(id, gitOps)]));
      assert.deepEqual(
        counts,
        ids.map((id) => [id, 1]),
      );
      assert.ok((await runs('control', gitOps)) >= 20);
    }));

  test('brings the next commit while an agent runs for an hour', () =>
    withGitOps(async (gitOps) => {
      const runs1h = { taskId: 'a', annotations: { 'sim/duration': '1h' } };
      await start(gitOps, { tasks: [runs1h] });
      await running('a', gitOps);
      await gitOps.bring({ tasks: [runs1h, { taskId: 'b' }, { taskId: 'c', parentTaskId: 'b' }] });
      for (const id of ['b', 'c']) {
        await ended(`keruta-job-${id}`, gitOps.namespace);
      }
      assert.equal((await job('a', gitOps))?.status?.active, 1);
    }));

  test('runs a task again whose jobName has changed, and no other; the old Job is pruned', () =>
    withGitOps(async (gitOps) => {
      await start(gitOps, THREE_TASKS);
      await provesOneRunsAgain(gitOps);
    }));

  test('makes a Job that somebody has deleted again, and the agent runs again', () =>
    withGitOps(async (gitOps) => {
      await start(gitOps, { tasks: [{ taskId: 'a' }, { taskId: 'b' }] });
      await allComplete(gitOps.namespace, 2);
      await remove(jobNamed('keruta-job-a', gitOps.namespace));
      await until('the agent has run again', async () => (await runs('a', gitOps)) === 2);
      await allComplete(gitOps.namespace, 2);
      assert.equal(await runs('b', gitOps), 1);
    }));

  test('does not run an agent again whose pod had to leave its node; that is what backoffLimit is for', () =>
    withGitOps(async (gitOps) => {
      const runs1h = { annotations: { 'sim/duration': '1h' } };
      await start(gitOps, {
        tasks: [
          { taskId: 'a', ...runs1h },
          { taskId: 'control', backoffLimit: 1, ...runs1h },
        ],
      });
      for (const id of ['a', 'control']) {
        await running(id, gitOps);
      }
      const before = (await claims(gitOps.namespace)).map(({ metadata }) => metadata.uid);
      for (const { metadata } of await pods(gitOps.namespace)) {
        await send('POST', `/api/v1/namespaces/${gitOps.namespace}/pods/${metadata.name}/eviction`, {
          body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: metadata.name } },
        });
      }
      assert.equal(endOf(await ended('keruta-job-a', gitOps.namespace))?.type, 'Failed');
      await until('the control runs again', async () => (await runs('control', gitOps)) === 2);
      await reported(gitOps.namespace, 'is degraded', ({ health }) => health?.status === 'Degraded');
      assert.equal(await runs('a', gitOps), 1);
      assert.equal((await jobs(gitOps.namespace)).length, 2);
      assert.deepEqual(
        (await claims(gitOps.namespace)).map(({ metadata }) => metadata.uid),
        before,
      );
    }));
});
