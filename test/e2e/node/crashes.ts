import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { runsOf } from '../support/jobs';
import { failed, logOf, start, succeeded } from './agents';
import { isRunning, podOf } from './endings';
import type { Room } from './room';

/** A command of node.sh. */
async function node(...args: readonly string[]): Promise<void> {
  const [command = '', ...before] = (process.env.REAL_NODE ?? '').split(' ');
  await promisify(execFile)(command, [...before, ...args]);
}

/** Tests of events that affect every pod of the node, so that nothing else runs at the same time. */
export function crashes(room: () => Room): void {
  test('an agent does not notice that the kubelet is killed and started', async () => {
    const { namespace } = room();
    await start([{ taskId: 'crash', agent: 'echo $$; sleep 12; echo done' }], namespace);
    const { metadata } = await isRunning('crash', namespace);
    await node('crash-kubelet');
    await node('start');
    await succeeded('keruta-job-crash', namespace);
    assert.equal((await podOf('crash', namespace))?.metadata.uid, metadata.uid);
    assert.equal(await runsOf('keruta-job-crash', namespace), 1);
  });

  test('an agent whose node is restarted has failed and is not run again, and its log and its work stay', async () => {
    const { namespace } = room();
    const agent = 'echo started; mkdir repo; sync; sleep 300';
    await start([{ taskId: 'reboot', agent }], namespace);
    await isRunning('reboot', namespace);
    await node('stop');
    await node('start');
    const { message } = await failed('keruta-job-reboot', namespace);
    assert.match(message ?? '', /exit code 255/);
    assert.match(await logOf('keruta-job-reboot', namespace), /started/);
    assert.equal(await runsOf('keruta-job-reboot', namespace), 1);
    const again = { taskId: 'reboot', jobName: 'reboot-again', agent: 'test -d repo' };
    await start([again], namespace);
    await succeeded('reboot-again', namespace);
  });
}
