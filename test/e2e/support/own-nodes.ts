import { type ApiObject, create, remove } from './cluster';
import { unlessGone } from './namespace';

const KEY = 'keruta-e2e';

/** Simulated nodes of a test, on which no other pod starts. */
export interface OwnNodes {
  readonly names: readonly string[];
  /** The fields that let a pod start on these nodes, and on no other. */
  readonly pod: { readonly nodeSelector: object; readonly tolerations: readonly object[] };
}

/** Runs a test with nodes of one CPU each, which are deleted afterwards. */
export async function withOwnNodes(count: number, test: (nodes: OwnNodes) => Promise<void>): Promise<void> {
  const value = `n${Date.now()}${Math.random().toString(36).slice(2, 8)}`;
  const names = Array.from({ length: count }, (_, index) => `${KEY}-${value}-${index}`);
  try {
    for (const name of names) {
      await create<ApiObject>(toNode(name, value));
    }
    await test({
      names,
      pod: { nodeSelector: { [KEY]: value }, tolerations: [{ key: KEY, operator: 'Exists', effect: 'NoSchedule' }] },
    });
  } finally {
    for (const name of names) {
      await remove({ apiVersion: 'v1', kind: 'Node', metadata: { name } }).catch(unlessGone);
    }
  }
}

function toNode(name: string, value: string): ApiObject {
  const room = { cpu: '1', memory: '8Gi', pods: '100' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', [KEY]: value } },
    spec: { taints: [{ key: KEY, effect: 'NoSchedule' }] },
    status: { allocatable: room, capacity: room },
  };
}
