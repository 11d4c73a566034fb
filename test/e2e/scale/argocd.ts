import { applicationsOf, refresh } from '../argocd/application';
import { type GitOps, withGitOps } from '../argocd/gitops';
import { read } from '../support/cluster';
import { jobNamed } from '../support/jobs';
import { until } from '../support/until';
import { memoryOf } from './memory';
import { DEADLINE, oneMore, type Size, stopwatch, tasksFile } from './size';

/** Prints the time to Synced and Healthy, of a look at an unchanged repository, and of one task more; and the memory. */
export async function measureArgoCd(size: Size): Promise<void> {
  const { tasks, shards: applications = 1 } = size;
  const what = `${tasks} tasks in ${applications} Application${applications === 1 ? '' : 's'}`;
  const print = (text: string) => console.log(`${what}${text}`);
  let namespace = '';
  await withGitOps(async (gitOps) => {
    namespace = gitOps.namespace;
    const first = gitOps.commit(tasksFile(size));
    let seconds = stopwatch();
    await gitOps.handOver();
    await all(gitOps, applications, first);
    print(`: Synced in ${seconds()}`);
    await all(gitOps, applications, first, 'Healthy');
    print(`: Synced and Healthy in ${seconds()}`);
    print(`: ${memoryOf('kube-apiserver', 'etcd', 'argocd-application-controller', 'argocd-repo-server')}`);

    const names = (await applicationsOf(namespace)).map(({ metadata }) => metadata.name);
    seconds = stopwatch();
    await Promise.all(names.map(refresh));
    await until('every Application is compared again', () => isCompared(namespace), { seconds: DEADLINE });
    print(`, nothing changed: compared in ${seconds()}`);

    const second = gitOps.commit(tasksFile(oneMore(size)));
    seconds = stopwatch();
    await Promise.all(names.map(refresh));
    await until('the new Job', () => read(jobNamed(`keruta-job-t${tasks}`, namespace)), { seconds: DEADLINE });
    print(`, one task more: its Job is made in ${seconds()}`);
    await all(gitOps, applications, second, 'Healthy');
    print(`, one task more: Synced and Healthy in ${seconds()}`);
  });
  // The deletion of these objects would slow down the next measurement.
  const reference = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await until('the namespace is gone', async () => (await read(reference)) === undefined, { seconds: DEADLINE });
}

/** Argo CD takes the annotation that asks for a refresh away when it has compared. */
async function isCompared(namespace: string): Promise<boolean> {
  const found = await applicationsOf(namespace);
  return found.every(({ metadata }) => metadata.annotations?.['argocd.argoproj.io/refresh'] === undefined);
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
