/** A request that the API server refused. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface Request {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/**
 * Sends one request to the cluster that KUBECONFIG names.
 *
 * The official client's typed calls leave out every field that their own models do not have, both ways. What is
 * sent and read back here is what a user would send and read, so its transport is used and its models are not.
 *
 * @throws Refused for an answer of 400 and above
 */
export async function send<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  { query = {}, headers = {}, body }: Request = {},
): Promise<{ body: T; warnings: readonly string[] }> {
  const { makeRequest, http } = await connection();
  const request = makeRequest(path, method);
  for (const [name, value] of Object.entries(query)) {
    request.setQueryParam(name, value);
  }
  for (const [name, value] of Object.entries({ 'Content-Type': 'application/json', ...headers })) {
    request.setHeaderParam(name, value);
  }
  if (body) {
    request.setBody(JSON.stringify(body));
  }
  const response = await http.send(request).toPromise();
  const text = await response.body.text();
  if (response.httpStatusCode >= 400) {
    throw new Refused(response.httpStatusCode, messageOf(text));
  }
  return { body: JSON.parse(text) as T, warnings: warningsOf(response.headers.warning) };
}

/** The message of an error: it is in a Status object or, for a path that nobody serves, plain text. */
function messageOf(text: string): string {
  return text.startsWith('{') ? (JSON.parse(text) as { message: string }).message : text;
}

/** The texts of a Warning header: `299 - "text", 299 - "text"`. */
function warningsOf(header = ''): string[] {
  return [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map((found) =>
    (found[1] as string).replaceAll('\\"', '"'),
  );
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

/** A kind that the API server serves. */
export interface Resource {
  readonly kind: string;
  /** As in a path, `jobs`; subresources have one too, `jobs/status`. */
  readonly name: string;
  readonly namespaced: boolean;
}

const discovered = new Map<string, Promise<readonly Resource[]>>();

/** The kinds that the API server serves in a group and version; none if it does not know the group or version. */
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

export function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
