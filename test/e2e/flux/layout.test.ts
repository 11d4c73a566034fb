import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import type { Layout } from '../../../lib';
import { remove } from '../support/cluster';
import { allComplete, claims, jobs } from '../support/jobs';
import { until } from '../support/until';
import { kustomizationNamed, kustomizationsOf, reconcile } from './flux';
import { type FluxGitOps, withFlux } from './gitops';

const TASKS = [
  { taskId: 'a' },
  { taskId: 'a-child', parentTaskId: 'a' },
  { taskId: 'b' },
  { taskId: 'c' },
  { taskId: 'c-child', parentTaskId: 'c' },
  { taskId: 'd', done: true },
];
const AGENTS = TASKS.filter(({ done }) => !done).map(({ taskId }) => taskId);

/** The layouts to go through. a and b are in another of 2 shards than c. */
const STEPS: readonly Layout[] = ['flat', 'families', { shards: 2 }, { shards: 3 }, 'flat'];

/** Commits the tasks in a layout and hands them over. The Kustomizations of the layout before go when these are there. */
async function take(gitOps: FluxGitOps, layout: Layout, ...patches: JsonPatch[]): Promise<void> {
  const before = (await kustomizationsOf(gitOps.namespace)).map(({ metadata }) => metadata.name);
  const revision = gitOps.commit({ layout, tasks: TASKS });
  const names = await gitOps.handOver(...patches);
  const results = await reconcile(gitOps.namespace, gitOps.repository.head(), names);
  assert.deepEqual(
    results.filter((result) => !(result.startsWith('Ready=True') && result.includes(revision))),
    [],
  );
  await allComplete(gitOps.namespace, AGENTS.length);
  const old = before.filter((name) => !names.includes(name));
  await Promise.all(old.map((name) => remove(kustomizationNamed(name))));
  await until(
    'the old Kustomizations are gone',
    async () => (await kustomizationsOf(gitOps.namespace)).length === names.length,
  );
}

const runs = (gitOps: FluxGitOps) => Promise.all(AGENTS.map(gitOps.runs));

/** Which Jobs and claims there are. */
async function identities({ namespace }: FluxGitOps): Promise<unknown> {
  const all = [...(await jobs(namespace)), ...(await claims(namespace))];
  return all.map(({ metadata }) => [metadata.name, metadata.uid]);
}

describe('a change of layout with Flux', { concurrency: true }, () => {
  test('runs no agent again and loses no claim, from every layout to every other', () =>
    withFlux(async (gitOps) => {
      let before: unknown;
      for (const layout of STEPS) {
        await take(gitOps, layout);
        before ??= await identities(gitOps);
        assert.deepEqual(await identities(gitOps), before);
        assert.deepEqual(
          await runs(gitOps),
          AGENTS.map(() => 1),
        );
      }
    }));

  test('runs every agent again where the old Kustomization takes its Jobs along', () =>
    withFlux(async (gitOps) => {
      const mirrors = JsonPatch.remove('/spec/deletionPolicy');
      await take(gitOps, 'flat', mirrors);
      await take(gitOps, { shards: 2 }, mirrors);
      const names = (await kustomizationsOf(gitOps.namespace)).map(({ metadata }) => metadata.name);
      await reconcile(gitOps.namespace, gitOps.repository.head(), names);
      await allComplete(gitOps.namespace, AGENTS.length);
      assert.deepEqual(
        await runs(gitOps),
        AGENTS.map(() => 2),
      );
    }));
});
