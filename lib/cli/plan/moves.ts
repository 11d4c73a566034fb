import { claimNameOf, claimSpecOf, folderIn, type TaskObjects } from '../../manifests/parse';
import type { Applied } from './applier';
import type { Refusal } from './task-plan';

/** The objects of a task, with their destination. */
export interface AppliedTask extends TaskObjects, Applied {}

/** The refusal of a Job whose name belongs to the Job of another task, before or after the push. */
export function checkJobName(after: AppliedTask | undefined, jobOwners: ReadonlyMap<string, string>): Refusal[] {
  const name = after?.job?.metadata.name;
  const owner = after && jobOwners.get(`${after.namespace}/${name}`);
  if (owner === undefined || owner === after?.taskId) {
    return [];
  }
  return [
    {
      code: 'job-name-taken',
      reason: `Job ${name} is the Job of task ${owner}`,
      fix: `set another run or jobName, or remove the Job of ${owner} in a push of its own first`,
    },
  ];
}

/** The refusals of changes that separate a task from its data, or from the Application that has run it. */
export function checkMoves(before: AppliedTask | undefined, after: AppliedTask | undefined): Refusal[] {
  if (!before || !after) {
    return [];
  }
  const refusals = [
    // Another folder may have another Application with another namespace: the refusal then names the folder.
    checkSameFolder(before, after) ?? checkSameNamespace(before, after),
    checkSameClaim(before, after),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

const AFRESH = 'restore the old value; for a new start, use another taskId';

function checkSameNamespace(before: AppliedTask, after: AppliedTask): Refusal | undefined {
  if (before.namespace === after.namespace) {
    return undefined;
  }
  const [from, to] = [before.namespace || 'that it is applied in', after.namespace || 'that it is applied in'];
  const reason = `moves from the namespace ${from} to ${to}: its data stays on claim ${claimNameOf(before) ?? '(none)'} there, and the new one is empty`;
  return { code: 'other-namespace', reason, fix: AFRESH };
}

function checkSameClaim(before: AppliedTask, after: AppliedTask): Refusal | undefined {
  const [from, to] = [claimNameOf(before), claimNameOf(after)];
  // A clone begins with the data of its source.
  const clone = after.claim && claimSpecOf(after.claim).dataSource?.name === from;
  if (from === undefined || to === undefined || from === to || clone) {
    return undefined;
  }
  const empty = after.claim ? ', and the new one is empty' : '';
  return {
    code: 'other-claim',
    reason: `moves from claim ${from} to ${to}: its data stays on ${from}${empty}`,
    fix: AFRESH,
  };
}

/**
 * The refusal of a change of layout. With Flux it is none: seen from each layout to each other, every Job kept its uid. The
 * Kustomization of a folder that is gone prunes nothing, and the one that takes over leaves the Jobs as they are.
 */
function checkSameFolder(before: AppliedTask, after: AppliedTask): Refusal | undefined {
  const [out, into] = [folderIn(before.path), folderIn(after.path)];
  if (out === into || (before.engines.length > 0 && before.engines.every((engine) => engine === 'flux'))) {
    return undefined;
  }
  const top = 'the output folder itself';
  return {
    code: 'other-folder',
    reason: `moves from ${out === '' ? top : `folder ${out}`} to ${into === '' ? top : `folder ${into}`}: another Application would apply it, and its agent run again`,
    fix: 'restore the old layout; the safe way to another layout is in the README of cdk8s-keruta, under Which layout',
  };
}
