import assert from 'node:assert/strict';
import { allComplete, claims, runsOf } from './jobs';

/** A repository with tasks, and the namespace that a GitOps engine brings them to. */
interface GitOps {
  readonly namespace: string;
  bring(tasks: object): Promise<void>;
}

/** The tasks before one of them gets another `jobName`. */
export const THREE_TASKS = { tasks: [{ taskId: 'a' }, { taskId: 'b' }, { taskId: 'c', parentTaskId: 'a' }] };

/** Proves that one of `THREE_TASKS`, which have ended, runs again under another name of its Job, and no other task does. */
export async function provesOneRunsAgain(gitOps: GitOps): Promise<void> {
  const { namespace } = gitOps;
  await allComplete(namespace, 3);
  const claimIds = async () => (await claims(namespace)).map(({ metadata }) => metadata.uid);
  const before = await claimIds();
  await gitOps.bring({
    tasks: [{ taskId: 'a', jobName: 'a-again' }, { taskId: 'b' }, { taskId: 'c', parentTaskId: 'a' }],
  });
  const names = (await allComplete(namespace, 3)).map(({ metadata }) => metadata.name);
  assert.deepEqual(names.sort(), ['a-again', 'keruta-job-b', 'keruta-job-c']);
  const counts = ['a-again', 'keruta-job-a', 'keruta-job-b', 'keruta-job-c'].map((name) => runsOf(name, namespace));
  assert.deepEqual(await Promise.all(counts), [1, 1, 1, 1]);
  assert.deepEqual(await claimIds(), before);
}
