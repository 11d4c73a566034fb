import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { apply } from '../support/cluster';
import { claimNamed } from '../support/jobs';
import { type AgentTask, cloneAndPush, commitsOf, failed, start, succeed } from './agents';
import { applyOnNode, type Room } from './room';

const ROOT = join(__dirname, '..', '..', '..');

export function samples(room: () => Room): void {
  test("this repository's two samples clone, work, commit and push", async () => {
    const { namespace } = room();
    const { tasks, ...more } = parse(readFileSync(join(ROOT, 'tasks.yaml'), 'utf8')) as { tasks: AgentTask[] };
    const existing = tasks.map(({ existingClaim }) => existingClaim).find((name) => name !== undefined);
    await applyOnNode([
      {
        ...claimNamed(String(existing), namespace),
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '64Mi' } } },
      },
    ]);
    await succeed(
      tasks.map((task) => ({ ...task, agent: cloneAndPush(room()) })),
      namespace,
      more,
    );
    for (const { taskId } of tasks) {
      assert.deepEqual(await commitsOf(taskId, room()), [`by ${taskId}`, 'commit 3', 'commit 2', 'commit 1']);
    }
  });

  test('a Service named keruta-api adds no variables to those of the contract', async () => {
    const { namespace } = room();
    await apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'keruta-api', namespace },
      spec: { ports: [{ port: 8080, protocol: 'TCP' }] },
    });
    const agent = 'env; ! env | grep -q ^KERUTA_API_PORT';
    await succeed([{ taskId: 'no-links', agent }], namespace);
    await start([{ taskId: 'links', podSpec: { enableServiceLinks: true }, agent }], namespace);
    await failed('keruta-job-links', namespace);
  });
}
