import type { ManifestObject } from '../../manifests/parse';
import type { FieldChange } from './fields';
import { storedChanges } from './normalize';
import type { ObjectChange, Refusal } from './task-plan';

/** Fields that no API server changes, by the kind of the object; a field stands for all fields below it. */
const IMMUTABLE = new Map<string, readonly string[]>(
  Object.entries({
    Secret: ['type'],
    RoleBinding: ['roleRef'],
    ClusterRoleBinding: ['roleRef'],
    StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
    VolumeAttributesClass: ['driverName', 'parameters'],
    PriorityClass: ['value', 'preemptionPolicy'],
    RuntimeClass: ['handler'],
    ResourceQuota: ['spec.scopes', 'spec.scopeSelector'],
    Service: ['spec.clusterIP', 'spec.clusterIPs'],
    Deployment: ['spec.selector'],
    ReplicaSet: ['spec.selector'],
    DaemonSet: ['spec.selector'],
    CSIDriver: ['spec.attachRequired', 'spec.volumeLifecycleModes'],
    IngressClass: ['spec.controller'],
    EndpointSlice: ['addressType'],
  }),
);

/** The only fields of a spec that an API server changes, for kinds whose other fields are immutable. */
const MUTABLE = new Map<string, RegExp>(
  Object.entries({
    PersistentVolume:
      /^spec\.(accessModes|capacity|claimRef|mountOptions|nodeAffinity|persistentVolumeReclaimPolicy|storageClassName|volumeAttributesClassName)\b/,
    Pod: /^spec\.((initC|c)ontainers\[[^\]]+\]\.image$|activeDeadlineSeconds|terminationGracePeriodSeconds|tolerations)/,
    StatefulSet:
      /^spec\.(minReadySeconds|ordinals|persistentVolumeClaimRetentionPolicy|replicas|revisionHistoryLimit|template|updateStrategy)\b/,
  }),
);

/** The data of a ConfigMap or a Secret that is immutable. */
const DATA = ['data', 'binaryData', 'stringData', 'immutable'];

/** The plan for an object that is neither a Job nor a claim, and is in the manifests before and after. */
export function planOther(
  before: ManifestObject,
  after: ManifestObject,
): { readonly changes: readonly ObjectChange[]; readonly refusals: readonly Refusal[] } {
  const isFixed = (change: FieldChange) => isImmutable(change, before, after);
  const fields = storedChanges(before, after);
  const refused = fields.filter(isFixed);
  return {
    changes: fields.map((change) => ({ ...change, object: after.kind, effect: isFixed(change) ? 'refused' : 'set' })),
    refusals: refused.length === 0 ? [] : [refusal(after, refused)],
  };
}

function isImmutable({ field }: FieldChange, before: ManifestObject, after: ManifestObject) {
  const isBelow = (parent: string) =>
    field === parent || field.startsWith(`${parent}.`) || field.startsWith(`${parent}[`);
  const isFrozen = before.immutable === true && ['ConfigMap', 'Secret'].includes(after.kind) && DATA.some(isBelow);
  const isOutside = field.startsWith('spec.') && MUTABLE.get(after.kind)?.test(field) === false;
  return isFrozen || isOutside || (IMMUTABLE.get(after.kind)?.some(isBelow) ?? false);
}

function refusal({ kind, metadata }: ManifestObject, refused: readonly FieldChange[]): Refusal {
  return {
    code: 'object-field',
    reason: `${refused.map(({ field }) => field).join(' and ')} of ${kind} ${metadata.name} cannot change once it is there`,
    fix: 'restore the old value, or give the object another name',
  };
}
