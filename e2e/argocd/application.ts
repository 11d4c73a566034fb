import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ARGOCD_BUILT_IN } from '../../lib/argocd/settings';
import { type ApiObject, list, merge, type Reference, read } from '../support/cluster';
import { until } from '../support/until';

/** An Application as its controller reports on it. */
export interface Application extends ApiObject {
  readonly spec: { readonly destination: { readonly namespace?: string } };
  readonly status?: {
    readonly sync?: { readonly status: 'Synced' | 'OutOfSync' | 'Unknown'; readonly revision?: string };
    readonly health?: { readonly status: string };
    readonly operationState?: {
      readonly phase: 'Running' | 'Succeeded' | 'Failed' | 'Error';
      readonly message?: string;
      readonly retryCount?: number;
      readonly syncResult?: { readonly revision: string; readonly resources?: readonly { readonly message: string }[] };
    };
  };
}

const API_VERSION = 'argoproj.io/v1alpha1';
const { namespace: ARGOCD_NAMESPACE } = ARGOCD_BUILT_IN;

export function argoNamed(kind: 'Application' | 'ApplicationSet', name: string): Reference {
  return { apiVersion: API_VERSION, kind, metadata: { name, namespace: ARGOCD_NAMESPACE } };
}

/** The Applications that put their objects into a namespace. */
export async function applicationsOf(namespace: string): Promise<Application[]> {
  const all = await list<Application>(API_VERSION, 'Application', ARGOCD_NAMESPACE);
  return all.filter(({ spec }) => spec.destination.namespace === namespace);
}

/** Runs Argo CD's own command line. */
export async function argocd(...words: string[]): Promise<void> {
  const [command = '', ...before] = (process.env.ARGOCD ?? '').split(' ');
  await promisify(execFile)(command, [...before, ...words]);
}

/** Lets an Application look at Git and at the cluster now: by itself it does so every few minutes. */
export const refresh = (name: string) => argocd('app', 'get', name, '--refresh');

/** Waits until an Application's status is as wanted. */
export function reported(
  name: string,
  what: string,
  wanted: (status: NonNullable<Application['status']>) => boolean | undefined,
): Promise<Application> {
  const look = () => read<Application>(argoNamed('Application', name));
  return until(
    `Application ${name} ${what}`,
    async () => {
      const application = await look();
      return application?.status && wanted(application.status) && application;
    },
    { seen: async () => ({ ...(await look())?.status, resources: undefined, history: undefined }) },
  );
}

/**
 * Waits until an Application has brought a commit to the cluster. Its agents may still run.
 *
 * One that comes back and finds everything as it left it never syncs.
 */
export async function synced(name: string, revision: string): Promise<Application> {
  await refresh(name);
  return reported(
    name,
    `is synced to ${revision}`,
    ({ sync, operationState }) =>
      sync?.status === 'Synced' && sync.revision === revision && (operationState?.phase ?? 'Succeeded') === 'Succeeded',
  );
}

/**
 * Waits until so many Applications put their objects into a namespace.
 *
 * @param set the ApplicationSet that makes them: by itself it looks at Git every three minutes
 */
export function made(namespace: string, count: number, set?: string): Promise<Application[]> {
  return until(`${count} Applications for ${namespace}`, async () => {
    const found = await applicationsOf(namespace);
    if (found.length !== count && set !== undefined) {
      // Again and again: the request is lost if the controller is at work on the set.
      await merge(argoNamed('ApplicationSet', set), { metadata: { annotations: LOOK_NOW } });
    }
    return found.length === count && found;
  });
}

const LOOK_NOW = { 'argocd.argoproj.io/application-set-refresh': 'true' };

/** Waits until so many Applications have been made, and have all brought a commit to the cluster. */
export async function allSynced(namespace: string, count: number, revision: string, set?: string): Promise<void> {
  const applications = await made(namespace, count, set);
  await Promise.all(applications.map(({ metadata }) => synced(metadata.name, revision)));
}

/** How often an Application has begun to sync. */
export async function syncsOf(name: string): Promise<number> {
  const fieldSelector = `reason=OperationStarted,involvedObject.kind=Application,involvedObject.name=${name}`;
  return (await list('v1', 'Event', ARGOCD_NAMESPACE, { fieldSelector })).length;
}
