import assert from 'node:assert/strict';
import { test } from 'node:test';
import { list, read } from '../support/cluster';
import { type Job, jobNamed, type Pod, runsOf } from '../support/jobs';
import { send } from '../support/request';
import { until } from '../support/until';
import { failed, kubectl, logOf, start, succeeded } from './agents';
import { makeSecret, type Room } from './room';

/** An agent that cleans up when it is told to end. */
const PATIENT = "trap 'echo told to end; exit 143' TERM; echo started; sleep 300 & wait";

interface RunningPod extends Pod {
  readonly status: Pod['status'] & {
    readonly reason?: string;
    readonly containerStatuses?: readonly { readonly state: ContainerState }[];
  };
}

interface ContainerState {
  readonly waiting?: { readonly reason: string };
  readonly running?: object;
  readonly terminated?: {
    readonly reason: string;
    readonly exitCode: number;
    readonly finishedAt: string;
    readonly message?: string;
  };
}

export async function podOf(taskId: string, namespace: string): Promise<RunningPod | undefined> {
  return (await list<RunningPod>('v1', 'Pod', namespace, { labelSelector: `task-id=${taskId}` }))[0];
}

const stateOf = (pod: RunningPod | undefined) => pod?.status.containerStatuses?.[0]?.state;

export function isRunning(taskId: string, namespace: string): Promise<RunningPod> {
  return until(`the agent of ${taskId} runs`, async () => {
    const pod = await podOf(taskId, namespace);
    return stateOf(pod)?.running && pod;
  });
}

/** Waits until an agent waits for a reason. */
function waitsFor(reason: RegExp, taskId: string, namespace: string): Promise<unknown> {
  return until(
    `the agent of ${taskId} waits for ${reason}`,
    async () => reason.test(stateOf(await podOf(taskId, namespace))?.waiting?.reason ?? ''),
    { seen: async () => (await podOf(taskId, namespace))?.status },
  );
}

/** Evicts the pod of an agent that runs. */
async function evict(taskId: string, namespace: string): Promise<void> {
  const { name } = (await isRunning(taskId, namespace)).metadata;
  await send('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, {
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
  });
}

export function endings(room: () => Room): void {
  test("the exit code is in the Job's message, and the last lines of the log are in the pod's status", async () => {
    const { namespace } = room();
    await start([{ taskId: 'gives-up', agent: 'echo no such branch; exit 42' }], namespace);
    const { message } = await failed('keruta-job-gives-up', namespace);
    assert.match(message ?? '', /failed with exit code 42/);
    assert.match(stateOf(await podOf('gives-up', namespace))?.terminated?.message ?? '', /no such branch/);
    assert.equal(await runsOf('keruta-job-gives-up', namespace), 1);
  });

  test("the Job's deadline ends the agent and deletes its pod with the log", async () => {
    const { namespace } = room();
    await start([{ taskId: 'job-deadline', activeDeadlineSeconds: 15, agent: PATIENT }], namespace);
    const { reason } = await failed('keruta-job-job-deadline', namespace);
    assert.equal(reason, 'DeadlineExceeded');
    await until('the pod is gone', async () => (await podOf('job-deadline', namespace)) === undefined);
    assert.equal(await runsOf('keruta-job-job-deadline', namespace), 1);
  });

  test("the pod's deadline ends the agent and keeps its pod with the log", async () => {
    const { namespace } = room();
    await start([{ taskId: 'pod-deadline', podSpec: { activeDeadlineSeconds: 15 }, agent: PATIENT }], namespace);
    await failed('keruta-job-pod-deadline', namespace);
    assert.equal((await podOf('pod-deadline', namespace))?.status.reason, 'DeadlineExceeded');
    assert.match(await logOf('keruta-job-pod-deadline', namespace), /told to end/);
    assert.equal(await runsOf('keruta-job-pod-deadline', namespace), 1);
  });

  test('an evicted agent is told to end, and is not run again', async () => {
    const { namespace } = room();
    await start([{ taskId: 'evicted', agent: PATIENT }], namespace);
    await evict('evicted', namespace);
    await failed('keruta-job-evicted', namespace);
    assert.equal(await runsOf('keruta-job-evicted', namespace), 1);
  });

  test('an evicted agent that ends with 0 has succeeded', async () => {
    const { namespace } = room();
    const agent = "trap 'exit 0' TERM; sleep 300 & wait";
    await start([{ taskId: 'evicted-in-time', agent }], namespace);
    await evict('evicted-in-time', namespace);
    await succeeded('keruta-job-evicted-in-time', namespace);
  });

  test('with backoffLimit: 1 an evicted agent is run again when the first one has ended', async () => {
    const { namespace } = room();
    // Deaf to SIGTERM for a while. The second agent fails if the first one still runs.
    const agent =
      "test ! -e lock || exit 1; test -e first && exit 0; trap '' TERM; mkdir first lock; sleep 20; rmdir lock; exit 1";
    const podSpec = { terminationGracePeriodSeconds: 60 };
    await start([{ taskId: 'retried', backoffLimit: 1, podSpec, agent }], namespace);
    await evict('retried', namespace);
    await succeeded('keruta-job-retried', namespace);
    assert.equal(await runsOf('keruta-job-retried', namespace), 2);
  });

  test('an agent that uses more memory than its limit is killed, once', async () => {
    const { namespace } = room();
    const resources = { limits: { memory: '32Mi' } };
    const agent = 'exec perl -e \'$x = "x" x 200_000_000; sleep 60\'';
    await start([{ taskId: 'greedy', resources, agent }], namespace);
    const { message } = await failed('keruta-job-greedy', namespace);
    assert.match(message ?? '', /exit code 137/);
    assert.equal(stateOf(await podOf('greedy', namespace))?.terminated?.reason, 'OOMKilled');
    assert.equal(await runsOf('keruta-job-greedy', namespace), 1);
  });

  test('an agent without its Secret waits, and starts when the Secret is there', async () => {
    const { namespace } = room();
    const apiTokenSecret = { name: 'later', key: 'token' };
    await start([{ taskId: 'no-secret', apiTokenSecret, agent: 'true' }], namespace);
    await waitsFor(/CreateContainerConfigError/, 'no-secret', namespace);
    await makeSecret('later', { token: 'none' }, namespace);
    await until('the agent has run', async () => {
      const job = await read<Job>(jobNamed('keruta-job-no-secret', namespace));
      return job?.status?.succeeded === 1;
    });
  });

  test('an agent without its image waits until a deadline', async () => {
    const { namespace } = room();
    const podSpec = { activeDeadlineSeconds: 25 };
    await start([{ taskId: 'no-image', image: 'no-such-image:1', podSpec, agent: 'true' }], namespace);
    await waitsFor(/ErrImagePull|ImagePullBackOff/, 'no-image', namespace);
    await failed('keruta-job-no-image', namespace);
  });

  test('a program that is not in the image fails at once', async () => {
    const { namespace } = room();
    await start([{ taskId: 'no-program', command: ['no-such-agent'] }], namespace);
    await failed('keruta-job-no-program', namespace);
    assert.match(await kubectl('--namespace', namespace, 'get', 'pods', '--output', 'yaml'), /no-such-agent/);
  });
}
