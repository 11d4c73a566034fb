import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Layout } from '../../../lib';
import { remove } from '../support/cluster';
import { allComplete, claims, jobs, runsOf } from '../support/jobs';
import { allSynced, argocd, argoNamed, noApplications, synced } from './application';
import { type GitOps, withGitOps } from './gitops';

const TASKS = [
  { taskId: 'a' },
  { taskId: 'a-child', parentTaskId: 'a' },
  { taskId: 'a-grandchild', parentTaskId: 'a-child' },
  { taskId: 'b' },
  { taskId: 'c' },
  { taskId: 'c-child', parentTaskId: 'c' },
  { taskId: 'd', done: true },
];
const AGENTS = TASKS.filter(({ done }) => !done);

/** The layouts to go through, with the Applications that each makes: b, and the others, are in another of 2 shards. */
const STEPS: readonly (readonly [layout: Layout, applications: number])[] = [
  ['flat', 1],
  ['families', 4],
  [{ shards: 2 }, 2],
  [{ shards: 3 }, 3],
  ['flat', 1],
];

/** Commits the tasks in a layout and hands them to Applications of another name. */
async function take(gitOps: GitOps, [layout, applications]: (typeof STEPS)[number], name: string): Promise<void> {
  const revision = gitOps.commit({ layout, tasks: TASKS });
  await gitOps.handOver(name);
  await (layout === 'flat' ? synced(name, revision) : allSynced(name, gitOps.namespace, applications, revision));
  await allComplete(gitOps.namespace, AGENTS.length);
}

/** How often each agent has run. */
async function runs({ namespace }: GitOps): Promise<Record<string, number>> {
  const counts = AGENTS.map(async ({ taskId }) => [taskId, await runsOf(`keruta-job-${taskId}`, namespace)] as const);
  return Object.fromEntries(await Promise.all(counts));
}
const each = (count: number) => Object.fromEntries(AGENTS.map(({ taskId }) => [taskId, count]));

/** Which Jobs and claims there are. */
async function identities({ namespace }: GitOps): Promise<unknown> {
  const all = [...(await jobs(namespace)), ...(await claims(namespace))];
  return all.map(({ metadata }) => [metadata.name, metadata.uid]);
}

describe('a change of layout', { concurrency: true }, () => {
  test('the safe way runs no agent again and loses no claim, from every layout to every other', () =>
    withGitOps(async (gitOps) => {
      let before: unknown;
      for (const [index, step] of STEPS.entries()) {
        await take(gitOps, step, `${gitOps.namespace}-${index}`);
        before ??= await identities(gitOps);
        assert.deepEqual(await identities(gitOps), before);
        assert.deepEqual(await runs(gitOps), each(1));
        const kind = step[0] === 'flat' ? 'Application' : 'ApplicationSet';
        await remove(argoNamed(kind, `${gitOps.namespace}-${index}`));
        await noApplications(gitOps.namespace);
      }
    }));

  test('after which the old Application was deleted with its resources runs every agent again', () =>
    withGitOps(async (gitOps) => {
      await take(gitOps, ['flat', 1], `${gitOps.namespace}-0`);
      await argocd('app', 'delete', `${gitOps.namespace}-0`, '--yes');
      await noApplications(gitOps.namespace);
      await take(gitOps, ['families', 4], `${gitOps.namespace}-1`);
      assert.deepEqual(await runs(gitOps), each(2));
    }));
});
