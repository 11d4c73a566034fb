import { compareQuantities } from '../../checks/quantity';
import { claimSpecOf, type ManifestObject } from '../../manifests/parse';
import type { Engine } from '../app/engines';
import type { FieldChange } from './fields';
import { storedChanges } from './normalize';
import type { ObjectChange, Refusal } from './task-plan';

/** The plan for a claim that is in the manifests before and after. */
export interface ClaimPlan {
  readonly changes: readonly ObjectChange[];
  readonly refusals: readonly Refusal[];
  /** Sizes as written, if it grows. */
  readonly grows: { readonly from: string; readonly to: string } | undefined;
  /** The storage class that the claim names now, if it named none before. */
  readonly namesClass: string | undefined;
}

const SIZE = 'spec.resources.requests.storage';
const CLASS = 'spec.storageClassName';

/** The fields of a claim's spec that can change. @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/ */
const MUTABLE = [SIZE, 'spec.volumeAttributesClassName'];

/** Whether claims of a storage class can grow; undefined if that is not known. */
export type CanExpand = (storageClass: string) => boolean | undefined;

export function planClaim(before: ManifestObject, after: ManifestObject, canExpand: CanExpand): ClaimPlan {
  const fields = storedChanges(before, after);
  const size = (claim: ManifestObject) => String(claimSpecOf(claim).resources?.requests?.storage ?? 0);
  const [from, to] = [size(before), size(after)];
  const resized = compareQuantities(to, from);
  // The cluster has put its default class into a claim that named none: naming that one changes nothing.
  const names = (change: FieldChange) => change.field === CLASS && change.before === undefined;
  const wrong = (change: FieldChange) =>
    change.field === SIZE
      ? resized < 0 || (resized > 0 && cannotGrow(after, canExpand))
      : change.field.startsWith('spec.') && !MUTABLE.includes(change.field) && !names(change);
  return {
    changes: fields.map((change) => ({ ...change, object: after.kind, effect: wrong(change) ? 'refused' : 'set' })),
    refusals: fields.filter(wrong).map((change) => refusal(change, after, resized)),
    grows: resized > 0 ? { from, to } : undefined,
    namesClass: fields.some(names) ? claimSpecOf(after).storageClassName : undefined,
  };
}

function cannotGrow(claim: ManifestObject, canExpand: CanExpand): boolean {
  const { storageClassName } = claimSpecOf(claim);
  return storageClassName !== undefined && canExpand(storageClassName) === false;
}

function refusal({ field }: FieldChange, claim: ManifestObject, resized: number): Refusal {
  const { name } = claim.metadata;
  const back = 'restore the old value; a task with another id gets a claim of its own, which is empty';
  if (field === SIZE && resized > 0) {
    const reason = `a claim of storage class ${claimSpecOf(claim).storageClassName} cannot grow: the class has no allowVolumeExpansion`;
    return { code: 'claim-growth', reason, fix: back };
  }
  if (field === SIZE) {
    return { code: 'claim-shrinks', reason: 'a claim cannot shrink', fix: back };
  }
  const immutable = 'cannot change once the claim is there';
  if (field === CLASS) {
    return { code: 'claim-class', reason: `a claim’s storage class ${immutable}`, fix: back };
  }
  if (field.startsWith('spec.accessModes')) {
    return { code: 'claim-mode', reason: `a claim’s access mode ${immutable}`, fix: back };
  }
  return { code: 'claim-field', reason: `${field} of claim ${name} ${immutable}`, fix: back };
}

/** The annotation with which an engine leaves a claim that is in the manifests no more. */
interface Keeping {
  readonly annotation: string;
  isKept(claim: ManifestObject): boolean;
}

export const KEPT_BY: Readonly<Record<Engine, Keeping>> = {
  argocd: {
    annotation: 'argocd.argoproj.io/sync-options: Prune=false,Delete=false',
    isKept({ metadata }) {
      const options = metadata.annotations?.['argocd.argoproj.io/sync-options']?.split(',') ?? [];
      return options.map((option) => option.trim()).includes('Prune=false');
    },
  },
  flux: {
    annotation: 'kustomize.toolkit.fluxcd.io/prune: disabled',
    isKept: ({ metadata }) => metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled',
  },
};
