import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { KEEP } from '../../../lib/settings/keep';
import { read, remove } from '../support/cluster';
import { claimOfControl } from '../support/controls';
import { allComplete, claimNamed, claims, jobs, runsOf } from '../support/jobs';
import { inNamespace } from '../support/namespace';
import { until } from '../support/until';
import { allSynced, argocd, argoNamed, noApplications, refresh, reported, synced, syncsOf } from './application';
import { type GitOps, withGitOps } from './gitops';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** A claim that stays when its task goes, as the product's do, but not when its Application goes. */
const notKept = claimOfControl({ [SYNC_OPTIONS]: 'Prune=false' });

/** The uids of the claims of a namespace, by their names. */
const claimsIn = async (namespace: string) =>
  Object.fromEntries((await claims(namespace)).map(({ metadata }) => [metadata.name, metadata.uid]));
const jobsIn = async (namespace: string) => (await jobs(namespace)).map(({ metadata }) => metadata.name);

const gone = (name: string, namespace: string) =>
  until(`claim ${name} is gone`, async () => (await read(claimNamed(name, namespace))) === undefined);
const noJobs = (namespace: string) => until('no Job is left', async () => (await jobs(namespace)).length === 0);

/** Some tasks in an Application, their agents at their end. */
async function run(gitOps: GitOps, ids: readonly string[], makeChart = claimOfControl({})): Promise<void> {
  const revision = gitOps.commit({ tasks: ids.map((taskId) => ({ taskId })) }, makeChart);
  await gitOps.handOver();
  await synced(gitOps.namespace, revision);
  await allComplete(gitOps.namespace, ids.length);
}

describe('a claim outlives', { concurrency: true }, () => {
  test('its task, whose Job goes; the Application is Synced and does not sync again and again', () =>
    withGitOps((gitOps) =>
      withGitOps(async (restless) => {
        // The controls: a claim that nothing keeps, and one that is kept, but counts as missing in Git.
        await run(gitOps, ['a', 'b', 'control']);
        await run(restless, ['b', 'control'], claimOfControl({ [SYNC_OPTIONS]: KEEP[SYNC_OPTIONS] }));
        const { 'git-repo-pvc-control': _, ...kept } = await claimsIn(gitOps.namespace);

        await gitOps.bring({ tasks: [{ taskId: 'b' }] });
        const syncs = await syncsOf(gitOps.namespace);
        await gone('git-repo-pvc-control', gitOps.namespace);
        assert.deepEqual(await claimsIn(gitOps.namespace), kept);
        assert.deepEqual(await jobsIn(gitOps.namespace), ['keruta-job-b']);

        restless.commit({ tasks: [{ taskId: 'b' }] });
        await refresh(restless.namespace);
        await reported(restless.namespace, 'misses the claim', ({ sync }) => sync?.status === 'OutOfSync');
        const start = await syncsOf(restless.namespace);
        await until('the other syncs again and again', async () => (await syncsOf(restless.namespace)) > start + 2);
        await refresh(gitOps.namespace);
        await reported(gitOps.namespace, 'is still Synced', ({ sync }) => sync?.status === 'Synced');
        // One may have been on its way already.
        assert.ok((await syncsOf(gitOps.namespace)) <= syncs + 1);
      }),
    ));

  test('its Job, of a task that is done', () =>
    withGitOps(async (gitOps) => {
      await run(gitOps, ['a', 'b']);
      const before = await claimsIn(gitOps.namespace);
      await gitOps.bring({ tasks: [{ taskId: 'a', done: true }, { taskId: 'b' }] });
      assert.deepEqual(await jobsIn(gitOps.namespace), ['keruta-job-b']);
      assert.deepEqual(await claimsIn(gitOps.namespace), before);
    }));

  test('its task, and is adopted when the id is used again', () =>
    withGitOps(async (gitOps) => {
      await run(gitOps, ['a', 'b', 'control']);
      const before = await claimsIn(gitOps.namespace);
      await gitOps.bring({ tasks: [{ taskId: 'b' }] });
      await gone('git-repo-pvc-control', gitOps.namespace);
      await gitOps.bring({ tasks: [{ taskId: 'a' }, { taskId: 'b' }, { taskId: 'control' }] });
      await allComplete(gitOps.namespace, 3);
      const after = await claimsIn(gitOps.namespace);
      assert.equal(after['git-repo-pvc-a'], before['git-repo-pvc-a']);
      assert.notEqual(after['git-repo-pvc-control'], before['git-repo-pvc-control']);
      assert.equal(await runsOf('keruta-job-a', gitOps.namespace), 2);
      assert.equal(await runsOf('keruta-job-b', gitOps.namespace), 1);
    }));

  test("its task's namespace; the other namespace has a new claim, on which the agent runs again", () =>
    withGitOps((gitOps) =>
      inNamespace(async (other) => {
        await run(gitOps, ['a', 'b']);
        const before = await claimsIn(gitOps.namespace);
        await gitOps.bring({ tasks: [{ taskId: 'a', namespace: other }, { taskId: 'b' }] });
        await allComplete(other, 1);
        assert.deepEqual(await claimsIn(gitOps.namespace), before);
        assert.notEqual((await claimsIn(other))['git-repo-pvc-a'], before['git-repo-pvc-a']);
        assert.deepEqual(await jobsIn(gitOps.namespace), ['keruta-job-b']);
        assert.equal(await runsOf('keruta-job-a', other), 1);
      }),
    ));

  test('its Application: as made, Jobs stay too and do not run when it comes back; with a finalizer they go', () =>
    withGitOps(async (gitOps) => {
      const { namespace } = gitOps;
      await run(gitOps, ['a', 'b', 'control'], notKept);
      const before = await claimsIn(namespace);
      await remove(argoNamed('Application', namespace));
      await noApplications(namespace);
      const tasks = { tasks: [{ taskId: 'a' }, { taskId: 'b' }, { taskId: 'c' }, { taskId: 'control' }] };
      const revision = gitOps.commit(tasks, notKept);
      await gitOps.handOver();
      await synced(namespace, revision);
      await allComplete(namespace, 4);
      for (const taskId of ['a', 'b', 'c', 'control']) {
        assert.equal(await runsOf(`keruta-job-${taskId}`, namespace), 1, taskId);
      }

      // Argo CD's own command sets the finalizer first.
      await argocd('app', 'delete', namespace, '--yes');
      await noApplications(namespace);
      await noJobs(namespace);
      await gone('git-repo-pvc-control', namespace);
      const after = await claimsIn(namespace);
      assert.deepEqual({ ...before, ...after }, { ...after, 'git-repo-pvc-control': before['git-repo-pvc-control'] });
      assert.deepEqual(Object.keys(after).sort(), ['git-repo-pvc-a', 'git-repo-pvc-b', 'git-repo-pvc-c']);

      await gitOps.handOver();
      await synced(namespace, revision);
      await allComplete(namespace, 4);
      assert.equal(await runsOf('keruta-job-a', namespace), 2);
      assert.equal((await claimsIn(namespace))['git-repo-pvc-a'], before['git-repo-pvc-a']);
    }));
});

describe('of an ApplicationSet', { concurrency: true }, () => {
  const families = { layout: 'families', tasks: ['a', 'b', 'control'].map((taskId) => ({ taskId })) };

  test('that is deleted, claims and Jobs stay, and no agent runs when it comes back', () =>
    withGitOps((gitOps) =>
      withGitOps(async (control) => {
        // The control: a set that takes along what its Applications have applied. Its claims stay all the same.
        const takesAlong = JsonPatch.replace('/spec/syncPolicy/preserveResourcesOnDeletion', false);
        for (const [one, patches] of [[gitOps, []] as const, [control, [takesAlong]] as const]) {
          const revision = one.commit(families, notKept);
          await one.handOver(one.namespace, ...patches);
          await allSynced(one.namespace, one.namespace, 3, revision);
          await allComplete(one.namespace, 3);
        }
        const [before, others] = await Promise.all([gitOps, control].map(({ namespace }) => claimsIn(namespace)));
        for (const { namespace } of [gitOps, control]) {
          await remove(argoNamed('ApplicationSet', namespace));
          await noApplications(namespace);
        }
        await noJobs(control.namespace);
        await gone('git-repo-pvc-control', control.namespace);
        const { 'git-repo-pvc-control': _, ...kept } = others ?? {};
        assert.deepEqual(await claimsIn(control.namespace), kept);
        assert.deepEqual(await claimsIn(gitOps.namespace), before);

        const revision = gitOps.commit(families, notKept);
        await gitOps.handOver();
        await allSynced(gitOps.namespace, gitOps.namespace, 3, revision);
        await allComplete(gitOps.namespace, 3);
        for (const taskId of ['a', 'b', 'control']) {
          assert.equal(await runsOf(`keruta-job-${taskId}`, gitOps.namespace), 1, taskId);
        }
      }),
    ));

  test('a folder that is gone takes its Application, and leaves claim and Job; no agent runs when it comes back', () =>
    withGitOps(async (gitOps) => {
      const { namespace } = gitOps;
      const all = { layout: 'families', tasks: [{ taskId: 'a' }, { taskId: 'b' }] };
      const first = gitOps.commit(all);
      await gitOps.handOver();
      await allSynced(namespace, namespace, 2, first);
      await allComplete(namespace, 2);
      const before = await claimsIn(namespace);
      for (const tasks of [{ layout: 'families', tasks: [{ taskId: 'b' }] }, all]) {
        const revision = gitOps.commit(tasks);
        await allSynced(namespace, namespace, tasks.tasks.length, revision);
        await allComplete(namespace, 2);
        assert.deepEqual(await claimsIn(namespace), before);
      }
      assert.equal(await runsOf('keruta-job-a', namespace), 1);
    }));
});
