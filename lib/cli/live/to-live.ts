import type { ManifestObject } from '../../manifests/parse';
import { asMap, mapsIn } from '../../settings/maps';
import type {
  LiveClaim,
  LiveEvent,
  LiveJob,
  LiveObject,
  LiveQuota,
  LiveStorageClass,
  LiveVolume,
  LiveWorkload,
} from './cluster';
import { at, conditionsOf, numberOf, textList, textOf, textsOf } from './parts';

type Fields = Readonly<Record<string, unknown>>;

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

export function toJob(object: Fields, base: LiveObject): LiveJob {
  const status = asMap(object.status);
  return {
    ...base,
    manifest: object as ManifestObject,
    isSuspended: at(object, 'spec', 'suspend') === true,
    active: numberOf(status.active) ?? 0,
    succeeded: numberOf(status.succeeded) ?? 0,
    failed: numberOf(status.failed) ?? 0,
    started: textOf(status.startTime),
    completed: textOf(status.completionTime),
    conditions: conditionsOf(object),
  };
}

export function toClaim(object: Fields, base: LiveObject): LiveClaim {
  const [spec, status] = [asMap(object.spec), asMap(object.status)];
  const isClone = at(spec, 'dataSource', 'kind') === 'PersistentVolumeClaim';
  return {
    ...base,
    phase: textOf(status.phase) ?? 'Unknown',
    size: textOf(at(status, 'capacity', 'storage')),
    requested: textOf(at(spec, 'resources', 'requests', 'storage')),
    storageClass: textOf(spec.storageClassName),
    volume: textOf(spec.volumeName),
    accessModes: textList(spec.accessModes),
    source: isClone ? textOf(at(spec, 'dataSource', 'name')) : undefined,
    conditions: conditionsOf(object),
  };
}

export function toVolume(object: Fields, base: LiveObject): LiveVolume {
  const spec = asMap(object.spec);
  const [namespace, name] = [textOf(at(spec, 'claimRef', 'namespace')), textOf(at(spec, 'claimRef', 'name'))];
  return {
    ...base,
    phase: textOf(at(object, 'status', 'phase')) ?? 'Unknown',
    size: textOf(at(spec, 'capacity', 'storage')),
    storageClass: textOf(spec.storageClassName),
    claim: namespace !== undefined && name !== undefined ? { namespace, name } : undefined,
  };
}

export function toStorageClass(object: Fields, base: LiveObject): LiveStorageClass {
  return {
    ...base,
    provisioner: textOf(object.provisioner) ?? '',
    waitsForConsumer: object.volumeBindingMode === 'WaitForFirstConsumer',
    canExpand: object.allowVolumeExpansion === true,
    isDefault: at(object, 'metadata', 'annotations', DEFAULT_CLASS) === 'true',
  };
}

export function toEvent(object: Fields): LiveEvent {
  const { kind, namespace, name, uid } = textsOf(object.involvedObject);
  const times = [object.lastTimestamp, at(object, 'series', 'lastObservedTime'), object.eventTime];
  return {
    about: { kind: kind ?? '', namespace: namespace ?? '', name: name ?? '', uid: uid ?? '' },
    isWarning: object.type === 'Warning',
    reason: textOf(object.reason) ?? '',
    message: textOf(object.message) ?? '',
    last: times.map(textOf).find((time) => time !== undefined) ?? '',
  };
}

export function toQuota(object: Fields, base: LiveObject): LiveQuota {
  return { ...base, hard: textsOf(at(object, 'status', 'hard')), used: textsOf(at(object, 'status', 'used')) };
}

export function toWorkload(object: Fields, base: LiveObject): LiveWorkload {
  return {
    ...base,
    queue: textOf(at(object, 'spec', 'queueName')) ?? '',
    isActive: at(object, 'spec', 'active') !== false,
    conditions: conditionsOf(object),
  };
}

/** The parts that all objects have in common, apart from the name and the namespace. */
export function metadataOf(object: Fields): Omit<LiveObject, 'kind' | 'name' | 'namespace'> {
  const metadata = asMap(object.metadata);
  return {
    uid: textOf(metadata.uid) ?? '',
    created: textOf(metadata.creationTimestamp) ?? '',
    labels: textsOf(metadata.labels),
    isDeleted: metadata.deletionTimestamp !== undefined,
    owners: mapsIn(metadata.ownerReferences).flatMap(({ uid }) => textOf(uid) ?? []),
  };
}
