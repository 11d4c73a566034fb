import type { LiveClaim, LivePod } from '../live';
import type { Lookup } from '../live/lookup';
import { quoted } from '../live/quote';
import type { Finding } from './status';

/** The reason why a pod waits for its claims; undefined if all of them are bound, or wait for the pod themselves. */
export function claimFinding(pod: LivePod, live: Lookup): Finding | undefined {
  for (const name of pod.claims) {
    const claim = live.claim(pod.namespace, name);
    const found = claim
      ? unboundFinding(claim, live)
      : { state: 'claim-missing' as const, since: pod.created, why: `claim ${name} does not exist` };
    if (found) {
      return found;
    }
  }
  return undefined;
}

function unboundFinding(claim: LiveClaim, live: Lookup): Finding | undefined {
  const { name, namespace, phase, created: since } = claim;
  if (phase === 'Lost') {
    return { state: 'claim-failed', since, why: `the volume of claim ${name} is gone` };
  }
  if (phase !== 'Pending') {
    return undefined;
  }
  const noClass = missingClass(claim, live);
  if (noClass !== undefined) {
    return { state: 'claim-no-class', since, why: noClass };
  }
  if (claim.source !== undefined && live.claim(namespace, claim.source)?.phase !== 'Bound') {
    return {
      state: 'claim-source',
      since,
      why: `claim ${name} is a clone of claim ${claim.source}, which has no volume yet`,
    };
  }
  const [event] = live.eventsOf(claim).filter(({ isWarning }) => isWarning);
  if (event) {
    return { state: 'claim-failed', since, why: quoted(event.message) };
  }
  const storageClass = claim.storageClass === undefined ? undefined : live.storageClass(claim.storageClass);
  return storageClass?.waitsForConsumer ? undefined : { state: 'claim-unbound', since };
}

function missingClass({ name, storageClass }: LiveClaim, { storageClass: find, cluster }: Lookup): string | undefined {
  if (cluster.unread.some((resource) => resource.startsWith('storageclasses'))) {
    return undefined;
  }
  if (storageClass === undefined) {
    const hasDefault = cluster.storageClasses.some(({ isDefault }) => isDefault);
    return hasDefault ? undefined : `claim ${name} names no storage class, and the cluster has no default class`;
  }
  // An empty class stands for volumes that a person makes.
  return storageClass === '' || find(storageClass) ? undefined : `storage class ${storageClass} does not exist`;
}
