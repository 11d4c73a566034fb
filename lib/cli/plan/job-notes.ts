import type { ManifestObject } from '../../manifests/parse';
import { asMap } from '../../settings/maps';
import type { Refusal } from './task-plan';

/** Sentences about what a change of a Job in place does to an agent that runs. */
export function jobNotes(before: ManifestObject, after: ManifestObject): string[] {
  const old = specOf(before);
  const now = specOf(after);
  return [...deadlineNotes(old, now), ...suspendNotes(old, now), ...parallelismNotes(old, now)];
}

/** The Job controller ends a Job that has been active for longer than its deadline, whenever the deadline was set. */
function deadlineNotes({ activeDeadlineSeconds: old }: JobSpec, { activeDeadlineSeconds: now }: JobSpec): string[] {
  if (now === undefined || (old !== undefined && now >= old)) {
    return [];
  }
  return [`an agent that has been running for more than ${now} s is ended at once, and its pod and logs are deleted`];
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job */
function suspendNotes({ suspend: old = false }: JobSpec, { suspend: now = false }: JobSpec): string[] {
  if (old === now) {
    return [];
  }
  return now
    ? ['the pod of a running agent is deleted; when the Job is resumed, the agent runs again from the start']
    : ['the agent starts, or runs again from the start if it was running before'];
}

function parallelismNotes({ parallelism: old = 1 }: JobSpec, { parallelism: now = 1 }: JobSpec): string[] {
  if (old === now) {
    return [];
  }
  if (now < old) {
    return ['the pods of running agents are deleted; when parallelism is raised, an agent runs again from the start'];
  }
  return now > 1
    ? [`up to ${now} agents run at the same time in one working tree`]
    : ['the agent starts, or runs again from the start if it was running before'];
}

/**
 * The refusal of a Job that removes itself: Argo CD and Flux make it again, and the agent runs again and again. With Argo
 * CD, four runs within a minute were seen.
 */
export function checkTtl(before: ManifestObject | undefined, after: ManifestObject): Refusal[] {
  const { ttlSecondsAfterFinished: ttl } = specOf(after);
  const old = before === undefined ? undefined : specOf(before).ttlSecondsAfterFinished;
  return ttl === undefined || ttl === old
    ? []
    : [
        {
          code: 'job-ttl',
          reason: `ttlSecondsAfterFinished removes the Job when it has ended: a GitOps engine makes it again, and the agent runs again and again`,
          fix: 'remove ttlSecondsAfterFinished; done: true removes the Job of a task that has ended',
        },
      ];
}

interface JobSpec {
  readonly activeDeadlineSeconds?: number;
  readonly suspend?: boolean;
  readonly parallelism?: number;
  readonly ttlSecondsAfterFinished?: number;
}

function specOf({ spec }: ManifestObject): JobSpec {
  return asMap(spec);
}
