import type { Problem } from '../mistakes/problem';
import type { PartProblem } from './zod';

/*
 * The annotations of a Job and its pods that the API server validates, and those that nothing reads any more.
 *
 * Tried with Kubernetes 1.37, in strict server-side dry runs.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = ['seccomp.security.alpha.kubernetes.io/', 'container.seccomp.security.alpha.kubernetes.io/'];
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const INT32_MAX = 2 ** 31 - 1;
/** The API server's limit for all annotations of an object together, in bytes. */
export const ANNOTATIONS_MAX = 256 * 1024;

/** Annotations that no task can have. */
const REFUSED: Readonly<Record<string, Omit<Problem, 'code'>>> = {
  'kubernetes.io/config.mirror': {
    what: 'is for static pods: the API server refuses it without a node name',
    fix: 'remove it',
  },
  'scheduler.alpha.kubernetes.io/tolerations': {
    what: 'is no longer read by the scheduler',
    fix: 'set tolerations',
  },
  'scheduler.alpha.kubernetes.io/affinity': { what: 'is no longer read by the scheduler', fix: 'remove it' },
  'scheduler.alpha.kubernetes.io/critical-pod': {
    what: 'is no longer read by Kubernetes',
    fix: 'set priorityClassName',
  },
  'kubectl.kubernetes.io/last-applied-configuration': { what: 'is set by kubectl and Argo CD', fix: 'remove it' },
};

/** Checks the annotations that have a meaning for Kubernetes. */
export function* checkAnnotations(annotations: Readonly<Record<string, unknown>>): Iterable<PartProblem> {
  for (const [key, value] of Object.entries(annotations)) {
    const problem = key.includes('kubernetes.io/') ? checkAnnotation(key, value) : undefined;
    if (problem) {
      yield [[key], { code: 'wrong-annotation', ...problem }];
    }
  }
}

function checkAnnotation(key: string, value: unknown): Omit<Problem, 'code'> | undefined {
  if (Object.hasOwn(REFUSED, key)) {
    return REFUSED[key];
  }
  if (SECCOMP.some((prefix) => key.startsWith(prefix))) {
    return {
      what: 'is a seccomp annotation, which Kubernetes no longer reads (since 1.27)',
      fix: 'set podSecurity, which sets the profile RuntimeDefault',
    };
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  if (key.startsWith(APP_ARMOR)) {
    return checkAppArmor(key.slice(APP_ARMOR.length), value);
  }
  return key === DELETION_COST ? checkDeletionCost(value) : undefined;
}

function checkAppArmor(container: string, profile: string): Omit<Problem, 'code'> | undefined {
  if (container !== 'main') {
    return {
      what: `names container ${container}, which the pod does not have`,
      allowed: `${APP_ARMOR}main`,
      fix: 'name the container main, or set securityContext.appArmorProfile of the container',
    };
  }
  return /^(?:runtime\/default|unconfined|localhost\/\S+)$/.test(profile)
    ? undefined
    : { what: 'is not an AppArmor profile', allowed: 'runtime/default, unconfined or localhost/PROFILE' };
}

/** The API server takes an integer of 32 bits without a plus sign and without zeros at its beginning. */
function checkDeletionCost(value: string): Omit<Problem, 'code'> | undefined {
  const cost = Number(value);
  return /^(?:0|-?[1-9]\d{0,9})$/.test(value) && cost >= -INT32_MAX - 1 && cost <= INT32_MAX
    ? undefined
    : { what: 'is not an integer of 32 bits', allowed: `an integer from ${-INT32_MAX - 1} to ${INT32_MAX}, in quotes` };
}

/** Checks the size of all annotations of an object together. */
export function checkAnnotationsSize(annotations: Readonly<Record<string, string>>): Problem | undefined {
  const bytes = sizeOf(annotations);
  return bytes <= ANNOTATIONS_MAX
    ? undefined
    : { code: 'wrong-annotation', what: `takes ${bytes} bytes`, allowed: `at most ${ANNOTATIONS_MAX} bytes together` };
}

function sizeOf(annotations: Readonly<Record<string, string>>): number {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  return bytes;
}
