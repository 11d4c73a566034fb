import { compareQuantities } from '../../../checks/quantity';
import { claimSpecOf, type ManifestObject } from '../../../manifests/parse';
import type { LiveClaim } from '../../live';
import type { Lookup } from '../../live/lookup';
import type { Refusal } from '../task-plan';

/** The refusals and notes that the cluster adds to the plan for a claim. */
export interface ClaimFacts {
  readonly refusals: readonly Refusal[];
  /** Sentences for a claim that changes. */
  readonly notes: readonly string[];
}

/**
 * Compares a claim of the manifests with the claim of the cluster. The rules were seen on an API server of Kubernetes 1.37: a
 * claim shrinks no further than to the size that its volume has, grows only if it is bound, and only if its class allows that.
 */
export function claimFacts(claim: ManifestObject, live: LiveClaim, lookup: Lookup): ClaimFacts {
  const size = String(claimSpecOf(claim).resources?.requests?.storage ?? '0');
  const there = live.requested ?? '0';
  const order = compareQuantities(size, there);
  const ofClass = otherClass(claim, live);
  if (order < 0) {
    const { refusals, notes } = smaller(live, size, there);
    return { refusals: [...ofClass, ...refusals], notes };
  }
  return order > 0 ? grows(live, size, ofClass, lookup) : { refusals: ofClass, notes: [] };
}

function smaller({ name, size: capacity }: LiveClaim, size: string, there: string): ClaimFacts {
  if (capacity !== undefined && compareQuantities(size, capacity) > 0) {
    return { refusals: [], notes: [`claim ${name} asks for ${there} in the cluster, and is asked for ${size} again`] };
  }
  const refusal: Refusal = {
    code: 'claim-larger',
    reason: `claim ${name} asks for ${there} in the cluster, and for ${size} in the manifests: the API server refuses to shrink the claim`,
    fix: `set pvcStorageSize: ${there}`,
  };
  return { refusals: [refusal], notes: [] };
}

function grows(live: LiveClaim, size: string, ofClass: readonly Refusal[], lookup: Lookup): ClaimFacts {
  const { name, phase } = live;
  const storageClass = lookup.storageClass(live.storageClass);
  const refuse = (reason: string, fix: string): ClaimFacts => ({
    refusals: [...ofClass, { code: 'claim-cannot-grow', reason, fix }],
    notes: [],
  });
  if (phase !== 'Bound') {
    return refuse(
      `claim ${name} is ${phase} in the cluster, and only a bound claim can grow to ${size}`,
      `wait until the claim is bound, or set pvcStorageSize: ${live.requested}`,
    );
  }
  if (storageClass && !storageClass.canExpand) {
    return refuse(
      `claim ${name} cannot grow to ${size}: its class ${storageClass.name} has no allowVolumeExpansion`,
      `set pvcStorageSize: ${live.requested}; a task with another id gets a claim of its own, which is empty`,
    );
  }
  const known = storageClass ? `, and its class ${storageClass.name} lets claims grow` : '';
  return { refusals: ofClass, notes: [`claim ${name} is bound with ${live.size}${known}`] };
}

/** The cluster gives its default class to a claim that names none, so only two names can differ. */
function otherClass(claim: ManifestObject, { name, storageClass }: LiveClaim): Refusal[] {
  const named = claimSpecOf(claim).storageClassName;
  return named === undefined || storageClass === undefined || named === storageClass
    ? []
    : [
        {
          code: 'claim-class',
          reason: `claim ${name} has class ${storageClass} in the cluster, and class ${named} in the manifests`,
          fix: `set pvcStorageClass: ${storageClass}`,
        },
      ];
}
