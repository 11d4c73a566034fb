import { asMap, mapsIn } from '../../settings/maps';
import type { LiveContainer, LiveObject, LivePod } from './cluster';
import { at, conditionsOf, numberOf, textOf } from './parts';

type Fields = Readonly<Record<string, unknown>>;

export function toPod(object: Fields, base: LiveObject): LivePod {
  const [spec, status] = [asMap(object.spec), asMap(object.status)];
  const sidecars = mapsIn(spec.initContainers).flatMap(({ name, restartPolicy }) =>
    restartPolicy === 'Always' ? [name] : [],
  );
  const init = mapsIn(status.initContainerStatuses).map((one) =>
    toContainer(one, sidecars.includes(one.name) ? 'sidecar' : 'init'),
  );
  return {
    ...base,
    phase: textOf(status.phase) ?? 'Unknown',
    reason: textOf(status.reason) ?? '',
    message: textOf(status.message) ?? '',
    node: textOf(spec.nodeName),
    started: textOf(status.startTime),
    conditions: conditionsOf(object),
    containers: [...init, ...mapsIn(status.containerStatuses).map((one) => toContainer(one, 'main'))],
    claims: mapsIn(spec.volumes).flatMap((volume) => textOf(at(volume, 'persistentVolumeClaim', 'claimName')) ?? []),
  };
}

function toContainer(status: Fields, role: LiveContainer['role']): LiveContainer {
  const { waiting, running, terminated } = asMap(status.state);
  const state = terminated !== undefined ? 'terminated' : running !== undefined ? 'running' : 'waiting';
  const details = asMap(terminated ?? running ?? waiting);
  return {
    name: textOf(status.name) ?? '',
    role,
    image: textOf(status.image) ?? '',
    state,
    reason: textOf(details.reason) ?? '',
    message: textOf(details.message) ?? '',
    exitCode: numberOf(details.exitCode),
    started: textOf(details.startedAt),
    finished: textOf(details.finishedAt),
  };
}
