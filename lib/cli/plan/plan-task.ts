import { claimNameOf, claimSpecOf, isClaim, isJob, type ManifestObject } from '../../manifests/parse';
import { ENGINES, type Engine } from '../app/engines';
import { enginesToName, nameAppliers } from './applier';
import { type CanExpand, KEPT_BY, planClaim } from './claim';
import { changesOfJob, planJob, runRefusal } from './job';
import { checkTtl } from './job-notes';
import { type AppliedTask, checkJobName, checkMoves } from './moves';
import { planOther } from './other-objects';
import type { Action, ObjectChange, Refusal, TaskPlan } from './task-plan';

/** A part of the plan for a task. */
interface Part {
  readonly does?: readonly (readonly [action: Action, what: string])[];
  /** Sentences about what follows from the actions. */
  readonly notes?: readonly string[];
  readonly changes?: readonly ObjectChange[];
  readonly refusals?: readonly Refusal[];
}

/** The facts about other tasks that the plan for a task depends on. */
interface Surroundings {
  /**
   * The ids of the tasks by the names of their Jobs, `namespace/name`: the owner of the name before the push, else the
   * first owner after it.
   */
  readonly jobOwners: ReadonlyMap<string, string>;
  /** The folders that hold a manifest after the push, from the top of the repository. */
  readonly folders: ReadonlySet<string>;
  /** Whether claims of a storage class can grow; undefined if that is not known. */
  readonly canExpand: CanExpand;
}

/** Plans the effect of a push on one task. At least one of the two sides is there. */
export function planTask(
  before: AppliedTask | undefined,
  after: AppliedTask | undefined,
  { jobOwners, folders, canExpand }: Surroundings,
): TaskPlan {
  const task = (after ?? before) as AppliedTask;
  const { taskId, path } = task;
  const moved = [...checkJobName(after, jobOwners), ...checkMoves(before, after)];
  // Objects at another destination are other objects: there is nothing to compare.
  const parts: Part[] =
    moved.length > 0
      ? [{ refusals: moved }]
      : [
          planClaimOfTask(before, after, canExpand),
          planJobOfTask(before, after, folders),
          ...planOtherObjects(before, after, canExpand),
        ];
  const changes = parts.flatMap((part) => part.changes ?? []);
  const refusals = parts.flatMap((part) => part.refusals ?? []);
  const does = refusals.length > 0 ? [] : parts.flatMap((part) => part.does ?? []);
  const notes = refusals.length > 0 ? [] : parts.flatMap((part) => part.notes ?? []);
  return {
    taskId,
    path,
    claim: claimNameOf(task),
    actions: does.map(([action]) => action),
    what: [...does.map(([, sentence]) => sentence), ...notes],
    changes,
    refusals,
  };
}

function planClaimOfTask(before: AppliedTask | undefined, after: AppliedTask | undefined, canExpand: CanExpand): Part {
  const [old, now] = [before?.claim, after?.claim];
  if (!old) {
    return now ? { does: [[before ? 'change' : 'create', `claim ${describeClaim(now)}`]] } : {};
  }
  if (now) {
    return planChangedClaim(old, now, after as AppliedTask, canExpand);
  }
  const part = planRemovedClaim(old, before as AppliedTask);
  // The sentence about the removed Job already says that the claim stays.
  return before?.job && !after?.job ? { ...part, does: [] } : part;
}

function planRemovedClaim(claim: ManifestObject, applied: AppliedTask): Part {
  const { name } = claim.metadata;
  const named = enginesToName(applied);
  const deleting = named.filter((engine) => !KEPT_BY[engine].isKept(claim));
  // If no engine is known, one of the annotations tells that the claim is meant to stay.
  return deleting.length === 0 || (applied.engines.length === 0 && deleting.length < named.length)
    ? { does: [['leave-claim', `claim ${name} stays in the cluster, and no task makes it`]] }
    : { refusals: [toUnprotectedRefusal(name, deleting)] };
}

function planChangedClaim(
  old: ManifestObject,
  now: ManifestObject,
  { engines }: AppliedTask,
  canExpand: CanExpand,
): Part {
  const { name } = old.metadata;
  const { changes, refusals, grows, namesClass } = planClaim(old, now, canExpand);
  const rest = changes.length - (grows ? 1 : 0);
  return {
    changes,
    refusals,
    does: [
      ...(grows ? [['grow-claim', describeGrowth(name, grows)] as const] : []),
      ...(rest > 0
        ? [['change', `claim ${name} ${namesClass === undefined ? 'changes' : describeClass(namesClass)}`] as const]
        : []),
    ],
    notes: grows && engines.includes('flux') ? ['where it cannot grow, Flux applies nothing of the commit'] : [],
  };
}

function describeGrowth(name: string, { from, to }: { from: string; to: string }): string {
  return `claim ${name} grows from ${from} to ${to}, which only a bound claim of a class with allowVolumeExpansion can`;
}

function describeClass(storageClass: string): string {
  return storageClass === ''
    ? 'names no class, which works only if the cluster has given the claim none'
    : `names class ${storageClass}, which works only if the cluster has given the claim that class`;
}

function toUnprotectedRefusal(name: string, deleting: readonly Engine[]): Refusal {
  const annotations = deleting.map((engine) => KEPT_BY[engine].annotation);
  const [engine] = deleting.length === 1 ? deleting : [];
  return {
    code: 'claim-unprotected',
    reason: `claim ${name} leaves the manifests without the annotation that keeps it: ${engine ? ENGINES[engine].title : 'a GitOps engine'} would delete it, and its data`,
    fix: `first push the claim with the annotation ${annotations.join(' and ')}`,
  };
}

function describeClaim(claim: ManifestObject): string {
  const { accessModes = [], storageClassName, resources, dataSource } = claimSpecOf(claim);
  const facts = [
    String(resources?.requests?.storage ?? ''),
    ...accessModes,
    storageClassName === undefined
      ? 'default class'
      : storageClassName === ''
        ? 'no class'
        : `class ${storageClassName}`,
    ...(dataSource ? [`clone of ${dataSource.name}`] : []),
  ];
  return `${claim.metadata.name} (${facts.join(', ')})`;
}

/** Two agents were seen in one working tree for 30 seconds: the new Job starts during the grace period of the old pod. */
const TWO_AGENTS = 'two agents would work in one working tree';

const STALE_LOCK =
  'begin the command of the agent with rm -f .git/index.lock: a lock of an agent that was killed keeps Git from writing';

function planJobOfTask(
  before: AppliedTask | undefined,
  after: AppliedTask | undefined,
  folders: ReadonlySet<string>,
): Part {
  const [old, now] = [before?.job, after?.job];
  const name = now?.metadata.name;
  if (!old) {
    if (!now) {
      return {};
    }
    const refusals = checkTtl(undefined, now);
    if (refusals.length > 0) {
      return { refusals };
    }
    const on = after?.claim ? '' : ` on claim ${claimNameOf(after as AppliedTask)}`;
    return { does: [before ? ['run-again', `runs again as Job ${name}`] : ['create', `Job ${name}${on}`]] };
  }
  if (!now) {
    return planRemovedJob(old, before as AppliedTask, folders);
  }
  if (name !== old.metadata.name) {
    return {
      refusals: runRefusal((after as AppliedTask).taskId, old.metadata.name, now.metadata.name),
      does: [['run-again', `runs again as Job ${name}; Job ${old.metadata.name} is removed`]],
      notes: [`end Job ${old.metadata.name} before the push, if it still runs: ${TWO_AGENTS}`, STALE_LOCK],
      changes: changesOfJob(old, now).map((change) => ({ ...change, object: now.kind, effect: 'set' })),
    };
  }
  return planChangedJob(old, now, after as AppliedTask);
}

function planRemovedJob({ metadata }: ManifestObject, before: AppliedTask, folders: ReadonlySet<string>): Part {
  const claim = claimNameOf(before);
  const { appliers, folder } = before;
  if (appliers.length > 0 && appliers.every((one) => one.keepsJobsOf(folder, folders))) {
    const why = `${nameAppliers(appliers)} prunes no folder that has lost its last manifest`;
    const stays = `Job ${metadata.name} stays in the cluster, on claim ${claim}, and a running agent runs on`;
    return { does: [['leave-job', `${stays}: ${why}`]] };
  }
  const stays = claim === undefined ? '' : `, claim ${claim} stays`;
  return { does: [['remove-job', `Job ${metadata.name} is removed${stays}`]] };
}

function planChangedJob(old: ManifestObject, now: ManifestObject, applied: AppliedTask): Part {
  const { changes, refusals, notes } = planJob(old, now, applied);
  const has = (effect: ObjectChange['effect']) => changes.some((change) => change.effect === effect);
  return {
    changes,
    refusals: [...refusals, ...checkTtl(old, now)],
    notes,
    does: [
      ...(has('set') ? [['change', `Job ${now.metadata.name} changes`] as const] : []),
      ...(has('ignored')
        ? [['keep-job', `the Job in the cluster stays as it was, as ${nameAppliers(applied.appliers)} says`] as const]
        : []),
    ],
  };
}

/** The parts for the objects of a chart other than the claim and the Job of the task. */
function planOtherObjects(
  before: AppliedTask | undefined,
  after: AppliedTask | undefined,
  canExpand: CanExpand,
): Part[] {
  const [old, now] = [otherObjectsOf(before), otherObjectsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((key): Part => {
    const [was, is] = [old.get(key), now.get(key)];
    const object = (was ?? is) as ManifestObject;
    const name = `${object.kind} ${object.metadata.name}`;
    if (!is) {
      return isClaim(object)
        ? planRemovedClaim(object, before as AppliedTask)
        : { does: [['change', `${name} is removed`]] };
    }
    if (!was) {
      return { does: [[before ? 'change' : 'create', name]] };
    }
    const part = planChangedObject(was, is, after as AppliedTask, canExpand);
    return { ...part, changes: part.changes?.map((change) => ({ ...change, object: name })) ?? [] };
  });
}

function planChangedObject(was: ManifestObject, is: ManifestObject, applied: AppliedTask, canExpand: CanExpand): Part {
  if (isClaim(is)) {
    return planChangedClaim(was, is, applied, canExpand);
  }
  if (isJob(is)) {
    return planChangedJob(was, is, applied);
  }
  const { changes, refusals } = planOther(was, is);
  return changes.length > 0 ? { changes, refusals, does: [['change', `${is.kind} ${is.metadata.name} changes`]] } : {};
}

function otherObjectsOf(task: AppliedTask | undefined): Map<string, ManifestObject> {
  const objects = task?.objects.filter((object) => object !== task.job && object !== task.claim) ?? [];
  return new Map(
    objects.map((object) => [
      JSON.stringify([object.apiVersion, object.kind, object.metadata.namespace, object.metadata.name]),
      object,
    ]),
  );
}
