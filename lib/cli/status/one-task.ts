import { printable } from '../../mistakes/printable';
import type { LiveClaim, LiveEvent, LiveJob, LiveObject, LivePod } from '../live';
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
    .flatMap(({ object }) => live.eventsOf(object))
    .toSorted((a, b) => (a.last < b.last ? 1 : -1))
    .slice(0, MOST_EVENTS);
  const lines = [
    head,
    STATES[task.state].meaning,
    ...[reasonOf(task)].filter((reason) => reason !== ''),
    '',
    ...objects.map((one) => describe(one, takenAt)),
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

/** An object of a task, with the facts about it that a person asks for first. */
interface DescribedObject {
  readonly object: LiveObject;
  readonly facts: readonly string[];
}

/** The Jobs of the task, their pods, and the claim. */
function objectsOf({ taskId, namespace, claim }: TaskStatus, live: Lookup): DescribedObject[] {
  const jobs = live.jobsOfTask(taskId).filter((job) => namespace === undefined || job.namespace === namespace);
  const found = namespace === undefined || claim === undefined ? undefined : live.claim(namespace, claim);
  return [
    ...jobs.flatMap((job) => [
      { object: job, facts: factsOfJob(job) },
      ...live.podsOf(job).map((pod) => ({ object: pod, facts: factsOfPod(pod) })),
    ]),
    ...(found ? [{ object: found, facts: factsOfClaim(found, live) }] : []),
  ];
}

function describe({ object, facts }: DescribedObject, takenAt: number): string {
  const { kind, namespace, name, created } = object;
  return `${kind} ${namespace}/${name}, created ${age(created, takenAt)} ago: ${facts.join(', ')}`;
}

function factsOfJob({ active, succeeded, failed, isSuspended, conditions }: LiveJob): string[] {
  return [
    `${active} active, ${succeeded} succeeded, ${failed} failed pods`,
    ...(isSuspended ? ['suspended'] : []),
    ...conditions.filter(({ isTrue }) => isTrue).map(({ type }) => type),
  ];
}

function factsOfPod({ phase, node, containers }: LivePod): string[] {
  const states = containers.map(({ name, state, reason, exitCode }) =>
    [name, state, reason, exitCode].filter((part) => part !== undefined && part !== '').join(' '),
  );
  return [phase, node === undefined ? 'on no node' : `on node ${node}`, ...states];
}

function factsOfClaim({ namespace, name, phase, size, requested, storageClass }: LiveClaim, live: Lookup): string[] {
  const users = live.podsOn(namespace, name).map((pod) => pod.name);
  return [
    phase,
    size ?? `asks for ${requested}`,
    storageClass === undefined ? 'no storage class' : `class ${storageClass}`,
    users.length === 0 ? 'no pod uses it' : `used by ${users.join(', ')}`,
  ];
}

function eventLine({ about, isWarning, reason, message, last }: LiveEvent, takenAt: number): string {
  return `  ${age(last, takenAt).padEnd(4)} ${isWarning ? 'Warning' : 'Normal '} ${reason}, ${about.kind} ${about.name}: ${quoted(message)}`;
}

function commands({ next }: TaskStatus, objects: readonly DescribedObject[], kubectl: string): string[] {
  return [
    ...(next === undefined ? [] : [next]),
    ...objects.flatMap(({ object: { kind, name } }) =>
      kind === 'Pod'
        ? [`${kubectl} describe pod ${name}`, `${kubectl} logs ${name} --all-containers`]
        : [`${kubectl} describe ${kind === 'Job' ? 'job' : 'pvc'} ${name}`],
    ),
  ];
}
