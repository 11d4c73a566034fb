import type { Problem } from '../mistakes/problem';
import { CLAIM_KEYS, type ClaimChoice, type TaskClaim } from '../settings/claim';
import { compareQuantities } from './quantity';

/*
 * The rules for the claim of a task: which settings go together, and what the parent's claim decides. tasks.yaml adds
 * the place of the setting to a problem, the constructs add their path.
 */

/** A problem with the claim of a task, and the setting that causes it. */
export interface ClaimProblem extends Problem {
  readonly key: keyof ClaimChoice;
}

/** Checks that the settings name one claim at most, and that none of them is decided by that claim. */
export function checkClaimChoice(own: ClaimChoice, hasParent: boolean): ClaimProblem[] {
  const { existingClaim, workspace } = own;
  if (hasParent && existingClaim !== undefined) {
    return [
      {
        key: 'existingClaim',
        code: 'parent-and-existing-claim',
        what: 'cannot be set here: the task has a parent, and each names a claim to mount',
        allowed: 'a parent or existingClaim',
        fix: 'remove existingClaim to mount the claim of the parent',
      },
    ];
  }
  if (hasParent) {
    return workspace === 'clone' ? [] : checkInherited(own);
  }
  return [
    ...(workspace === 'clone' ? [CLONE_WITHOUT_PARENT] : []),
    ...(existingClaim === undefined ? [] : checkExisting(own, existingClaim)),
  ];
}

/** Checks that a task is in the namespace of its parent's claim. */
export function checkNamespace(namespace: string | undefined, { namespace: parents }: TaskClaim): ClaimProblem[] {
  if (namespace === parents) {
    return [];
  }
  const theirs = parents === undefined ? 'none is set at the parent' : `the parent's is ${parents}`;
  return [
    {
      key: 'namespace',
      code: 'parent-namespace',
      what: namespace === undefined ? `is missing: ${theirs}` : `${namespace} is not that of the parent: ${theirs}`,
      allowed: "the parent's namespace: a pod mounts claims of its own namespace only",
      fix:
        parents === undefined
          ? `remove namespace, or set namespace: ${namespace} at the parent too`
          : `set namespace: ${parents}`,
    },
  ];
}

/**
 * Checks that a claim can be a clone of its parent's: it has the same class and at least the same size.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
 */
export function checkClone({ pvcStorageSize, pvcStorageClass }: ClaimChoice, source: TaskClaim): ClaimProblem[] {
  const problems: ClaimProblem[] = [];
  if (pvcStorageSize === undefined && source.size === undefined) {
    problems.push({
      key: 'workspace',
      code: 'clone-size',
      what: `clone needs a size: claim ${source.name} exists already, and its size is not known here`,
      allowed: 'pvcStorageSize, at least the size of the claim',
      fix: 'set pvcStorageSize',
    });
  }
  if (pvcStorageSize !== undefined && source.size !== undefined && compareQuantities(pvcStorageSize, source.size) < 0) {
    problems.push({
      key: 'pvcStorageSize',
      code: 'clone-size',
      what: `${pvcStorageSize} is less than the ${source.size} of claim ${source.name}, its source`,
      allowed: `at least ${source.size}`,
      fix: 'remove it: a clone has the size of its source',
    });
  }
  if (pvcStorageClass !== undefined && !source.existing && pvcStorageClass !== source.storageClass) {
    problems.push({
      key: 'pvcStorageClass',
      code: 'clone-class',
      what: `${pvcStorageClass} is not that of claim ${source.name}, its source`,
      allowed: source.storageClass ?? "none: the cluster's default class",
      fix: 'remove it: a clone has the class of its source',
    });
  }
  return problems;
}

const CLONE_WITHOUT_PARENT: ClaimProblem = {
  key: 'workspace',
  code: 'clone-without-parent',
  what: 'clone has no parent to clone from',
  allowed: 'inherit or clone, for a task with a parent',
  fix: 'name the parent, or remove workspace',
};

function checkInherited(own: ClaimChoice): ClaimProblem[] {
  return CLAIM_KEYS.filter((key) => key !== 'pvcSubPath' && own[key] !== undefined).map((key) => ({
    key,
    code: 'claim-of-parent',
    what: "cannot be set here: the task mounts its parent's claim",
    fix: 'remove it, or set it at the task that makes the claim',
  }));
}

/** The access mode and the folders of a claim that exists are not known here, so that a task may name them. */
function checkExisting(own: ClaimChoice, existingClaim: string): ClaimProblem[] {
  const allowed: readonly string[] = ['pvcAccessMode', 'pvcSubPath'];
  return CLAIM_KEYS.filter((key) => !allowed.includes(key) && own[key] !== undefined).map((key) => ({
    key,
    code: 'claim-exists',
    what: `cannot be set here: claim ${existingClaim} exists already`,
    fix: 'remove it',
  }));
}
