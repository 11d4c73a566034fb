import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApiObject, read } from '../support/cluster';
import { type Claim, claimNamed } from '../support/jobs';
import { until } from '../support/until';
import { logOf, start, succeed } from './agents';
import type { Room } from './room';

type Volume = ApiObject & { readonly spec: { readonly capacity: { readonly storage: string } } };

/** Prints the size of the file system in MiB. */
const SIZE = 'df --block-size=1M --output=size . | tail -1';

export function growth(room: () => Room): void {
  test('a claim that grows has the larger file system when it is mounted next', async () => {
    const { namespace } = room();
    const sizeOf = async (job: string) => Number(await logSize(job, namespace));
    await succeed([{ taskId: 'grows', pvcStorageSize: '64Mi', agent: SIZE }], namespace);
    const grown = { taskId: 'grows', pvcStorageSize: '128Mi', agent: SIZE };
    await start([{ ...grown, done: true }], namespace);
    await until('the volume has grown', async () => {
      const claim = await read<Claim & { spec: { volumeName?: string } }>(claimNamed('git-repo-pvc-grows', namespace));
      const volume = await read({
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: String(claim?.spec.volumeName) },
      });
      return (volume as Volume | undefined)?.spec.capacity.storage === '128Mi';
    });
    await succeed([{ ...grown, jobName: 'grows-again' }], namespace);
    assert.ok((await sizeOf('keruta-job-grows')) < 64);
    assert.ok((await sizeOf('grows-again')) > 64);
  });
}

async function logSize(job: string, namespace: string): Promise<string> {
  return (await logOf(job, namespace)).trim().split('\n').at(-1) ?? '';
}
