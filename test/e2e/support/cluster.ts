import { Refused, resourcesOf, rootOf, send } from './request';

/** An object of the API, with the fields that tests look at left open. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The fields that identify an object. */
export type Reference = Pick<ApiObject, 'apiVersion' | 'kind'> & { readonly metadata: Metadata };

const FIELD_MANAGER = 'keruta-e2e';

/**
 * Server-side apply with strict validation: a field that the server does not know, or a warning, is an error.
 *
 * @returns the object as the server has it now
 */
export async function apply<T extends ApiObject>(object: T, { dryRun = false } = {}): Promise<T> {
  const { body, warnings } = await send<T>('PATCH', await pathOf(object), {
    query: {
      fieldManager: FIELD_MANAGER,
      fieldValidation: 'Strict',
      force: 'true',
      ...(dryRun ? { dryRun: 'All' } : {}),
    },
    headers: { 'Content-Type': 'application/apply-patch+yaml' },
    body: object,
  });
  if (warnings.length > 0) {
    throw new Error(`the API server warns of ${object.kind} ${object.metadata.name}: ${warnings.join('; ')}`);
  }
  return body;
}

/** Requests at the same time: each takes a connection of its own. */
const BATCH = 10;

/** Applies many objects, in no order to rely on. */
export async function applyAll(objects: readonly ApiObject[]): Promise<void> {
  for (let start = 0; start < objects.length; start += BATCH) {
    await Promise.all(objects.slice(start, start + BATCH).map((object) => apply(object)));
  }
}

/** Creates an object that no product wrote: a namespace, a ServiceAccount, a StorageClass. */
export async function create<T extends ApiObject>(object: Partial<T> & Pick<T, 'apiVersion' | 'kind'>): Promise<T> {
  const { namespace } = (object.metadata ?? {}) as Metadata;
  const { body } = await send<T>('POST', await collectionOf(object.apiVersion, object.kind, namespace), {
    body: object,
  });
  return body;
}

/** An object as it is now; undefined if there is none. */
export async function read<T extends ApiObject>(reference: Reference): Promise<T | undefined> {
  try {
    return (await send<T>('GET', await pathOf(reference))).body;
  } catch (error) {
    if (error instanceof Refused && error.code === 404) {
      return undefined;
    }
    throw error;
  }
}

/** Objects of a kind in a namespace; of the whole cluster without one. */
export async function list<T extends ApiObject>(
  apiVersion: string,
  kind: string,
  namespace?: string,
  selector: { readonly labelSelector?: string; readonly fieldSelector?: string } = {},
): Promise<T[]> {
  const path = await collectionOf(apiVersion, kind, namespace);
  const { body } = await send<{ items: T[] }>('GET', path, { query: selector });
  // The items of a list name neither.
  return body.items.map((item) => ({ ...item, apiVersion, kind }));
}

/** Merges fields into an object, or into a subresource of it. */
export async function merge<T extends ApiObject>(
  reference: Reference,
  fields: object,
  { dryRun = false, subresource = '' } = {},
): Promise<T> {
  const { body } = await send<T>('PATCH', `${await pathOf(reference)}${subresource && `/${subresource}`}`, {
    query: dryRun ? { dryRun: 'All' } : {},
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: fields,
  });
  return body;
}

/**
 * Deletes an object, and in the background what belongs to it, as kubectl does.
 *
 * @param as another user, with all rights, in whose name it is done
 */
export async function remove(reference: Reference, { dryRun = false, as = '' } = {}): Promise<void> {
  await send('DELETE', await pathOf(reference), {
    headers: as === '' ? {} : { 'Impersonate-User': as, 'Impersonate-Group': 'system:masters' },
    body: { propagationPolicy: 'Background', ...(dryRun ? { dryRun: ['All'] } : {}) },
  });
}

async function pathOf({ apiVersion, kind, metadata }: Reference): Promise<string> {
  return `${await collectionOf(apiVersion, kind, metadata.namespace)}/${metadata.name}`;
}

async function collectionOf(apiVersion: string, kind: string, namespace: string | undefined): Promise<string> {
  const found = (await resourcesOf(apiVersion)).find((one) => one.kind === kind && !one.name.includes('/'));
  if (!found) {
    throw new Error(`the API server has no ${kind} in ${apiVersion}`);
  }
  const within = found.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
  return `${rootOf(apiVersion)}${within}/${found.name}`;
}
