import { posix } from 'node:path';
import { applicationsOf, refresh } from '../argocd/application';
import { type GitOps, withGitOps } from '../argocd/gitops';
import { type ApiObject, applyAll, create, read } from '../support/cluster';
import { jobNamed } from '../support/jobs';
import { manifestsOf, objectsOf } from '../support/tasks';
import { until } from '../support/until';
import { memoryOf } from './memory';
import { DEADLINE, oneMore, type Size, stopwatch, tasksFile } from './size';

/**
 * Prints the time to Synced and Healthy, of a look at an unchanged repository, and of one task more; and the memory.
 *
 * A sync of 10,000 tasks takes Argo CD over half an hour on 2 cores. With `isApplied`, the objects are there before the
 * Applications, as if Argo CD had synced them.
 */
export async function measureArgoCd(size: Size): Promise<void> {
  const { tasks, shards: applications = 1 } = size;
  const what = `${tasks} tasks in ${applications} Application${applications === 1 ? '' : 's'}`;
  const print = (text: string) => console.log(`${what}${text}`);
  let namespace = '';
  await withGitOps(async (gitOps) => {
    namespace = gitOps.namespace;
    const first = gitOps.commit(tasksFile(size));
    let seconds = stopwatch();
    if (size.isApplied) {
      await applyAsTracked(size, namespace);
      print(`: applied by the test in ${seconds()}`);
      seconds = stopwatch();
    }
    await gitOps.handOver();
    await all(gitOps, applications, first);
    print(`: Synced in ${seconds()}`);
    await all(gitOps, applications, first, 'Healthy');
    print(`: Synced and Healthy in ${seconds()}`);
    print(`: ${memoryOf('kube-apiserver', 'etcd', 'argocd-application-controller', 'argocd-repo-server')}`);

    const names = (await applicationsOf(namespace)).map(({ metadata }) => metadata.name);
    seconds = stopwatch();
    await Promise.all(names.map(refresh));
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

/** Applies the objects of all tasks, each with the annotation by which Argo CD knows its Application. */
async function applyAsTracked(size: Size, namespace: string): Promise<void> {
  await create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const files = [...manifestsOf(JSON.stringify(tasksFile(size)))];
  const objects = files.flatMap(([path, text]) => {
    const folder = posix.dirname(path);
    const application = folder === '.' ? namespace : `${namespace}-${folder}`;
    return objectsOf(text, namespace).map((object) => withTracking(object, application));
  });
  await applyAll(objects);
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/ */
function withTracking(object: ApiObject, application: string): ApiObject {
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const id = `${application}:${group}/${kind}:${metadata.namespace}/${metadata.name}`;
  const annotations = { ...metadata.annotations, 'argocd.argoproj.io/tracking-id': id };
  return { ...object, metadata: { ...metadata, annotations } };
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
            // What was there before its Application needs no sync.
            (status.operationState?.phase ?? 'Succeeded') === 'Succeeded' &&
            (health === undefined || status.health?.status === health),
        )
      );
    },
    { seconds: DEADLINE },
  );
}
