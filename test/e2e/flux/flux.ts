import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FLUX_BUILT_IN } from '../../../lib/flux/settings';
import { type ApiObject, list, merge, type Reference, read } from '../support/cluster';
import { until } from '../support/until';

/** A Kustomization, or a GitRepository, as its controller reports on it. */
export interface Kustomization extends ApiObject {
  readonly spec: { readonly targetNamespace?: string };
  readonly status?: {
    readonly lastHandledReconcileAt?: string;
    readonly lastAttemptedRevision?: string;
    /** Of a GitRepository: what it has read last. */
    readonly artifact?: { readonly revision: string };
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

/** The URL at which Flux reads the repository in a folder: the command line that FLUX names prints it. */
export async function urlOf(folder: string): Promise<string> {
  const [command = '', ...before] = (process.env.FLUX ?? '').split(' ');
  return (await promisify(execFile)(command, [...before, 'serve', folder])).stdout.trim();
}

/**
 * Lets Flux read a repository now and bring a commit of its branch to the cluster by these Kustomizations, as
 * `flux reconcile` does.
 *
 * @returns what came of each: `Ready=True Applied revision: main@sha1:…`
 */
export async function reconcile(
  repository: string,
  commit: string,
  kustomizations: readonly string[],
  seconds?: number,
): Promise<string[]> {
  const revision = `main@sha1:${commit}`;
  const source = repositoryNamed(repository);
  await ask(source, seconds);
  // The controller says that it has looked before it says what it has read.
  await until(
    `Flux has read ${revision}`,
    async () => (await read<Kustomization>(source))?.status?.artifact?.revision === revision,
    { seconds, seen: async () => (await read<Kustomization>(source))?.status },
  );
  return Promise.all(
    kustomizations.map(async (name) => {
      const kustomization = kustomizationNamed(name);
      await ask(kustomization, seconds);
      const tried = await until(
        `Kustomization ${name} has tried ${revision}`,
        async () => {
          const { status } = (await read<Kustomization>(kustomization)) ?? {};
          const ready = status?.conditions?.find(({ type }) => type === 'Ready');
          return status?.lastAttemptedRevision === revision && ready && ready.status !== 'Unknown' && ready;
        },
        { seconds, seen: () => readyOf(kustomization) },
      );
      return `Ready=${tried.status} ${tried.message}`;
    }),
  );
}

let asked = 0;

/** Asks a controller to look at its object now, and waits until it has. */
export async function ask(reference: Reference, seconds?: number): Promise<void> {
  asked += 1;
  const requestedAt = `${new Date().toISOString()} ${asked}`;
  await merge(reference, { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': requestedAt } } });
  const { kind, metadata } = reference;
  await until(
    `${kind} ${metadata.name} is looked at`,
    async () => (await read<Kustomization>(reference))?.status?.lastHandledReconcileAt === requestedAt,
    { seconds, seen: async () => (await read<Kustomization>(reference))?.status },
  );
}

async function readyOf(reference: Reference) {
  const { status } = (await read<Kustomization>(reference)) ?? {};
  return status?.conditions?.find(({ type }) => type === 'Ready');
}

/** Waits until the conditions of a Kustomization or a GitRepository are as wanted. */
export function notReady(reference: Reference, message: RegExp): Promise<unknown> {
  const ready = () => readyOf(reference);
  return until(
    `${reference.kind} ${reference.metadata.name} is not ready: ${message}`,
    async () => {
      const condition = await ready();
      return condition?.status === 'False' && message.test(condition.message);
    },
    { seen: ready },
  );
}
