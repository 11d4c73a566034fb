import { parseQuantity } from '../../checks/quantity';
import {
  backoffLimitOf,
  type Container,
  claimNameOf,
  claimSpecOf,
  isClaim,
  type ManifestObject,
  type Manifests,
  podSpecOf,
  tasksOf,
} from '../../manifests/parse';

/** The maximum resources of the tasks that are not done. */
export interface Usage {
  /** Number of the tasks that are not done. */
  readonly tasks: number;
  /** Number of runs of agents: for each Job one, and its `backoffLimit` more. */
  readonly runs: number;
  /** The requests of all these runs, by resource, as quantities. */
  readonly requests: Readonly<Record<string, string>>;
  /** Number of tasks without requests. Their runs are not in the sum. */
  readonly withoutRequests: number;
  /** Size of the claims of these tasks, each counted once, as a quantity. */
  readonly storage: string;
  /** Number of existing claims, whose size is not known. */
  readonly unknownClaims: number;
}

/** The default of Kubernetes. */
const DEFAULT_BACKOFF_LIMIT = 6;

export function usageOf(manifests: Manifests): Usage {
  const tasks = [...tasksOf(manifests).values()].filter(({ job }) => job !== undefined);
  const requests = new Map<string, bigint>();
  let [runs, withoutRequests] = [0, 0];
  for (const { job } of tasks) {
    const times = 1 + (backoffLimitOf(job as ManifestObject) ?? DEFAULT_BACKOFF_LIMIT);
    const asked = requestsOf(job as ManifestObject);
    runs += times;
    withoutRequests += asked.size === 0 ? 1 : 0;
    add(requests, asked, BigInt(times));
  }
  const mounted = new Set(tasks.map((task) => claimKey(task.job as ManifestObject, claimNameOf(task))));
  const sizes = [...manifests.values()]
    .flat()
    .filter(isClaim)
    .filter((claim) => mounted.has(claimKey(claim, claim.metadata.name)))
    .map((claim) => quantity(claimSpecOf(claim).resources?.requests?.storage));
  return {
    tasks: tasks.length,
    runs,
    requests: Object.fromEntries([...requests].sort().map(([name, nano]) => [name, formatQuantity(nano, name)])),
    withoutRequests,
    storage: formatQuantity(
      sizes.reduce((sum, size) => sum + size, 0n),
      'storage',
    ),
    unknownClaims: mounted.size - sizes.length,
  };
}

function claimKey({ metadata }: ManifestObject, name: string | undefined): string {
  return `${metadata.namespace ?? ''}/${name}`;
}

/**
 * The requests of a pod of a Job, by resource.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function requestsOf(job: ManifestObject): Map<string, bigint> {
  const { containers, initContainers } = podSpecOf(job);
  const running = new Map<string, bigint>();
  const peak = new Map<string, bigint>();
  for (const container of initContainers) {
    const asked = requestsOfContainer(container);
    if (container.restartPolicy === 'Always') {
      add(running, asked, 1n);
    } else {
      raise(peak, new Map([...running].concat([...asked].map(([name, n]) => [name, n + (running.get(name) ?? 0n)]))));
    }
  }
  for (const container of containers) {
    add(running, requestsOfContainer(container), 1n);
  }
  raise(peak, running);
  return peak;
}

/** A limit without a request is the request too. */
function requestsOfContainer({ resources }: Container): Map<string, bigint> {
  const asked = { ...resources?.limits, ...resources?.requests };
  return new Map(Object.entries(asked).map(([name, amount]) => [name, quantity(amount)]));
}

function add(sum: Map<string, bigint>, more: ReadonlyMap<string, bigint>, times: bigint): void {
  for (const [name, nano] of more) {
    sum.set(name, (sum.get(name) ?? 0n) + nano * times);
  }
}

function raise(peak: Map<string, bigint>, to: ReadonlyMap<string, bigint>): void {
  for (const [name, nano] of to) {
    peak.set(name, nano > (peak.get(name) ?? 0n) ? nano : (peak.get(name) ?? 0n));
  }
}

function quantity(amount: string | number | undefined): bigint {
  return parseQuantity(String(amount ?? 0)) ?? 0n;
}

const NANO = 10n ** 9n;

/** The shortest exact form: `3Gi`, `1536Mi`, `4`, `2500m`. */
export function formatQuantity(nano: bigint, resource: string): string {
  if (nano % NANO !== 0n) {
    return nano % (NANO / 1000n) === 0n ? `${nano / (NANO / 1000n)}m` : `${nano}n`;
  }
  const whole = nano / NANO;
  if (whole === 0n || !/^(memory|storage|ephemeral-storage|hugepages-.+)$/.test(resource)) {
    return String(whole);
  }
  const binary = shortest(whole, 1024n, ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']);
  const decimal = shortest(whole, 1000n, ['', 'k', 'M', 'G', 'T', 'P', 'E']);
  return decimal.length < binary.length ? decimal : binary;
}

function shortest(whole: bigint, base: bigint, units: readonly string[]): string {
  let [left, unit] = [whole, 0];
  while (left % base === 0n && unit < units.length - 1) {
    left /= base;
    unit += 1;
  }
  return `${left}${units[unit]}`;
}
