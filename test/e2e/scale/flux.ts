import { reconcile } from '../flux/flux';
import { type FluxGitOps, withFlux } from '../flux/gitops';
import { read } from '../support/cluster';
import { allComplete, jobNamed } from '../support/jobs';
import { until } from '../support/until';
import { memoryOf } from './memory';
import { DEADLINE, oneMore, type Size, stopwatch, tasksFile } from './size';

/** Prints the time of the first reconciliation, of one that changes nothing, and of one task more; and the memory. */
export async function measureFlux(size: Size): Promise<void> {
  const { tasks, shards = 1 } = size;
  const what = `${tasks} tasks in ${shards} Kustomization${shards === 1 ? '' : 's'}`;
  const print = (text: string) => console.log(`${what}${text}`);
  let namespace = '';
  await withFlux(async (gitOps) => {
    namespace = gitOps.namespace;
    gitOps.commit(tasksFile(size));
    let seconds = stopwatch();
    const names = await gitOps.handOver();
    await all(gitOps, names);
    print(`: applied in ${seconds()}`);
    await allComplete(namespace, tasks, DEADLINE);
    print(`: every Job complete in ${seconds()}`);
    print(`: ${memoryOf('kube-apiserver', 'etcd', 'kustomize-controller', 'source-controller')}`);

    seconds = stopwatch();
    await all(gitOps, names);
    print(`, nothing changed: ${seconds()}`);

    gitOps.commit(tasksFile(oneMore(size)));
    seconds = stopwatch();
    const reconciled = all(gitOps, names);
    await until('the new Job', () => read(jobNamed(`keruta-job-t${tasks}`, namespace)), { seconds: DEADLINE });
    print(`, one task more: its Job is made in ${seconds()}`);
    await reconciled;
    print(`, one task more: applied in ${seconds()}`);
  });
  // The deletion of these objects would slow down the next measurement.
  const reference = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await until('the namespace is gone', async () => (await read(reference)) === undefined, { seconds: DEADLINE });
}

/** Lets every Kustomization apply the newest commit, and waits for all. */
async function all({ namespace, repository }: FluxGitOps, names: readonly string[]): Promise<void> {
  for (const result of await reconcile(namespace, repository.head(), names, DEADLINE)) {
    if (!result.startsWith('Ready=True')) {
      throw new Error(result);
    }
  }
}
