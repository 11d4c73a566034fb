import type { Layout } from '../../../lib';
import { applicationsOf, refresh } from '../argocd/application';
import { type GitOps, withGitOps } from '../argocd/gitops';
import { read } from '../support/cluster';
import { jobNamed } from '../support/jobs';
import { until } from '../support/until';

const TASKS = 1000;
const SHARDS = 8;

/** Seconds that anything may take here. */
const DEADLINE = 3600;

/** Prints the time to Synced of 1,000 tasks, in the flat layout and in 8 shards, and for one task more. */
export async function measureArgoCd(): Promise<void> {
  await measure('flat', 1);
  await measure({ shards: SHARDS }, SHARDS);
}

async function measure(layout: Layout, applications: number): Promise<void> {
  let namespace = '';
  await withGitOps(async (gitOps) => {
    namespace = gitOps.namespace;
    const first = commit(gitOps, layout, TASKS);
    let seconds = stopwatch();
    await gitOps.handOver();
    await all(gitOps, applications, first);
    const synced = seconds();
    await all(gitOps, applications, first, 'Healthy');
    const what = `${TASKS} tasks in ${applications} Application${applications === 1 ? '' : 's'}`;
    console.log(`${what}: Synced in ${synced}, Synced and Healthy in ${seconds()}`);

    const second = commit(gitOps, layout, TASKS + 1);
    seconds = stopwatch();
    const names = (await applicationsOf(namespace)).map(({ metadata }) => metadata.name);
    await Promise.all(names.map(refresh));
    await until('the new Job', () => read(jobNamed(`keruta-job-t${TASKS}`, namespace)), { seconds: DEADLINE });
    const made = seconds();
    await all(gitOps, applications, second, 'Healthy');
    console.log(`${what}, one task more: its Job is made in ${made}, Synced and Healthy in ${seconds()}`);
  });
  // The deletion of these objects would slow down the next measurement.
  const reference = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await until('the namespace is gone', async () => (await read(reference)) === undefined, { seconds: DEADLINE });
}

function commit(gitOps: GitOps, layout: Layout, count: number): string {
  return gitOps.commit({ layout, tasks: Array.from({ length: count }, (_, index) => ({ taskId: `t${index}` })) });
}

/** Waits until all Applications are Synced to a commit, and their health is so, if it is asked for. */
function all({ namespace }: GitOps, count: number, revision: string, health?: 'Healthy'): Promise<boolean> {
  return until(
    `${count} Applications are Synced${health ? ` and ${health}` : ''}`,
    async () => {
      const found = await applicationsOf(namespace);
      return (
        found.length === count &&
        found.every(
          ({ status }) =>
            status?.sync?.status === 'Synced' &&
            status.sync.revision === revision &&
            status.operationState?.phase === 'Succeeded' &&
            (health === undefined || status.health?.status === health),
        )
      );
    },
    { seconds: DEADLINE },
  );
}

function stopwatch(): () => string {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
}
