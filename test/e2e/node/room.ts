import { REAL_CLASS } from '../support/classes';
import { type ApiObject, apply, create, read, remove } from '../support/cluster';
import type { Pod } from '../support/jobs';
import { makeNamespace } from '../support/namespace';
import { until } from '../support/until';

/*
 * Namespaces in which agents run on the real node, and a Git server for them.
 */

/** The label of the real node, and the key of its taint, which keeps the pods of other tests away. */
const REAL = 'keruta/real';
const TOLERATION = { key: REAL, operator: 'Exists' };

/** The fields of a pod, and settings of a task, that put a pod on the real node. */
export const ON_REAL_NODE = { nodeSelector: { [REAL]: 'true' }, tolerations: [TOLERATION] };

export interface Room {
  /** A namespace that takes any pod. */
  readonly namespace: string;
  /** A namespace that enforces the Pod Security Standard `restricted`. */
  readonly restricted: string;
  /** The URL of a repository with three commits on `main`, to which everybody may push. */
  readonly repository: string;
}

/** Makes the namespaces, the Secret of the API token in each, and the Git server. The caller leaves the room. */
export async function enterRoom(): Promise<Room> {
  const [namespace, restricted] = (await Promise.all([
    makeNamespace(),
    makeNamespace({ 'pod-security.kubernetes.io/enforce': 'restricted' }),
  ])) as [string, string];
  for (const one of [namespace, restricted]) {
    await makeSecret('keruta-api-token', { token: 'none' }, one);
  }
  return { namespace, restricted, repository: `git://${await startGitServer(namespace)}/app.git` };
}

export async function leaveRoom({ namespace, restricted }: Room): Promise<void> {
  for (const name of [namespace, restricted]) {
    await remove({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
}

export async function makeSecret(
  name: string,
  stringData: Readonly<Record<string, string>>,
  namespace: string,
  type = 'Opaque',
): Promise<void> {
  await create({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, stringData });
}

/** Starts a Git server in a pod, and gives its address. */
async function startGitServer(namespace: string): Promise<string> {
  const pod = await create<Pod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'git-server', namespace },
    spec: {
      ...ON_REAL_NODE,
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'git',
          image: 'keruta-agent:latest',
          command: ['git', 'daemon', '--export-all', '--enable=receive-pack', '--base-path=/srv/git'],
          readinessProbe: { tcpSocket: { port: 9418 }, periodSeconds: 1 },
        },
      ],
    } as unknown as Pod['spec'],
  });
  return until(
    'the Git server is ready',
    async () => {
      const { status } = (await read<Pod & { status: { podIP?: string } }>(pod)) ?? {};
      return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') && status.podIP;
    },
    { seen: async () => (await read<Pod>(pod))?.status },
  );
}

/** The objects of tasks, changed so that the pods go to the real node and the claims are of its storage class. */
export function onNode(objects: readonly ApiObject[]): ApiObject[] {
  return objects.map((object) => {
    const spec = object.spec as { template: { spec: object & { tolerations?: object[]; nodeSelector?: object } } };
    if (object.kind === 'PersistentVolumeClaim') {
      return { ...object, spec: { ...spec, storageClassName: REAL_CLASS } };
    }
    const { nodeSelector, tolerations = [], ...pod } = spec.template.spec;
    const changed = {
      ...pod,
      nodeSelector: { ...nodeSelector, [REAL]: 'true' },
      tolerations: [...tolerations, TOLERATION],
    };
    return { ...object, spec: { ...spec, template: { ...spec.template, spec: changed } } };
  });
}

/** Applies the objects of tasks on the real node. */
export async function applyOnNode(objects: readonly ApiObject[]): Promise<void> {
  for (const object of onNode(objects)) {
    await apply(object);
  }
}
