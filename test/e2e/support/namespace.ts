import { type ApiObject, create, read, remove } from './cluster';
import { Refused } from './request';
import { until } from './until';

/**
 * Runs a test in a namespace of its own, which is deleted afterwards with all that is in it, claims too.
 *
 * @param labels for Pod Security
 */
export async function inNamespace(
  test: (namespace: string) => Promise<void>,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  const namespace = await makeNamespace(labels);
  try {
    await test(namespace);
  } finally {
    await remove({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }).catch(unlessGone);
  }
}

/** Makes a namespace in which pods can start, and gives its name. The caller deletes it. */
export async function makeNamespace(labels: Readonly<Record<string, string>> = {}): Promise<string> {
  const made = await create<ApiObject>({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { generateName: 'keruta-e2e-', labels } as unknown as ApiObject['metadata'],
  });
  const namespace = made.metadata.name;
  // Without it no pod is let in, and the Job controller would try again only after a while.
  await until(`namespace ${namespace} has its default ServiceAccount`, () =>
    read({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }),
  );
  return namespace;
}

/** A test may delete what is cleaned up itself. */
export function unlessGone(error: unknown): void {
  if (!(error instanceof Refused && error.code === 404)) {
    throw error;
  }
}
