/**
 * The cluster that KUBECONFIG names, object by object, as JSON.
 *
 * The official client's typed calls leave out every field that their own models do not have, both ways. What is
 * sent and read back here is what a user would send and read, so its transport is used and its models are not.
 */

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

/** What it takes to find an object. */
export type Reference = Pick<ApiObject, 'apiVersion' | 'kind'> & { readonly metadata: Metadata };

/** What the API server answered instead of doing it. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

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
    contentType: 'application/apply-patch+yaml',
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

/** Merges fields into an object. */
export async function merge<T extends ApiObject>(reference: Reference, fields: object): Promise<T> {
  const { body } = await send<T>('PATCH', await pathOf(reference), {
    contentType: 'application/merge-patch+json',
    body: fields,
  });
  return body;
}

/** Deletes an object, and in the background what belongs to it, as kubectl does. */
export async function remove(reference: Reference): Promise<void> {
  await send('DELETE', await pathOf(reference), { body: { propagationPolicy: 'Background' } });
}

interface Request {
  readonly query?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: object;
}

async function send<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  { query = {}, contentType = 'application/json', body }: Request = {},
): Promise<{ body: T; warnings: readonly string[] }> {
  const { makeRequest, http } = await connection();
  const request = makeRequest(path, method);
  for (const [name, value] of Object.entries(query)) {
    request.setQueryParam(name, value);
  }
  if (body) {
    request.setHeaderParam('Content-Type', contentType);
    request.setBody(JSON.stringify(body));
  }
  const response = await http.send(request).toPromise();
  const text = await response.body.text();
  if (response.httpStatusCode >= 400) {
    throw new Refused(response.httpStatusCode, (JSON.parse(text) as { message: string }).message);
  }
  return { body: JSON.parse(text) as T, warnings: warningsOf(response.headers.warning) };
}

/** The texts of a Warning header: `299 - "text", 299 - "text"`. */
function warningsOf(header = ''): string[] {
  return [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map((found) => found[1] as string);
}

let connected: ReturnType<typeof connect> | undefined;

function connection(): ReturnType<typeof connect> {
  connected ??= connect();
  return connected;
}

async function connect() {
  const { HttpMethod, IsomorphicFetchHttpLibrary, KubeConfig, RequestContext } = await import(
    '@kubernetes/client-node'
  );
  const config = new KubeConfig();
  config.loadFromDefault();
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) {
    throw new Error(`KUBECONFIG (${process.env.KUBECONFIG}) names no current cluster`);
  }
  // Who asks, and by which connections: the same for all requests, which are many.
  const model = new RequestContext(server, HttpMethod.GET);
  await config.applySecurityAuthentication(model);
  const dispatcher = model.getDispatcher();
  const makeRequest = (path: string, method: 'GET' | 'POST' | 'PATCH' | 'DELETE') => {
    const request = new RequestContext(server + path, HttpMethod[method]);
    for (const [name, value] of Object.entries(model.getHeaders())) {
      request.setHeaderParam(name, value);
    }
    if (dispatcher) {
      request.setDispatcher(dispatcher);
    }
    return request;
  };
  return { makeRequest, http: new IsomorphicFetchHttpLibrary() };
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

interface Resource {
  readonly kind: string;
  /** As in a path, `jobs`; subresources have one too, `jobs/status`. */
  readonly name: string;
  readonly namespaced: boolean;
}

const discovered = new Map<string, Promise<readonly Resource[]>>();

/** What the API server serves of a group and version; nothing if it does not know it. */
export function resourcesOf(apiVersion: string): Promise<readonly Resource[]> {
  const found =
    discovered.get(apiVersion) ??
    send<{ resources: Resource[] }>('GET', rootOf(apiVersion)).then(
      ({ body }) => body.resources,
      (error) => {
        if (error instanceof Refused && error.code === 404) {
          return [];
        }
        throw error;
      },
    );
  discovered.set(apiVersion, found);
  return found;
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
