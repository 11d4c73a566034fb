import type { ManifestObject } from '../../manifests/parse';
import { asMap } from '../../settings/maps';
import { jobNameOf, LABEL_VALUE_MAX, PRIORITY_LABEL, QUEUE_LABEL, runOf } from '../../settings/names';
import { type Applied, enginesToName, HOW_TO_LEAVE, nameAppliers } from './applier';
import type { FieldChange } from './fields';
import { jobNotes } from './job-notes';
import { storedChanges } from './normalize';
import type { ObjectChange, Refusal } from './task-plan';

/** The plan for a Job that is in the manifests before and after under one name. */
export interface JobPlan {
  readonly changes: readonly ObjectChange[];
  readonly refusals: readonly Refusal[];
  /** Sentences about what a change does to an agent that runs. */
  readonly notes: readonly string[];
}

/**
 * The fields of a Job's spec that no API server changes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate
 */
const IMMUTABLE = [
  'template',
  'selector',
  'completions',
  'completionMode',
  'podFailurePolicy',
  'successPolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'manualSelector',
];

/** The parts of a template that may change while a Job is suspended and no pod of it has started. */
const SCHEDULING =
  /^spec\.template\.(metadata|spec\.(nodeSelector|affinity\.nodeAffinity|tolerations|schedulingGates|(initC|c)ontainers\[[^\]]+\]\.resources))\b/;

export function planJob(before: ManifestObject, after: ManifestObject, applied: Applied): JobPlan {
  const changes = changesOfJob(before, after).map((change) => ({
    ...change,
    object: after.kind,
    effect: effectOf(change, before, after, applied),
  }));
  const refused = changes.filter(({ effect }) => effect === 'refused');
  return {
    changes,
    refusals: refused.length > 0 ? [refusal(after, refused, applied)] : [],
    // An agent notices only what reaches the cluster.
    notes: changes.some(({ effect }) => effect === 'set') ? jobNotes(before, after) : [],
  };
}

/** The fields in which two Jobs differ, apart from the name. */
export function changesOfJob(before: ManifestObject, after: ManifestObject): FieldChange[] {
  return storedChanges(before, after).filter(({ field }) => field !== 'metadata.name');
}

/** The effect of a change: `ignored` if all appliers leave the field as it is, else `set` or `refused`, as the server decides. */
function effectOf(
  change: FieldChange,
  before: ManifestObject,
  after: ManifestObject,
  { appliers }: Applied,
): ObjectChange['effect'] {
  const otherwise = canChange(change, before, after) ? 'set' : 'refused';
  return appliers.length > 0 && appliers.every((one) => one.leaves(after, change)) ? 'ignored' : otherwise;
}

/** Whether an API server, and Kueue, change a field of a Job in place. */
function canChange({ field, pointer, before: was, after: is }: FieldChange, old: ManifestObject, now: ManifestObject) {
  const [top, key] = pointer;
  if (top === 'metadata' && key === 'labels' && pointer[2] === QUEUE_LABEL) {
    return false;
  }
  if (top === 'metadata' && key === 'labels' && pointer[2] === PRIORITY_LABEL) {
    return was !== undefined && is !== undefined;
  }
  if (top !== 'spec' || (key !== undefined && !IMMUTABLE.includes(key))) {
    return true;
  }
  if (key === 'completions') {
    return isElastic(old, now);
  }
  const isSuspended = specOf(old).suspend === true;
  const isNodeAffinity = field === 'spec.template.spec.affinity' && [was, is].every(hasOnlyNodeAffinity);
  return isSuspended && (SCHEDULING.test(field) || isNodeAffinity);
}

/** An indexed Job grows and shrinks in place, as long as completions and parallelism are the same. */
function isElastic(old: ManifestObject, now: ManifestObject): boolean {
  const { completionMode, completions, parallelism = 1 } = specOf(now);
  return completionMode === 'Indexed' && specOf(old).completionMode === 'Indexed' && completions === parallelism;
}

function hasOnlyNodeAffinity(affinity: unknown): boolean {
  return Object.keys(affinity ?? {}).every((key) => key === 'nodeAffinity');
}

function specOf({ spec }: ManifestObject): Readonly<Record<string, unknown>> {
  return asMap(spec);
}

function refusal(job: ManifestObject, refused: readonly FieldChange[], applied: Applied): Refusal {
  if (refused.every(({ pointer }) => pointer.includes(QUEUE_LABEL) || pointer.includes(PRIORITY_LABEL))) {
    return kueueRefusal(refused, job.metadata.name, applied);
  }
  const template = refused.every(({ pointer }) => pointer[1] === 'template');
  const what = template ? 'a Job’s template' : refused.map(({ field }) => field).join(' and ');
  return {
    code: 'job-template',
    reason: `${what} cannot change once the Job is there${blocksAll(applied)}`,
    fix: [
      `to run the task again with it, set ${nextRun(applied.taskId, job.metadata.name)}`,
      'for a task that has ended, done: true',
      `to leave Jobs that are there as they are, ${howToLeave(job, refused, applied)}`,
    ].join('; '),
  };
}

/** Flux applies all objects of a commit or none: with a changed default, no new task of the same commit was created (seen). */
function blocksAll({ engines }: Applied): string {
  return engines.includes('flux') ? ', and Flux would apply nothing of the commit, of no other task either' : '';
}

function howToLeave(job: ManifestObject, refused: readonly FieldChange[], applied: Applied): string {
  const failing = applied.appliers.filter((one) => !refused.every((change) => one.leaves(job, change)));
  const ways =
    failing.length > 0
      ? failing.map((one) => one.howToLeave(job, refused))
      : enginesToName(applied).map((engine) => HOW_TO_LEAVE[engine]);
  return [...new Set(ways)].join(applied.engines.length > 0 ? ', and ' : ', or ');
}

/** Seen on Kueue 0.19: the webhook refuses the change, Argo CD retries for ever, and Flux applies nothing of the commit. */
function kueueRefusal(refused: readonly FieldChange[], job: string, applied: Applied): Refusal {
  const { appliers } = applied;
  const isQueue = refused.some(({ pointer }) => pointer.includes(QUEUE_LABEL));
  const scripts = enginesToName(applied).map((engine) => `npm run ${engine}`);
  const what = appliers.length > 0 ? nameAppliers(appliers) : 'what applies the manifests';
  return {
    code: 'job-queue',
    reason: `${
      isQueue
        ? 'the queue of a Job that runs or has ended cannot change'
        : 'the priority class of a Job can be replaced, but neither added nor removed'
    }: Kueue refuses it${blocksAll(applied)}`,
    fix:
      `restore the old ${isQueue ? 'queue' : 'workloadPriorityClass'}; to run the task again with it, set ${nextRun(applied.taskId, job)}; ` +
      `to leave Jobs that are there as they are, commit ${what} as ${scripts.join(applied.engines.length > 0 ? ' and ' : ' or ')} writes it`,
  };
}

/** The setting that runs a task again whose Job has this name: the next run, or another name for a Job with a name of its own. */
export function nextRun(taskId: string, name: string): string {
  const run = runOf(taskId, name);
  const [setting, next] =
    run === undefined ? [`jobName: ${name}-2`, `${name}-2`] : [`run: ${run + 1}`, jobNameOf({ taskId, run: run + 1 })];
  return next.length > LABEL_VALUE_MAX ? 'another jobName' : setting;
}

/** The refusal of a smaller number than that of the run which is deployed. */
export function runRefusal(taskId: string, before: string, after: string): Refusal[] {
  const [from, to] = [runOf(taskId, before), runOf(taskId, after)];
  return from !== undefined && to !== undefined && to < from
    ? [
        {
          code: 'job-run',
          reason: `run goes back from ${from} to ${to}: a run that the task has had would be repeated`,
          fix: `restore run: ${from}; to run the task again, set ${nextRun(taskId, before)}`,
        },
      ]
    : [];
}
