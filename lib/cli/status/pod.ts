import type { LiveContainer, LivePod } from '../live';
import type { Lookup } from '../live/lookup';
import { quoted } from '../live/quote';
import { claimFinding } from './claim';
import type { Finding } from './status';

/** The reasons of a container that waits for its image. */
const IMAGE = /^(ErrImage|Image|InvalidImageName|RegistryUnavailable|SignatureValidation)/;
/** The messages of the kubelet about a Secret or a ConfigMap that is missing, or a key of it. */
const SECRET =
  /(secret|configmap) "[^"]*" not found|couldn't find key .* in (Secret|ConfigMap) |references non-existent (secret|config) key/;
/** The reasons of a container that waits for nothing but its turn. */
const TURN = ['', 'ContainerCreating', 'PodInitializing'];
/** The message of the scheduler for a claim in access mode ReadWriteOncePod. */
const IN_USE = 'ReadWriteOncePod access mode already in-use';

/** The state of a pod that has not ended. */
export function podFinding(pod: LivePod, live: Lookup): Finding {
  const scheduled = pod.conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled && !scheduled.isTrue) {
    return claimFinding(pod, live) ?? unschedulable(pod, scheduled, live);
  }
  return containersFinding(pod, live);
}

function unschedulable(
  pod: LivePod,
  { message, since }: { readonly message: string; readonly since: string },
  live: Lookup,
): Finding {
  if (!message.includes(IN_USE)) {
    // The second sentence tells why no other pod is ended in favour of this one.
    return { state: 'node', since, why: quoted(message.replace(/ preemption: .*/s, '')) };
  }
  const users = pod.claims
    .flatMap((claim) => live.podsOn(pod.namespace, claim))
    .filter(({ name }) => name !== pod.name);
  const by = users.filter(({ node }) => node !== undefined).map(({ name }) => name);
  return { state: 'claim-in-use', since, why: by.length > 0 ? `pod ${by.join(', ')} uses the claim` : quoted(message) };
}

function containersFinding(pod: LivePod, live: Lookup): Finding {
  const { containers, created: since } = pod;
  const waiting = containers.filter((one) => one.state === 'waiting' && !TURN.includes(one.reason));
  const [stuck] = waiting;
  if (stuck) {
    return { ...stuckFinding(stuck), since };
  }
  const init = containers.find((one) => one.role === 'init' && one.state === 'running');
  if (init) {
    return { state: 'init', since: init.started, why: `container ${init.name} runs` };
  }
  const agent = containers.find((one) => one.role === 'main' && one.state === 'running');
  if (agent) {
    return { state: 'running', since: agent.started, ...(pod.isDeleted ? { why: 'the pod is being deleted' } : {}) };
  }
  return mountFinding(pod, live) ?? { state: 'starting', since };
}

function stuckFinding({ reason, message, image }: LiveContainer): Finding {
  if (IMAGE.test(reason)) {
    return { state: 'image', why: `${reason}: ${quoted(message || image)}` };
  }
  return { state: SECRET.test(message) ? 'secret' : 'container', why: `${reason}: ${quoted(message)}` };
}

/** The kubelet says in events alone that it cannot mount a volume. */
function mountFinding(pod: LivePod, live: Lookup): Finding | undefined {
  const event = live.eventsOf(pod).find(({ reason }) => reason === 'FailedMount' || reason === 'FailedAttachVolume');
  if (!event) {
    return undefined;
  }
  return {
    state: SECRET.test(event.message) ? 'secret' : 'claim-mount',
    since: pod.created,
    why: quoted(event.message),
  };
}
