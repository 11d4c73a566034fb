import { printable } from '../../mistakes/printable';
import type { LiveEvent, LiveObject } from '../live';
import { age } from '../live/age';
import type { Lookup } from '../live/lookup';
import { quoted } from '../live/quote';
import { inNamespace } from './next';
import { STATES } from './states';
import type { TaskStatus } from './status';
import { reasonOf } from './text';

/** The maximum number of events that are shown. */
const MOST_EVENTS = 12;

/** One task at length: its objects, their latest events, and the commands that show more. */
export function oneTaskText(task: TaskStatus, live: Lookup, kubectl: string): string {
  const { takenAt } = live.cluster;
  const head = `${task.taskId}: ${STATES[task.state].words}${task.since === undefined ? '' : ` for ${age(task.since, takenAt)}`}`;
  const objects = objectsOf(task, live);
  const events = objects
    .flatMap((object) => live.eventsOf(object))
    .toSorted((a, b) => (a.last < b.last ? 1 : -1))
    .slice(0, MOST_EVENTS);
  const lines = [
    head,
    STATES[task.state].meaning,
    ...[reasonOf(task)].filter((reason) => reason !== ''),
    '',
    ...objects.map((object) => describe(object, live)),
    ...(events.length === 0
      ? []
      : ['', 'Events, the latest first:', ...events.map((event) => eventLine(event, takenAt))]),
    '',
    'Commands:',
    ...[...new Set(commands(task, objects, inNamespace({ kubectl, namespace: task.namespace })))].map(
      (one) => `  ${one}`,
    ),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** The Jobs of the task, their pods, and the claim. */
function objectsOf({ taskId, namespace, claim }: TaskStatus, live: Lookup): LiveObject[] {
  const jobs = live.jobsOfTask(taskId).filter((job) => namespace === undefined || job.namespace === namespace);
  const found = namespace === undefined || claim === undefined ? undefined : live.claim(namespace, claim);
  return [...jobs.flatMap((job) => [job, ...live.podsOf(job)]), ...(found ? [found] : [])];
}

function describe(object: LiveObject, live: Lookup): string {
  const { kind, namespace, name, created } = object;
  const facts = factsOf(object, live);
  return `${kind} ${namespace}/${name}, created ${age(created, live.cluster.takenAt)} ago: ${facts.join(', ')}`;
}

function factsOf({ kind, namespace, name }: LiveObject, { cluster, podsOn }: Lookup): string[] {
  const isThis = (one: LiveObject) => one.namespace === namespace && one.name === name;
  if (kind === 'Job') {
    const job = cluster.jobs.find(isThis);
    const conditions = job?.conditions.filter(({ isTrue }) => isTrue).map(({ type }) => type) ?? [];
    return [
      `${job?.active} active, ${job?.succeeded} succeeded, ${job?.failed} failed pods`,
      ...(job?.isSuspended ? ['suspended'] : []),
      ...conditions,
    ];
  }
  if (kind === 'Pod') {
    const pod = cluster.pods.find(isThis);
    const containers = pod?.containers.map(({ name, state, reason, exitCode }) =>
      [name, state, reason, exitCode].filter((part) => part !== undefined && part !== '').join(' '),
    );
    return [pod?.phase ?? '', pod?.node === undefined ? 'on no node' : `on node ${pod.node}`, ...(containers ?? [])];
  }
  const claim = cluster.claims.find(isThis);
  const users = podsOn(namespace, name).map((pod) => pod.name);
  return [
    claim?.phase ?? '',
    claim?.size ?? `asks for ${claim?.requested}`,
    claim?.storageClass === undefined ? 'no storage class' : `class ${claim.storageClass}`,
    users.length === 0 ? 'no pod uses it' : `used by ${users.join(', ')}`,
  ];
}

function eventLine({ about, isWarning, reason, message, last }: LiveEvent, takenAt: number): string {
  return `  ${age(last, takenAt).padEnd(4)} ${isWarning ? 'Warning' : 'Normal '} ${reason}, ${about.kind} ${about.name}: ${quoted(message)}`;
}

function commands({ next }: TaskStatus, objects: readonly LiveObject[], kubectl: string): string[] {
  return [
    ...(next === undefined ? [] : [next]),
    ...objects.flatMap(({ kind, name }) =>
      kind === 'Pod'
        ? [`${kubectl} describe pod ${name}`, `${kubectl} logs ${name} --all-containers`]
        : [`${kubectl} describe ${kind === 'Job' ? 'job' : 'pvc'} ${name}`],
    ),
  ];
}
