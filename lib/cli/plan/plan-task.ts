import type { Applied } from './applications';
import { isKept, planClaim } from './claim';
import { fieldChanges } from './fields';
import { planJob } from './job';
import { claimNameOf, claimSpecOf, folderOf, type ManifestObject, type TaskObjects } from './manifests';
import type { Action, ObjectChange, Refusal, TaskPlan } from './task-plan';

/** A task's objects, and where they end up. */
export interface AppliedTask extends TaskObjects, Applied {}

/** A part of what a push does to a task. */
interface Part {
  readonly does?: readonly (readonly [action: Action, what: string])[];
  readonly changes?: readonly ObjectChange[];
  readonly refusals?: readonly Refusal[];
}

/**
 * What a push does to one task. At least one of both is there.
 *
 * @param jobOwners whose Job bears which name before the push, by `namespace/name`
 */
export function planTask(
  before: AppliedTask | undefined,
  after: AppliedTask | undefined,
  jobOwners: ReadonlyMap<string, string>,
): TaskPlan {
  const { taskId, path } = (after ?? before) as AppliedTask;
  const refusals = [...nameTaken(after, jobOwners), ...moves(before, after)];
  // What has moved is another object: there is nothing to compare.
  const parts: Part[] =
    refusals.length > 0 ? [{ refusals }] : [claimPart(before, after), jobPart(before, after), ...others(before, after)];
  const all = {
    changes: parts.flatMap(({ changes = [] }) => changes),
    refusals: parts.flatMap(({ refusals = [] }) => refusals),
  };
  const does = all.refusals.length > 0 ? [] : parts.flatMap(({ does = [] }) => does);
  return { taskId, path, actions: does.map(([action]) => action), what: does.map(([, what]) => what), ...all };
}

function nameTaken(after: AppliedTask | undefined, jobOwners: ReadonlyMap<string, string>): Refusal[] {
  const name = after?.job?.metadata.name;
  const owner = after && jobOwners.get(`${after.namespace}/${name}`);
  if (owner === undefined || owner === after?.taskId) {
    return [];
  }
  return [
    {
      code: 'job-name-taken',
      reason: `Job ${name} is the Job of task ${owner}`,
      fix: `take another jobName, or remove the Job of ${owner} in a push of its own first`,
    },
  ];
}

/** What a push would take away from its data, or from the Application that has run it. */
function moves(before: AppliedTask | undefined, after: AppliedTask | undefined): Refusal[] {
  if (!before || !after) {
    return [];
  }
  const [from, to] = [claimNameOf(before), claimNameOf(after)];
  const afresh = 'put it back; to start afresh, take another taskId';
  if (before.namespace !== after.namespace) {
    const [old, now] = [before.namespace || '(none)', after.namespace || '(none)'];
    const reason = `moves from namespace ${old} to ${now}: its data stays on claim ${from ?? '(none)'} there, and the new one is empty`;
    return [{ code: 'other-namespace', reason, fix: afresh }];
  }
  const clone = after.claim && claimSpecOf(after.claim).dataSource?.name === from;
  if (from !== undefined && to !== undefined && from !== to && !clone) {
    const empty = after.claim ? ', and the new one is empty' : '';
    return [
      {
        code: 'other-claim',
        reason: `moves from claim ${from} to ${to}: its data stays on ${from}${empty}`,
        fix: afresh,
      },
    ];
  }
  const [out, into] = [folderOf(before.path), folderOf(after.path)];
  if (out !== into) {
    const reason = `moves from ${out === '' ? 'no folder' : `folder ${out}`} to ${into === '' ? 'none' : into}: another Application would apply it, and its agent run again`;
    const fix = 'put layout back; the safe way to another layout is in docs/argocd.md';
    return [{ code: 'other-folder', reason, fix }];
  }
  return [];
}

function claimPart(before: AppliedTask | undefined, after: AppliedTask | undefined): Part {
  const [old, now] = [before?.claim, after?.claim];
  if (!old) {
    return now ? { does: [[before ? 'change' : 'create', `claim ${describeClaim(now)}`]] } : {};
  }
  const { name } = old.metadata;
  if (!now) {
    // A Job that goes says itself that its claim stays.
    return isKept(old)
      ? {
          does:
            before?.job && !after?.job
              ? []
              : [['leave-claim', `claim ${name} stays in the cluster, and no task makes it`]],
        }
      : { refusals: [unprotected(name)] };
  }
  const { changes, refusals, grows, namesClass } = planClaim(old, now);
  const rest = changes.length - (grows ? 1 : 0);
  return {
    changes,
    refusals,
    does: [
      ...(grows ? [['grow-claim', growth(name, grows)] as const] : []),
      ...(rest > 0 ? [['change', `claim ${name}${namesClass ? naming(namesClass) : ''}`] as const] : []),
    ],
  };
}

function growth(name: string, { from, to }: { from: string; to: string }): string {
  return `claim ${name} grows from ${from} to ${to}, which only a bound claim of a class with allowVolumeExpansion can`;
}

function naming(storageClass: string): string {
  return ` names class ${storageClass}, which only works where the cluster has given it that class`;
}

function unprotected(name: string): Refusal {
  return {
    code: 'claim-unprotected',
    reason: `claim ${name} leaves the manifests without Prune=false: Argo CD would delete it, and its data`,
    fix: 'first push the claim with the annotation argocd.argoproj.io/sync-options: Prune=false,Delete=false',
  };
}

function describeClaim(claim: ManifestObject): string {
  const { accessModes = [], storageClassName, resources, dataSource } = claimSpecOf(claim);
  const facts = [
    String(resources?.requests?.storage ?? ''),
    ...accessModes,
    storageClassName === undefined ? 'default class' : `class ${storageClassName}`,
    ...(dataSource ? [`clone of ${dataSource.name}`] : []),
  ];
  return `${claim.metadata.name} (${facts.join(', ')})`;
}

function jobPart(before: AppliedTask | undefined, after: AppliedTask | undefined): Part {
  const [old, now] = [before?.job, after?.job];
  const name = now?.metadata.name;
  if (!old) {
    if (!now) {
      return {};
    }
    const on = after?.claim ? '' : ` on claim ${claimNameOf(after as AppliedTask)}`;
    return { does: [before ? ['run-again', `runs again as Job ${name}`] : ['create', `Job ${name}${on}`]] };
  }
  const claim = claimNameOf(before as AppliedTask);
  if (!now) {
    return {
      does: [['remove-job', `Job ${old.metadata.name} goes${claim === undefined ? '' : `, claim ${claim} stays`}`]],
    };
  }
  if (name !== old.metadata.name) {
    return { does: [['run-again', `runs again as Job ${name}, Job ${old.metadata.name} goes`]] };
  }
  const applied = after as AppliedTask;
  const { changes, refusals } = planJob(old, now, applied);
  const has = (effect: ObjectChange['effect']) => changes.some((change) => change.effect === effect);
  const who = applied.applications.map((one) => one.name).join(', ');
  return {
    changes,
    refusals,
    does: [
      ...(has('set') ? [['change', `Job ${name}`] as const] : []),
      ...(has('ignored') ? [['keep-job', `Job ${name} in the cluster stays as it was, as ${who} says`] as const] : []),
    ],
  };
}

/** What a chart holds beside a task's claim and Job. */
function others(before: AppliedTask | undefined, after: AppliedTask | undefined): Part[] {
  const [old, now] = [othersOf(before), othersOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((key): Part => {
    const [was, is] = [old.get(key), now.get(key)];
    const object = was ?? is;
    const name = `${object?.kind} ${object?.metadata.name}`;
    if (!was || !is) {
      return { does: [is ? [before ? 'change' : 'create', name] : ['change', `${name} goes`]] };
    }
    const changes = fieldChanges(was, is).map((change) => ({ ...change, object: name, effect: 'set' as const }));
    return changes.length > 0 ? { changes, does: [['change', name]] } : {};
  });
}

function othersOf(task: AppliedTask | undefined): Map<string, ManifestObject> {
  const objects = task?.objects.filter((object) => object !== task.job && object !== task.claim) ?? [];
  return new Map(
    objects.map((object) => [
      [object.apiVersion, object.kind, object.metadata.namespace, object.metadata.name].join(' '),
      object,
    ]),
  );
}
