import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { defaultClass, makeClass } from '../support/classes';
import { merge, read, remove } from '../support/cluster';
import { claimOfControl } from '../support/controls';
import { allComplete, claimNamed, claims, ended, jobs } from '../support/jobs';
import { inNamespace } from '../support/namespace';
import { until } from '../support/until';
import { ask, kustomizationNamed, kustomizationsOf, notReady, reconcile, repositoryNamed } from './flux';
import { type FluxGitOps, withFlux } from './gitops';

const A_B = { tasks: [{ taskId: 'a' }, { taskId: 'b' }] };

/** The control: a claim that nothing keeps. */
const notKept = claimOfControl({});

/** The uids of the Jobs and the claims of a namespace, by their names. */
async function uids(namespace: string): Promise<Record<string, string | undefined>> {
  const all = [...(await jobs(namespace)), ...(await claims(namespace))];
  return Object.fromEntries(all.map(({ metadata }) => [metadata.name, metadata.uid]));
}

const gone = (name: string, namespace: string) =>
  until(`claim ${name} is gone`, async () => (await read(claimNamed(name, namespace))) === undefined);
const noJobs = (namespace: string) => until('no Job is left', async () => (await jobs(namespace)).length === 0);

/** Deletes the Kustomization and waits until it is gone. */
async function removeKustomization({ namespace }: FluxGitOps): Promise<void> {
  await remove(kustomizationNamed(namespace));
  await until('the Kustomization is gone', async () => (await kustomizationsOf(namespace)).length === 0);
}

describe('with Flux, a claim outlives', { concurrency: true }, () => {
  test('its task, whose Job goes, and is adopted when the id is used again', () =>
    withFlux(async (gitOps) => {
      const { namespace } = gitOps;
      const all = { tasks: [...A_B.tasks, { taskId: 'control' }] };
      await gitOps.start(all, notKept);
      await allComplete(namespace, 3);
      const before = await uids(namespace);
      await gitOps.bring({ tasks: [{ taskId: 'b' }] });
      await gone('git-repo-pvc-control', namespace);
      const { 'keruta-job-a': a, 'keruta-job-control': c, 'git-repo-pvc-control': claim, ...kept } = before;
      assert.deepEqual(await uids(namespace), kept);

      await gitOps.bring(all, notKept);
      await allComplete(namespace, 3);
      const after = await uids(namespace);
      assert.equal(after['git-repo-pvc-a'], before['git-repo-pvc-a']);
      assert.notEqual(after['git-repo-pvc-control'], claim);
      assert.deepEqual(await Promise.all(['a', 'b'].map(gitOps.runs)), [2, 1]);
    }));

  test('its Job, of a task that is done', () =>
    withFlux(async (gitOps) => {
      await gitOps.start(A_B);
      await allComplete(gitOps.namespace, 2);
      const { 'keruta-job-a': _, ...kept } = await uids(gitOps.namespace);
      await gitOps.bring({ tasks: [{ taskId: 'a', done: true }, { taskId: 'b' }] });
      assert.deepEqual(await uids(gitOps.namespace), kept);
    }));

  test('its Kustomization: as made, Jobs stay too and do not run when it comes back; without Orphan they go', () =>
    withFlux((gitOps) =>
      withFlux(async (control) => {
        const mirrors = JsonPatch.remove('/spec/deletionPolicy');
        const all = { tasks: [...A_B.tasks, { taskId: 'control' }] };
        await gitOps.start(all, notKept);
        await control.start(all, notKept, mirrors);
        for (const { namespace } of [gitOps, control]) {
          await allComplete(namespace, 3);
        }
        const [before, others] = [await uids(gitOps.namespace), await uids(control.namespace)];

        await removeKustomization(gitOps);
        assert.deepEqual(await uids(gitOps.namespace), before);
        await gitOps.start({ ...all, defaults: { image: 'agent:2' } }, notKept);
        assert.deepEqual(await uids(gitOps.namespace), before);
        assert.deepEqual(await Promise.all(['a', 'b', 'control'].map(gitOps.runs)), [1, 1, 1]);

        await removeKustomization(control);
        await noJobs(control.namespace);
        await gone('git-repo-pvc-control', control.namespace);
        const claimsLeft = await uids(control.namespace);
        assert.deepEqual(claimsLeft, {
          'git-repo-pvc-a': others['git-repo-pvc-a'],
          'git-repo-pvc-b': others['git-repo-pvc-b'],
        });
        await control.start(all, notKept);
        await allComplete(control.namespace, 3);
        assert.deepEqual(await Promise.all(['a', 'b'].map(control.runs)), [2, 2]);
      }),
    ));

  test('its folder, and so does its Job; in a folder with other files and no manifest, the Job goes', () =>
    withFlux((gitOps) =>
      withFlux(async (control) => {
        for (const one of [gitOps, control]) {
          await one.start(A_B);
          await allComplete(one.namespace, 2);
        }
        const [before, others] = [await uids(gitOps.namespace), await uids(control.namespace)];
        for (const { repository } of [gitOps, control]) {
          rmSync(join(repository.folder, 'dist'), { recursive: true });
        }
        gitOps.repository.commitFiles();
        await ask(repositoryNamed(gitOps.namespace));
        await notReady(kustomizationNamed(gitOps.namespace), /path not found/);
        assert.deepEqual(await uids(gitOps.namespace), before);
        await gitOps.bring(A_B);
        assert.deepEqual(await uids(gitOps.namespace), before);
        assert.deepEqual(await Promise.all(['a', 'b'].map(gitOps.runs)), [1, 1]);

        const empty = { layout: 'flat', tasks: [] };
        control.commit(empty);
        writeFileSync(join(control.repository.folder, 'dist', 'README.md'), 'manifests');
        control.repository.commitFiles();
        assert.match(await control.reconcile(), /^Ready=True/);
        await noJobs(control.namespace);
        const { 'git-repo-pvc-a': a, 'git-repo-pvc-b': b } = others;
        assert.deepEqual(await uids(control.namespace), { 'git-repo-pvc-a': a, 'git-repo-pvc-b': b });
      }),
    ));

  test('a repository that cannot be reached, and so does its Job', () =>
    withFlux(async (gitOps) => {
      await gitOps.start(A_B);
      await allComplete(gitOps.namespace, 2);
      const before = await uids(gitOps.namespace);
      const repository = repositoryNamed(gitOps.namespace);
      const { spec } = (await read(repository)) as unknown as { spec: { url: string } };
      await merge(repository, { spec: { url: 'http://127.0.0.1:9/gone' } });
      await notReady(repository, /connection refused|failed to checkout/);
      assert.deepEqual(await uids(gitOps.namespace), before);
      await merge(repository, { spec });
      await gitOps.bring({ tasks: [...A_B.tasks, { taskId: 'c' }] });
      await allComplete(gitOps.namespace, 3);
      assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(gitOps.runs)), [1, 1, 1]);
    }));
});

test('a claim that cannot grow stops every other object of its Kustomization, and of no other one', () =>
  withFlux(async (gitOps) => {
    const fixed = await makeClass(await defaultClass(), false);
    try {
      // a and b are in another of 2 shards than c.
      const tasks = (pvcStorageSize: string, ...more: object[]) => ({
        layout: { shards: 2 },
        tasks: [
          { taskId: 'a', pvcStorageClass: fixed.metadata.name, pvcStorageSize },
          { taskId: 'b' },
          { taskId: 'c' },
          ...more,
        ],
      });
      gitOps.commit(tasks('1Gi'));
      const names = await gitOps.handOver();
      const bring = () => reconcile(gitOps.namespace, gitOps.repository.head(), names);
      assert.deepEqual(
        (await bring()).filter((result) => !result.startsWith('Ready=True')),
        [],
      );
      await allComplete(gitOps.namespace, 3);
      const before = await uids(gitOps.namespace);
      const more = ['b', 'c'].map((parent) => ({ taskId: `${parent}-child`, parentTaskId: parent }));
      gitOps.commit(tasks('2Gi', ...more));
      const [failed, ...others] = (await bring()).sort();
      assert.match(failed ?? '', /^Ready=False .*git-repo-pvc-a.*can be resized/s);
      assert.match(others.join(), /^Ready=True/);
      await ended('keruta-job-c-child', gitOps.namespace);
      const { 'keruta-job-c-child': _, ...after } = await uids(gitOps.namespace);
      assert.deepEqual(after, before);

      gitOps.commit(tasks('1Gi', ...more));
      assert.match((await bring()).join(), /^Ready=True.*Ready=True/);
      await allComplete(gitOps.namespace, 5);
      assert.deepEqual(await Promise.all(['a', 'b', 'c', 'b-child', 'c-child'].map(gitOps.runs)), [1, 1, 1, 1, 1]);
    } finally {
      await remove(fixed);
    }
  }));

test('Flux puts a task that names a namespace into the target namespace, which is why a synth refuses it', () =>
  withFlux((gitOps) =>
    inNamespace(async (own) => {
      await gitOps.start({ tasks: [{ taskId: 'a', namespace: own }] });
      await allComplete(gitOps.namespace, 1);
      assert.deepEqual(await uids(own), {});
    }),
  ));
