import type { ManifestObject } from '../../manifests/parse';
import { type FieldChange, fieldChanges } from './fields';
import { normalize } from './normalize';
import type { ObjectChange, Refusal } from './task-plan';

/** Fields that no API server changes, by the kind of the object; a field stands for all fields below it. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  Secret: ['type'],
  RoleBinding: ['roleRef'],
  ClusterRoleBinding: ['roleRef'],
  StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  PriorityClass: ['value', 'preemptionPolicy'],
  Service: ['spec.clusterIP', 'spec.clusterIPs'],
  Deployment: ['spec.selector'],
  ReplicaSet: ['spec.selector'],
  DaemonSet: ['spec.selector'],
  StatefulSet: ['spec.selector', 'spec.serviceName', 'spec.volumeClaimTemplates', 'spec.podManagementPolicy'],
  IngressClass: ['spec.controller'],
};

/** The data of a ConfigMap or a Secret that is immutable. */
const DATA = ['data', 'binaryData', 'stringData', 'immutable'];

/** The plan for an object that is neither a Job nor a claim, and is in the manifests before and after. */
export function planOther(
  before: ManifestObject,
  after: ManifestObject,
): { readonly changes: readonly ObjectChange[]; readonly refusals: readonly Refusal[] } {
  const isFixed = (change: FieldChange) => isImmutable(change, before, after);
  const fields = fieldChanges(normalize(before), normalize(after));
  const refused = fields.filter(isFixed);
  return {
    changes: fields.map((change) => ({ ...change, object: after.kind, effect: isFixed(change) ? 'refused' : 'set' })),
    refusals: refused.length === 0 ? [] : [refusal(after, refused)],
  };
}

function isImmutable({ field, before: was, after: is }: FieldChange, before: ManifestObject, after: ManifestObject) {
  const isBelow = (parent: string) =>
    field === parent || field.startsWith(`${parent}.`) || field.startsWith(`${parent}[`);
  // Whether an address is kept that the manifest does not name is left to the API server.
  if (after.kind === 'Service' && (was === undefined || is === undefined)) {
    return false;
  }
  const isFrozen = before.immutable === true && ['ConfigMap', 'Secret'].includes(after.kind) && DATA.some(isBelow);
  return isFrozen || (IMMUTABLE[after.kind]?.some(isBelow) ?? false);
}

function refusal({ kind, metadata }: ManifestObject, refused: readonly FieldChange[]): Refusal {
  return {
    code: 'object-field',
    reason: `${refused.map(({ field }) => field).join(' and ')} of ${kind} ${metadata.name} cannot change once it is there`,
    fix: 'put it back, or give the object another name',
  };
}
