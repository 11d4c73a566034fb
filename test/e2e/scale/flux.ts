import { reconcile } from '../flux/flux';
import { type FluxGitOps, withFlux } from '../flux/gitops';
import { read } from '../support/cluster';
import { allComplete, jobNamed } from '../support/jobs';
import { until } from '../support/until';

const SIZES = [200, 1000];
const SHARDS = 8;

/** Seconds that anything may take here. */
const DEADLINE = 3600;

/** Prints the time to the first reconciliation of 200 and 1,000 tasks, to one that changes nothing, and for one task more. */
export async function measureFlux(): Promise<void> {
  for (const tasks of SIZES) {
    await measure(tasks);
  }
  await measure(SIZES.at(-1) as number, SHARDS);
}

async function measure(tasks: number, shards?: number): Promise<void> {
  let namespace = '';
  await withFlux(async (gitOps) => {
    namespace = gitOps.namespace;
    const what = `${tasks} tasks in ${shards ?? 1} Kustomization${shards === undefined ? '' : 's'}`;
    commit(gitOps, tasks, shards);
    let seconds = stopwatch();
    const names = await gitOps.handOver();
    await all(gitOps, names);
    const applied = seconds();
    await allComplete(namespace, tasks, DEADLINE);
    console.log(`${what}: applied in ${applied}, every Job complete in ${seconds()}`);

    seconds = stopwatch();
    await all(gitOps, names);
    console.log(`${what}, nothing changed: ${seconds()}`);

    commit(gitOps, tasks + 1, shards);
    seconds = stopwatch();
    const reconciled = all(gitOps, names);
    await until('the new Job', () => read(jobNamed(`keruta-job-t${tasks}`, namespace)), { seconds: DEADLINE });
    const made = seconds();
    await reconciled;
    console.log(`${what}, one task more: its Job is made in ${made}, applied in ${seconds()}`);
  });
  // The deletion of these objects would slow down the next measurement.
  const reference = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await until('the namespace is gone', async () => (await read(reference)) === undefined, { seconds: DEADLINE });
}

function commit(gitOps: FluxGitOps, count: number, shards?: number): void {
  const layout = shards === undefined ? 'flat' : { shards };
  gitOps.commit({ layout, tasks: Array.from({ length: count }, (_, index) => ({ taskId: `t${index}` })) });
}

/** Lets every Kustomization apply the newest commit, and waits for all. */
async function all({ namespace, repository }: FluxGitOps, names: readonly string[]): Promise<void> {
  for (const result of await reconcile(namespace, repository.head(), names, DEADLINE)) {
    if (!result.startsWith('Ready=True')) {
      throw new Error(result);
    }
  }
}

function stopwatch(): () => string {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
}
