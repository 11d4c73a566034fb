import { type ApiObject, list, merge, type Reference, read } from './cluster';
import { until } from './until';

export interface Job extends ApiObject {
  readonly spec: { readonly template: { readonly spec: PodSpec } };
  readonly status?: {
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly active?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

export interface Pod extends ApiObject {
  readonly spec: PodSpec;
  readonly status: {
    readonly phase: string;
    readonly startTime?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[];
    readonly containerStatuses?: readonly {
      readonly state: { readonly terminated?: { readonly finishedAt: string } };
    }[];
  };
}

interface PodSpec {
  readonly nodeName?: string;
  readonly containers: readonly { readonly image: string }[];
  readonly volumes: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
}

export interface Claim extends ApiObject {
  readonly spec: { readonly volumeName?: string };
  readonly status?: { readonly phase?: string };
}

export const jobs = (namespace: string) => list<Job>('batch/v1', 'Job', namespace);
export const pods = (namespace: string) => list<Pod>('v1', 'Pod', namespace);
export const claims = (namespace: string) => list<Claim>('v1', 'PersistentVolumeClaim', namespace);

export function jobNamed(name: string, namespace: string): Reference {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace } };
}

export function claimNamed(name: string, namespace: string): Reference {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace } };
}

/** How a Job has ended: `Complete`, or `Failed` with its reason; undefined while it runs. */
export function endOf(
  job: Job,
): { readonly type: 'Complete' | 'Failed'; readonly reason?: string; readonly message?: string } | undefined {
  const ended = job.status?.conditions?.find(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  );
  return ended as ReturnType<typeof endOf>;
}

/** From and until when a pod ran that has ended, in milliseconds, by whole seconds. */
export function spanOf({ status }: Pod): readonly [number, number] {
  const ends = (status.containerStatuses ?? []).map(({ state }) => Date.parse(state.terminated?.finishedAt ?? ''));
  return [Date.parse(status.startTime ?? ''), Math.max(...ends)];
}

/** Waits until so many Jobs of a namespace are complete, and no other is there. */
export function allComplete(namespace: string, count: number, seconds?: number): Promise<Job[]> {
  return until(
    `${count} Jobs are complete in ${namespace}`,
    async () => {
      const found = await jobs(namespace);
      return found.length === count && found.every((job) => endOf(job)?.type === 'Complete') && found;
    },
    { seconds, seen: async () => (await jobs(namespace)).map(({ metadata, status }) => [metadata.name, status]) },
  );
}

/** Waits until a Job has ended, however it did. */
export function ended(name: string, namespace: string): Promise<Job> {
  return until(`Job ${name} has ended`, async () => {
    const job = await read<Job>(jobNamed(name, namespace));
    return job && endOf(job) && job;
  });
}

interface Event extends ApiObject {
  readonly message: string;
  readonly count?: number;
  readonly involvedObject: { readonly uid: string };
}

/** The events of the Jobs with this name, also of those that were deleted: events outlive them. */
function eventsOf(name: string, namespace: string, reason: string): Promise<Event[]> {
  const involved = `involvedObject.kind=Job,involvedObject.name=${name}`;
  return list<Event>('v1', 'Event', namespace, { fieldSelector: `reason=${reason},${involved}` });
}

/** The pods that run, and are not about to go. */
export async function runningPods(namespace: string): Promise<Pod[]> {
  return (await pods(namespace)).filter(
    ({ metadata, status }) => status.phase === 'Running' && !('deletionTimestamp' in metadata),
  );
}

/**
 * Waits until the agent of a task runs.
 *
 * @param before pods of earlier runs of the agent, which do not count
 * @param seen what to tell of when the agent does not run in time
 */
export function runningPod(
  taskId: string,
  namespace: string,
  { before = [], seen }: { before?: readonly Pod[]; seen?: () => Promise<unknown> } = {},
): Promise<Pod> {
  const names = before.map(({ metadata }) => metadata.name);
  return until(
    `the agent of ${taskId} runs`,
    async () =>
      (await runningPods(namespace)).find(
        ({ metadata }) => metadata.labels?.['task-id'] === taskId && !names.includes(metadata.name),
      ),
    { seen },
  );
}

/** Lets the agent of a pod end now, whatever time its annotations gave to the agent. */
export async function finish(pod: Pod): Promise<void> {
  await merge(pod, { metadata: { annotations: { 'sim/duration': '1s' } } });
}

/**
 * How often the agent of a Job was started: the pods that were ever made for a Job of this name. Events come some time
 * after what they tell of, so that this waits for those of the pods that the Job itself counts.
 *
 * @param seen the number of pods that the test has seen: the Job does not count a pod that was disrupted
 */
export function runsOf(name: string, namespace: string, seen = 0): Promise<number> {
  return until(`the events tell of every pod of Job ${name}`, async () => {
    const job = await read<Job>(jobNamed(name, namespace));
    const events = await eventsOf(name, namespace, 'SuccessfulCreate');
    const { active = 0, succeeded = 0, failed = 0 } = job?.status ?? {};
    const told = toldOf(events.filter(({ involvedObject }) => involvedObject.uid === job?.metadata.uid));
    return told >= Math.max(active + succeeded + failed, seen) && toldOf(events);
  });
}

/** The pods that events tell of. */
function toldOf(events: readonly Event[]): number {
  return events.reduce((pods, { count = 1 }) => pods + count, 0);
}

/** Waits until a pod of a Job was not let in, and says why. */
export async function refusalOf(name: string, namespace: string): Promise<string> {
  const [event] = await until(`a pod of Job ${name} is not let in`, async () => {
    const events = await eventsOf(name, namespace, 'FailedCreate');
    return events.length > 0 && events;
  });
  return event?.message ?? '';
}
