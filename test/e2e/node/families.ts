import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remove } from '../support/cluster';
import { jobNamed } from '../support/jobs';
import { failed, kubectl, logOf, start, succeed, succeeded } from './agents';
import type { Room } from './room';

export function families(room: () => Room): void {
  test('a child goes on in the working tree of its parent', async () => {
    const { namespace, repository } = room();
    const first = {
      taskId: 'first',
      agent: `git clone -q ${repository} repo && cd repo && echo first >mine && git add . && git commit -qm first`,
    };
    await succeed([first], namespace);
    const agent =
      'cd repo && git log -1 --format=%s && git status --porcelain && git commit -q --allow-empty -m second';
    const second = { taskId: 'second', parentTaskId: 'first', agent };
    await succeed([{ ...first, done: true }, second], namespace);
    assert.match(await logOf('keruta-job-second', namespace), /^first$/m);
    // A task that is no child has a tree of its own.
    await start([{ taskId: 'stranger', agent }], namespace);
    await failed('keruta-job-stranger', namespace);
  });

  test('a clone that is made after the end of its parent has the tree of the parent, and a tree of its own', async () => {
    const { namespace, repository } = room();
    const source = {
      taskId: 'source',
      agent: `git clone -q ${repository} repo && cd repo && git commit -q --allow-empty -m source`,
    };
    await succeed([source], namespace);
    await remove(jobNamed('keruta-job-source', namespace));
    const clone = {
      taskId: 'clone',
      parentTaskId: 'source',
      workspace: 'clone',
      agent: 'cd repo && git fsck && git log -1 --format=%s && git commit -q --allow-empty -m clone',
    };
    await succeed([{ ...source, done: true }, clone], namespace);
    assert.match(await logOf('keruta-job-clone', namespace), /^source$/m);
    const after = { taskId: 'after', parentTaskId: 'source', agent: 'cd repo && git log -1 --format=%s' };
    await succeed([{ ...source, done: true }, after], namespace);
    assert.match(await logOf('keruta-job-after', namespace), /^source$/m);
  });

  test('a clone that nothing waits for is empty, as the warning says', async () => {
    const { namespace } = room();
    await start(
      [
        // The agent works on only after its child has ended: a clone takes seconds or a minute.
        { taskId: 'busy', agent: 'until [ -e go ]; do sleep 0.5; done; mkdir repo' },
        { taskId: 'early', parentTaskId: 'busy', workspace: 'clone', agent: 'test -d repo' },
      ],
      namespace,
      { layout: 'families' },
    );
    await failed('keruta-job-early', namespace);
    await kubectl('--namespace', namespace, 'exec', 'job/keruta-job-busy', '--', 'touch', '/work/go');
    await succeeded('keruta-job-busy', namespace);
  });

  // A folder is made by one process only. An agent that finds the folder is not alone in the tree.
  const alone = 'mkdir lock || exit 1; sleep 4; rmdir lock';
  const family = (name: string, pvcAccessMode: string) => [
    { taskId: `${name}-root`, pvcAccessMode, agent: alone },
    ...['a', 'b'].map((id) => ({ taskId: `${name}-${id}`, parentTaskId: `${name}-root`, agent: alone })),
  ];

  test('the agents of a ReadWriteOncePod family run one at a time', async () => {
    await succeed(family('pod', 'ReadWriteOncePod'), room().namespace);
  });

  test('and those of a ReadWriteOnce family at the same time', async () => {
    const { namespace } = room();
    const tasks = family('node', 'ReadWriteOnce');
    await start(tasks, namespace);
    const ends = await Promise.allSettled(tasks.map(({ taskId }) => failed(`keruta-job-${taskId}`, namespace)));
    assert.ok(ends.some(({ status }) => status === 'fulfilled'));
  });
}
