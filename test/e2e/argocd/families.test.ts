import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { read } from '../support/cluster';
import { allComplete, ended, endOf, type Job, jobNamed } from '../support/jobs';
import { until } from '../support/until';
import { made, refresh, reported } from './application';
import { type GitOps, withGitOps } from './gitops';

const FAILS = { annotations: { 'sim/exit-code': '1' } };
const RUNS = { annotations: { 'sim/duration': '1h' } };

/** Runs a test with several repositories: the product's, and those of its controls. */
function withBoth(test: (gitOps: GitOps, control: GitOps) => Promise<void>): Promise<void> {
  return withGitOps((gitOps) => withGitOps((control) => test(gitOps, control)));
}

/** Makes one Application of all families, as the flat layout has one. */
const ONE_FOR_ALL = [
  JsonPatch.replace('/spec/generators/0/git/directories/0/path', 'dist'),
  JsonPatch.add('/spec/template/spec/source/directory', { recurse: true }),
];

const job = (id: string, { namespace }: GitOps) => read<Job>(jobNamed(`keruta-job-${id}`, namespace));
const complete = (id: string, { namespace }: GitOps) =>
  ended(`keruta-job-${id}`, namespace).then((found) => assert.equal(endOf(found)?.type, 'Complete', id));
const running = (id: string, gitOps: GitOps) =>
  until(`the agent of ${id} runs`, async () => (await job(id, gitOps))?.status?.active === 1);

async function start(gitOps: GitOps, tasks: object, ...patches: JsonPatch[]): Promise<void> {
  gitOps.commit(tasks);
  await gitOps.handOver(gitOps.namespace, ...patches);
}

describe('in the layout of families', { concurrency: true }, () => {
  test('a child starts when its parent has succeeded; in the flat layout it does not wait', () =>
    withBoth(async (gitOps, control) => {
      const tasks = [
        { taskId: 'a', annotations: { 'sim/duration': '30s' } },
        { taskId: 'b', parentTaskId: 'a' },
        { taskId: 'c', parentTaskId: 'b' },
      ];
      await start(gitOps, { layout: 'families', tasks });
      await start(control, { tasks });
      for (const { namespace } of [gitOps, control]) {
        await allComplete(namespace, 3);
      }
      const time = async (one: GitOps, id: string, what: 'startTime' | 'completionTime') =>
        Date.parse(String((await job(id, one))?.status?.[what]));
      for (const [parent, child] of [
        ['a', 'b'],
        ['b', 'c'],
      ] as const) {
        assert.ok((await time(gitOps, child, 'startTime')) >= (await time(gitOps, parent, 'completionTime')), child);
      }
      assert.ok((await time(control, 'b', 'startTime')) < (await time(control, 'a', 'completionTime')));
    }));

  test("a failed parent's child never starts, though the sync is tried again, and other families go on", () =>
    withBoth((gitOps, skipping) =>
      withGitOps(async (together) => {
        const tasks = {
          layout: 'families',
          tasks: [
            { taskId: 'bad', ...FAILS },
            { taskId: 'bad-child', parentTaskId: 'bad' },
            { taskId: 'good' },
            { taskId: 'good-child', parentTaskId: 'good' },
          ],
        };
        await start(gitOps, tasks);
        // The controls: a sync that takes what is in sync for done, and one of all families.
        const skip = JsonPatch.add('/spec/template/spec/syncPolicy/syncOptions/-', 'ApplyOutOfSyncOnly=true');
        await start(skipping, tasks, skip);
        await start(together, tasks, ...ONE_FOR_ALL);

        await complete('good-child', gitOps);
        await complete('bad-child', skipping);
        await complete('good', together);
        for (const name of [`${gitOps.namespace}-bad`, `${together.namespace}-dist`]) {
          const triedAgain = await reported(
            name,
            'has tried again',
            ({ operationState }) => Number(operationState?.retryCount) >= 2,
          );
          assert.equal(triedAgain.status?.health?.status, 'Degraded');
        }
        assert.equal(await job('bad-child', gitOps), undefined);
        assert.equal(await job('good-child', together), undefined);
      }),
    ));

  test('a failed parent that is given another jobName runs when the sync is next tried, and then its child', () =>
    withGitOps(async (gitOps) => {
      const child = { taskId: 'child', parentTaskId: 'bad' };
      const tried = (what: string, revision: string) =>
        reported(
          `${gitOps.namespace}-bad`,
          what,
          ({ operationState }) =>
            Number(operationState?.retryCount) >= 1 && operationState?.syncResult?.revision === revision,
        );
      const before = gitOps.commit({ layout: 'families', tasks: [{ taskId: 'bad', ...FAILS }, child] });
      await gitOps.handOver();
      await tried('has tried again', before);
      const after = gitOps.commit({ layout: 'families', tasks: [{ taskId: 'bad', jobName: 'bad-again' }, child] });
      // One sync with its tries: after the last, another would begin to count anew.
      await tried('tries the new commit', after);
      await complete('child', gitOps);
      assert.equal(await job('bad', gitOps), undefined);
    }));

  test('a running family holds up no other, but a commit to itself', () =>
    withBoth(async (gitOps, together) => {
      const before = [
        { taskId: 'runs', ...RUNS },
        { taskId: 'next', parentTaskId: 'runs' },
      ];
      const after = [...before, { taskId: 'sibling', parentTaskId: 'runs' }, { taskId: 'other' }];
      await start(gitOps, { layout: 'families', tasks: before });
      await start(together, { layout: 'families', tasks: before }, ...ONE_FOR_ALL);
      for (const one of [gitOps, together]) {
        await running('runs', one);
        const revision = one.commit({ layout: 'families', tasks: after });
        const name = `${one.namespace}-${one === gitOps ? 'runs' : 'dist'}`;
        await refresh(name);
        // The control: one Application of all families holds up the other family too.
        await reported(
          name,
          'knows of the commit, and still waits for its agent',
          ({ sync, operationState }) =>
            sync?.revision === revision && sync.status === 'OutOfSync' && operationState?.phase === 'Running',
        );
        assert.equal(await job('sibling', one), undefined);
      }
      await made(gitOps.namespace, gitOps.namespace, 2);
      await complete('other', gitOps);
      assert.equal(await job('other', together), undefined);
      assert.equal((await job('runs', gitOps))?.status?.active, 1);
    }));
});
