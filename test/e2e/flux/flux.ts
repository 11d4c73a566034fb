import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FLUX_BUILT_IN } from '../../../lib/flux/settings';
import { type ApiObject, list, type Reference, read } from '../support/cluster';
import { until } from '../support/until';

/** A Kustomization as its controller reports on it. */
export interface Kustomization extends ApiObject {
  readonly spec: { readonly targetNamespace?: string };
  readonly status?: {
    readonly lastAppliedRevision?: string;
    readonly lastAttemptedRevision?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message: string }[];
  };
}

const API_VERSION = 'kustomize.toolkit.fluxcd.io/v1';
export const { namespace: FLUX_NAMESPACE } = FLUX_BUILT_IN;

export function kustomizationNamed(name: string): Reference {
  return { apiVersion: API_VERSION, kind: 'Kustomization', metadata: { name, namespace: FLUX_NAMESPACE } };
}

export function repositoryNamed(name: string): Reference {
  const metadata = { name, namespace: FLUX_NAMESPACE };
  return { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata };
}

/** The Kustomizations that put their objects into a namespace. */
export async function kustomizationsOf(namespace: string): Promise<Kustomization[]> {
  const all = await list<Kustomization>(API_VERSION, 'Kustomization', FLUX_NAMESPACE);
  return all.filter(({ spec }) => spec.targetNamespace === namespace);
}

/** Runs the command line that FLUX names: `serve FOLDER` prints the URL of a repository, `reconcile NAME` what came of it. */
export async function flux(...words: string[]): Promise<string> {
  const [command = '', ...before] = (process.env.FLUX ?? '').split(' ');
  return (await promisify(execFile)(command, [...before, ...words])).stdout.trim();
}

/** Lets Flux read the repository and apply it now, and says what came of it: `Ready=True ReconciliationSucceeded: …`. */
export const reconcile = (name: string) => flux('reconcile', name);

/** Waits until the conditions of a Kustomization or a GitRepository are as wanted. */
export function notReady(reference: Reference, message: RegExp): Promise<unknown> {
  const ready = async () =>
    (await read<Kustomization>(reference))?.status?.conditions?.find(({ type }) => type === 'Ready');
  return until(
    `${reference.kind} ${reference.metadata.name} is not ready: ${message}`,
    async () => {
      const condition = await ready();
      return condition?.status === 'False' && message.test(condition.message);
    },
    { seen: ready },
  );
}
