import type { LiveJob } from '../../live';
import { age } from '../../live/age';
import type { Lookup } from '../../live/lookup';
import { trueCondition } from '../../live/parts';
import type { AppliedTask } from '../moves';
import type { Action, Refusal } from '../task-plan';

/** The refusals and notes that the cluster adds to the plan for the Job of a task. */
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
  lookup: Lookup,
): JobFacts {
  const now = lookup.cluster.takenAt;
  const task = (after ?? before) as AppliedTask;
  const running = runningJobs(task, lookup);
  const name = after?.job?.metadata.name;
  if (actions.includes('remove-job')) {
    return { refusals: [], notes: running.map((job) => loss(job, now)) };
  }
  if (name === undefined || !actions.some((action) => STARTS.includes(action))) {
    return { refusals: [], notes: [] };
  }
  const there = lookup.job(task.namespace, name);
  if (there) {
    return {
      refusals: [],
      notes: [`Job ${name} is in the cluster already: ${stateOf(there, now)}, and no other agent starts`],
    };
  }
  return { refusals: running.map((job) => stillRuns(job, name, now)), notes: [] };
}

/** The Jobs of a task whose agents run, of any run of the task. */
function runningJobs({ taskId, namespace }: AppliedTask, { jobsOfTask }: Lookup): LiveJob[] {
  return jobsOfTask(taskId).filter((job) => job.active > 0 && (namespace === '' || job.namespace === namespace));
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
  if (trueCondition(job.conditions, 'Complete')) {
    return 'it has succeeded';
  }
  return trueCondition(job.conditions, 'Failed')
    ? 'it has failed'
    : job.active > 0
      ? `its agent runs${since(job, now)}`
      : 'its agent has not started';
}
