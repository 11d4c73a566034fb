import assert from 'node:assert/strict';
import { test } from 'node:test';
import { list } from '../support/cluster';
import { type Pod, runsOf } from '../support/jobs';
import { send } from '../support/request';
import { until } from '../support/until';
import { kubectl, logOf, start, succeeded } from './agents';
import type { Room } from './room';

/** The first run changes a file and waits to be ended; a run that finds the change ends by itself. */
const HALF = `cd repo 2>/dev/null || { git init -q repo && cd repo; }
if test -e half; then git status --porcelain; exit; fi
echo work >half
trap 'exit 1' TERM
echo waiting
while :; do sleep 1; done`;

export function disruption(room: () => Room): void {
  test('with onDisruption: retry a new agent goes on in the tree of the one that was evicted, after its end', async () => {
    const { namespace } = room();
    await start([{ taskId: 'disrupted', onDisruption: 'retry', agent: HALF }], namespace);
    const name = await until('the agent waits', async () => {
      const [pod] = await podsOf('disrupted', namespace);
      const running = pod?.status.phase === 'Running' && pod.metadata.name;
      return running && (await kubectl('--namespace', namespace, 'logs', running)).includes('waiting') && running;
    });
    await send('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, {
      body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
    });
    await succeeded('keruta-job-disrupted', namespace);
    assert.equal(await runsOf('keruta-job-disrupted', namespace), 2);
    assert.match(await logOf('keruta-job-disrupted', namespace), /^\?\? half$/m);
  });
}

function podsOf(taskId: string, namespace: string): Promise<Pod[]> {
  return list<Pod>('v1', 'Pod', namespace, { labelSelector: `task-id=${taskId}` });
}
