import type { LiveCluster, LiveJob } from '../../live';
import { age } from '../../live/age';
import type { AppliedTask } from '../moves';
import type { Action, Refusal } from '../task-plan';
import type { LiveLookup } from './lookup';

/** What the cluster adds to the plan for the Job of a task. */
export interface JobFacts {
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
}

/** The actions after which a task has a Job that it had not before. */
const STARTS: readonly Action[] = ['create', 'run-again'];

/** Compares the Job of a task with the Jobs that the cluster has of the task. */
export function jobFacts(
  after: AppliedTask | undefined,
  before: AppliedTask | undefined,
  actions: readonly Action[],
  lookup: LiveLookup,
  now: LiveCluster['takenAt'],
): JobFacts {
  const { taskId, namespace } = (after ?? before) as AppliedTask;
  const running = lookup.running(namespace, taskId);
  const name = after?.job?.metadata.name;
  if (actions.includes('remove-job')) {
    return { refusals: [], notes: running.map((job) => loss(job, now)) };
  }
  if (name === undefined || !actions.some((action) => STARTS.includes(action))) {
    return { refusals: [], notes: [] };
  }
  const there = lookup.job(namespace, name);
  if (there) {
    return {
      refusals: [],
      notes: [`Job ${name} is in the cluster already: ${stateOf(there, now)}, and no other agent starts`],
    };
  }
  return { refusals: running.map((job) => stillRuns(job, name, now)), notes: [] };
}

function stillRuns(job: LiveJob, name: string, now: number): Refusal {
  return {
    code: 'agent-runs',
    reason: `the agent of Job ${job.name} still runs${since(job, now)}: with Job ${name}, two agents would work in one working tree`,
    fix: `wait until it has ended, or end it: kubectl delete -n ${job.namespace} job ${job.name}`,
  };
}

function loss(job: LiveJob, now: number): string {
  return `ends the agent of Job ${job.name}, which runs${since(job, now)}: its files on the claim stay, and all else of it is lost`;
}

function since({ started }: LiveJob, now: number): string {
  return started === undefined ? '' : ` since ${age(started, now)}`;
}

function stateOf(job: LiveJob, now: number): string {
  const has = (type: string) => job.conditions.some((one) => one.type === type && one.isTrue);
  if (has('Complete')) {
    return 'it has succeeded';
  }
  return has('Failed')
    ? 'it has failed'
    : job.active > 0
      ? `its agent runs${since(job, now)}`
      : 'its agent has not started';
}
