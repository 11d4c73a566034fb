import { spawnSync } from 'node:child_process';
import { showStep } from '../../manifests/progress';
import { printable } from '../../mistakes/printable';
import { UserError } from '../../mistakes/user-error';
import type { LiveSource } from './source';

/** The resources without which nothing can be said of a task. */
const REQUIRED = ['jobs.batch', 'pods', 'persistentvolumeclaims'];
/** The resources that say why a task waits. A person who may read one namespace may often not read those of the cluster. */
const OPTIONAL = ['persistentvolumes', 'storageclasses.storage.k8s.io', 'events', 'resourcequotas'];
/** The resource of Kueue, which is not in every cluster. */
const WORKLOADS = 'workloads.kueue.x-k8s.io';

/** The command whose output `--live FILE` reads. */
export const LIVE_COMMAND = `kubectl get ${[...REQUIRED, ...OPTIONAL].join(',')} --all-namespaces -o json`;

/** The output of kubectl, and the resources that it was not allowed to read. */
export interface Answer {
  readonly bytes: Buffer;
  readonly unread: readonly string[];
}

/**
 * Runs `kubectl get` for all resources. It runs a second time, without the resource of Kueue, if the cluster does not have it.
 *
 * @throws UserError with the message of kubectl, if kubectl is missing, or a required resource cannot be read
 */
export function askKubectl(source: LiveSource): Answer {
  return get([...REQUIRED, ...OPTIONAL, WORKLOADS], source) ?? (get([...REQUIRED, ...OPTIONAL], source) as Answer);
}

/** @returns undefined if the cluster does not have the resource of Kueue */
function get(resources: readonly string[], { context, namespace, kubeconfig }: LiveSource): Answer | undefined {
  const args = [
    'get',
    resources.join(','),
    ...(namespace === undefined ? ['--all-namespaces'] : ['--namespace', namespace]),
    ...(context === undefined ? [] : ['--context', context]),
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    '--output',
    'json',
  ];
  showStep('asking the cluster');
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, { env: process.env, maxBuffer: 2 ** 30 });
  if (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw refuse(isMissing ? 'kubectl is not on the PATH' : `kubectl failed: ${error.message}`);
  }
  const lines = messagesOf(stderr.toString());
  if (status === 0) {
    return { bytes: stdout, unread: [] };
  }
  if (resources.includes(WORKLOADS) && lines.some((line) => line.includes('resource type "workloads"'))) {
    return undefined;
  }
  const forbidden = lines.map((line) => /^Error from server \(Forbidden\): (\S+) is forbidden/.exec(line)?.[1]);
  if (stdout.length > 0 && forbidden.every((one) => one !== undefined && !REQUIRED.includes(one))) {
    return { bytes: stdout, unread: forbidden as string[] };
  }
  const hint = namespace === undefined && forbidden.some((one) => one !== undefined);
  throw refuse(`kubectl get failed: ${lines.join('; ')}${hint ? '; --namespace NAME reads one namespace alone' : ''}`);
}

/** The lines of kubectl's standard error, without the log of its libraries, which repeats each error. */
function messagesOf(stderr: string): string[] {
  return stderr
    .split('\n')
    .map((line) => printable(line.trim()))
    .filter((line) => line !== '' && !/^[EWI]\d{4} /.test(line));
}

function refuse(what: string): UserError {
  return new UserError(
    `${what}; to read the objects from a file instead, run this command where kubectl works, and pass its output with --live FILE: ` +
      LIVE_COMMAND,
  );
}
