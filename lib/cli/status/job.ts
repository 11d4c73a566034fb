import { QUEUE_LABEL } from '../../settings/names';
import type { LiveJob, LiveWorkload } from '../live';
import type { Lookup } from '../live/lookup';
import { trueCondition } from '../live/parts';
import { quoted } from '../live/quote';
import { failureFinding } from './failure';
import { podFinding } from './pod';
import type { Finding } from './status';

/** The state of a Job that is in the cluster. */
export function jobFinding(job: LiveJob, live: Lookup): Finding {
  const complete = trueCondition(job.conditions, 'Complete', 'SuccessCriteriaMet');
  if (complete) {
    return { state: 'succeeded', since: job.completed ?? complete.since };
  }
  const pods = live.podsOf(job);
  const failed = trueCondition(job.conditions, 'Failed', 'FailureTarget');
  if (failed) {
    return failureFinding(job, failed, pods);
  }
  if (job.isSuspended) {
    return suspendedFinding(job, live.workloadOf(job));
  }
  const pod = pods.find(({ phase }) => phase === 'Pending' || phase === 'Running');
  if (pod) {
    return podFinding(pod, live);
  }
  const refusal = live.eventsOf(job).find(({ reason }) => reason === 'FailedCreate');
  return refusal && pods.length === 0
    ? { state: 'no-pod', since: job.started ?? job.created, why: quoted(refusal.message) }
    : { state: 'starting', since: job.started ?? job.created };
}

function suspendedFinding(job: LiveJob, workload: LiveWorkload | undefined): Finding {
  const since = job.created;
  const queue = job.labels[QUEUE_LABEL];
  if (queue === undefined) {
    return { state: 'suspended', since };
  }
  if (!workload) {
    return { state: 'queue-stuck', since, why: `Kueue has not seen the Job, which names queue ${queue}` };
  }
  const evicted = trueCondition(workload.conditions, 'Evicted');
  if (!workload.isActive) {
    return { state: 'queue-stuck', since: evicted?.since ?? since, why: quoted(evicted?.message ?? 'deactivated') };
  }
  const quota = workload.conditions.find(({ type }) => type === 'QuotaReserved');
  const isStuck = quota?.reason === 'Inadmissible';
  const place = [`queue ${workload.queue}`, ...(quota ? [quoted(quota.message)] : [])].join(': ');
  // The agent ran, and runs again from the start.
  const why = evicted ? `Kueue took its place (${evicted.reason}); ${place}` : place;
  return { state: isStuck ? 'queue-stuck' : 'queue', since: evicted?.since ?? since, why };
}
