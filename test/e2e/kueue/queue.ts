import { JsonPatch } from 'cdk8s';
import { PlatformChart, type PlatformSettings, TaskApp } from '../../../lib';
import { type ApiObject, apply, applyAll, list, merge, type Reference, read, remove } from '../support/cluster';
import { type Job, jobNamed, type Pod, runningPod, runningPods } from '../support/jobs';
import { inNamespace, unlessGone } from '../support/namespace';
import { objectsOf, synth } from '../support/tasks';
import { until } from '../support/until';

export const KUEUE = 'kueue.x-k8s.io/v1beta2';

/** The name of the LocalQueue that the platform chart makes. */
export const QUEUE = 'keruta';

/** The ClusterQueue of a control: a Job of a higher priority takes the place of one that runs. */
export const PREEMPTS = JsonPatch.replace('/spec/preemption', { withinClusterQueue: 'LowerPriority' });

/**
 * Runs a test in a namespace of its own with the queue that the platform chart makes.
 *
 * @param patches of the ClusterQueue, for control experiments
 */
export function withQueue(
  platform: PlatformSettings,
  test: (namespace: string) => Promise<void>,
  ...patches: JsonPatch[]
): Promise<void> {
  return inNamespace((namespace) => queuing(namespace, platform, () => test(namespace), ...patches));
}

/** The same in a namespace that somebody else makes and deletes. */
export async function queuing(
  namespace: string,
  platform: PlatformSettings,
  test: () => Promise<void>,
  ...patches: JsonPatch[]
): Promise<void> {
  const app = new TaskApp();
  new PlatformChart(app, 'platform', { namespace, ...platform });
  const objects: ApiObject[] = objectsOf(app.synthYaml()).map((object) =>
    object.kind === 'ClusterQueue' ? JsonPatch.apply(object, ...patches) : object,
  );
  try {
    for (const object of objects) {
      await apply(object);
    }
    await test();
  } finally {
    const ofCluster = objects.filter(({ kind }) => kind === 'ClusterQueue' || kind === 'ResourceFlavor');
    await Promise.all(ofCluster.map((object) => remove(object).catch(unlessGone)));
  }
}

/** Whether the ClusterQueue admits Jobs: `Hold` and `HoldAndDrain` stop it. */
export async function setStopPolicy(namespace: string, stopPolicy: 'None' | 'Hold' | 'HoldAndDrain'): Promise<void> {
  const metadata = { name: `keruta-${namespace}` };
  await merge({ apiVersion: KUEUE, kind: 'ClusterQueue', metadata }, { spec: { stopPolicy } });
}

/** Tasks in the queue. Each agent works until its test lets it end. */
export const inQueue = (tasks: readonly object[], defaults: object = {}) => ({
  defaults: { queue: QUEUE, annotations: { 'sim/duration': '1h' }, ...defaults },
  tasks,
});

/** Applies tasks of the queue, as kubectl does. */
export async function add(namespace: string, tasks: readonly object[], defaults: object = {}): Promise<void> {
  await applyAll(synth(JSON.stringify(inQueue(tasks, defaults)), namespace));
}

export const idOf = ({ metadata }: ApiObject) => metadata.labels?.['task-id'] ?? '';

/** Waits until the agent of a task runs. */
export const running = (taskId: string, namespace: string): Promise<Pod> =>
  runningPod(taskId, namespace, { seen: () => workloadOf(taskId, namespace) });

/** The settings of a queue with room for one agent. */
export const ONE_POD = { queue: { quota: { pods: 1 } } };

/** Two tasks for such a queue. */
export const A_B = [{ taskId: 'a' }, { taskId: 'b' }];

/** The ids of the two tasks of such a queue: of the task that runs, and of the one that waits. */
export async function runnerAndWaiter(namespace: string): Promise<[runner: string, waiter: string]> {
  const runner = idOf(await until('an agent runs', async () => (await runningPods(namespace))[0]));
  const waiter = runner === 'a' ? 'b' : 'a';
  await waits(waiter, namespace);
  return [runner, waiter];
}

export const nameOf = (taskId: string) => `keruta-job-${taskId}`;

export async function jobOf(taskId: string, namespace: string): Promise<QueuedJob> {
  const job = await read<QueuedJob>(jobNamed(nameOf(taskId), namespace));
  if (!job) {
    throw new Error(`there is no Job ${nameOf(taskId)}`);
  }
  return job;
}

export interface QueuedJob extends Job {
  readonly spec: Job['spec'] & { readonly suspend?: boolean };
}

/** Kueue's record of a Job. */
interface Workload extends ApiObject {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message: string;
    }[];
  };
}

async function workloadOf(taskId: string, namespace: string): Promise<Workload | undefined> {
  const all = await list<Workload>(KUEUE, 'Workload', namespace);
  return all.find(({ metadata }) =>
    (metadata as { ownerReferences?: Reference['metadata'][] }).ownerReferences?.some(
      ({ name }) => name === nameOf(taskId),
    ),
  );
}

/** Waits until Kueue says something of a Job. */
export function said(
  taskId: string,
  namespace: string,
  type: 'QuotaReserved' | 'Evicted',
  status: 'True' | 'False',
  message: RegExp,
): Promise<unknown> {
  return until(
    `Kueue says of the Job of ${taskId} ${type}=${status}: ${message}`,
    async () => {
      const { conditions = [] } = (await workloadOf(taskId, namespace))?.status ?? {};
      return conditions.some((one) => one.type === type && one.status === status && message.test(one.message));
    },
    { seen: async () => (await workloadOf(taskId, namespace))?.status },
  );
}

/** Waits until Kueue has seen a Job. It looks only at the first one of a queue that is full. */
export const seen = (taskId: string, namespace: string) =>
  until(`Kueue has seen the Job of ${taskId}`, () => workloadOf(taskId, namespace));

/** Waits until a Job waits for a reason: Kueue has looked at it, and has not admitted it. */
export const waits = (taskId: string, namespace: string, reason = /insufficient unused quota/) =>
  said(taskId, namespace, 'QuotaReserved', 'False', reason);

/** Waits until what is made from now on is younger than a Job: Kueue orders by seconds. */
export async function secondAfter(taskId: string, namespace: string): Promise<void> {
  const { metadata } = await jobOf(taskId, namespace);
  const created = Date.parse((metadata as { creationTimestamp?: string }).creationTimestamp ?? '');
  await until('a second has passed', async () => Date.now() > created + 2000);
}
