import type { StateId } from './states';

/** The names that a command needs. */
export interface Names {
  readonly taskId: string;
  readonly namespace: string | undefined;
  readonly job: string | undefined;
  readonly claim: string | undefined;
  readonly pod: string | undefined;
  /** `kubectl` with the options that reach the cluster. */
  readonly kubectl: string;
  /** The command that applies the manifests, or shows why they are not applied. */
  readonly apply: string;
}

/** The next step in a state, as a command to paste; undefined if there is nothing to do. */
export function nextStep(state: StateId, names: Names): string | undefined {
  const { taskId, job, claim, apply } = names;
  const kubectl = inNamespace(names);
  const pod = names.pod === undefined ? `describe job ${job}` : `describe pod ${names.pod}`;
  switch (state) {
    case 'failed-exit':
    case 'failed-oom':
      return names.pod === undefined
        ? `${kubectl} describe job ${job}`
        : `${kubectl} logs ${names.pod} --all-containers`;
    case 'failed-deadline':
    case 'failed-evicted':
    case 'failed-gone':
    case 'no-pod':
    case 'suspended':
      return `${kubectl} describe job ${job}`;
    case 'claim-missing':
      return `${kubectl} get pvc`;
    case 'claim-no-class':
      return `${names.kubectl} get storageclasses`;
    case 'claim-failed':
    case 'claim-source':
    case 'claim-unbound':
      return `${kubectl} describe pvc ${claim}`;
    case 'claim-in-use':
    case 'claim-mount':
    case 'node':
    case 'image':
    case 'secret':
    case 'container':
    case 'init':
    case 'starting':
      return `${kubectl} ${pod}`;
    case 'queue':
    case 'queue-stuck':
      return `${kubectl} get localqueues,workloads`;
    case 'older-run':
    case 'not-applied':
    case 'parent':
      return apply;
    case 'not-in-git':
      return `${kubectl} delete job ${job}`;
    case 'running':
    case 'done-but-runs':
      return `${kubectl} logs --follow job/${job}`;
    case 'succeeded':
      return `set done: true at task ${taskId}`;
    case 'done':
      return undefined;
  }
}

export function inNamespace({ kubectl, namespace }: Pick<Names, 'kubectl' | 'namespace'>): string {
  return namespace === undefined ? kubectl : `${kubectl} -n ${namespace}`;
}
