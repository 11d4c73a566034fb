import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ARGOCD_BUILT_IN } from '../../../lib/argocd/settings';
import { type ApiObject, list, merge, type Reference, read } from '../support/cluster';
import { unlessGone } from '../support/namespace';
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

export const noApplications = (namespace: string) =>
  until(`no Application for ${namespace} is left`, async () => (await applicationsOf(namespace)).length === 0);

/** Runs Argo CD's own command line. */
export async function argocd(...words: string[]): Promise<void> {
  const [command = '', ...before] = (process.env.ARGOCD ?? '').split(' ');
  await promisify(execFile)(command, [...before, ...words]);
}

/** Syncs an Application as a person does, with everything that is in it; not while it syncs by itself. */
export const sync = (name: string) =>
  until(`Application ${name} can be synced`, () =>
    argocd('app', 'sync', name).then(
      () => true,
      (error: Error) => {
        if (error.message.includes('another operation is already in progress')) {
          return false;
        }
        throw error;
      },
    ),
  );

/** Lets an Application look at Git and at the cluster now, if it is there: by itself it does so every few minutes. */
export async function refresh(name: string): Promise<void> {
  const application = argoNamed('Application', name);
  await merge(application, { metadata: { annotations: { [REFRESH]: 'normal' } } }).catch(unlessGone);
  await until(
    `Application ${name} has looked`,
    async () => !(await read(application))?.metadata.annotations?.[REFRESH],
  );
}

const REFRESH = 'argocd.argoproj.io/refresh';

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

/** Waits until an Application has brought a commit to the cluster. Its agents may still run. */
export async function synced(name: string, revision: string): Promise<void> {
  await refresh(name);
  await reported(name, `is synced to ${revision}`, (status) => hasBrought(revision, status));
}

/** An Application that comes back and finds everything as it left it is Synced, and has never synced. */
function hasBrought(revision: string, { sync, operationState }: NonNullable<Application['status']>): boolean {
  const { phase = 'Succeeded' } = operationState ?? {};
  return sync?.status === 'Synced' && sync.revision === revision && phase === 'Succeeded';
}

/**
 * Waits until an ApplicationSet has made so many Applications, and all have brought a commit to the cluster.
 *
 * A set that is new may at first make Applications of the commit that Argo CD read last.
 */
export async function allSynced(set: string, namespace: string, count: number, revision: string): Promise<void> {
  const asked = new Set<string>();
  await until(
    `${count} Applications have brought ${revision} to ${namespace}`,
    async () => {
      const found = await made(set, namespace, count);
      const names = found.map(({ metadata }) => metadata.name).filter((name) => !asked.has(name));
      await Promise.all(names.map(refresh));
      for (const name of names) {
        asked.add(name);
      }
      return found.every(({ status }) => status && hasBrought(revision, status));
    },
    { seen: () => applicationsOf(namespace) },
  );
}

/** Waits until an ApplicationSet has made so many Applications. By itself it looks at Git every three minutes. */
export function made(set: string, namespace: string, count: number): Promise<Application[]> {
  return until(`${count} Applications for ${namespace}`, async () => {
    const found = await applicationsOf(namespace);
    if (found.length !== count) {
      // Again and again: the request is lost if the controller is at work on the set.
      await merge(argoNamed('ApplicationSet', set), { metadata: { annotations: LOOK_NOW } });
    }
    return found.length === count && found;
  });
}

const LOOK_NOW = { 'argocd.argoproj.io/application-set-refresh': 'true' };

/** How often an Application has begun to sync. */
export async function syncsOf(name: string): Promise<number> {
  const fieldSelector = `reason=OperationStarted,involvedObject.kind=Application,involvedObject.name=${name}`;
  return (await list('v1', 'Event', ARGOCD_NAMESPACE, { fieldSelector })).length;
}
