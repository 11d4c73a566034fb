import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, logOf, start, succeed } from './agents';
import type { Room } from './room';

/** The agent is root, has no capabilities, and finds the filter of the container runtime. */
const HARDENED = `set -e
test "$(id -u)" = 0
grep -q '^CapEff:.0000000000000000$' /proc/self/status
grep -q '^NoNewPrivs:.1$' /proc/self/status
grep -q '^Seccomp:.2$' /proc/self/status`;

export function folders(room: () => Room): void {
  test('an agent that clones into the root of its volume fails: lost+found is there', async () => {
    const { namespace, repository } = room();
    await start([{ taskId: 'root', agent: `git clone -q ${repository} .` }], namespace);
    await failed('keruta-job-root', namespace);
    assert.match(await logOf('keruta-job-root', namespace), /already exists and is not an empty directory/);
  });

  test('with pvcSubPath it clones there, hardened and as root, and a child goes on in the same folder', async () => {
    const { namespace, repository } = room();
    const parent = {
      taskId: 'folder',
      pvcSubPath: 'team/repo',
      podSecurity: 'hardened',
      agent: `${HARDENED}\ngit clone -q ${repository} .\ngit commit -q --allow-empty -m parent`,
    };
    await succeed([parent], namespace);
    const child = {
      taskId: 'folder-child',
      parentTaskId: 'folder',
      podSecurity: 'hardened',
      agent: 'test "$(git log -1 --format=%s)" = parent && git commit -q --allow-empty -m child',
    };
    await succeed([{ ...parent, done: true }, child], namespace);
  });

  test('with podSecurity: restricted the folder of pvcSubPath can be written, and Git accepts it', async () => {
    const { restricted, repository } = room();
    const nonroot = { image: 'keruta-agent:nonroot', podSecurity: 'restricted', pvcSubPath: 'repo' };
    const agent = `git clone -q ${repository} . && git commit -q --allow-empty -m work`;
    await succeed([{ taskId: 'restricted-folder', ...nonroot, agent }], restricted);
  });
}
