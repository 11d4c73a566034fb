import { TASK_LABEL } from '../../settings/names';
import { groupBy } from '../../tasks/group-by';
import type {
  LiveClaim,
  LiveCluster,
  LiveEvent,
  LiveJob,
  LiveObject,
  LivePod,
  LiveStorageClass,
  LiveWorkload,
} from './cluster';

/** Finds the objects of a cluster that belong to each other. */
export interface Lookup {
  readonly cluster: LiveCluster;
  /** The Jobs with this label `task-id`. */
  jobsOfTask(taskId: string): readonly LiveJob[];
  /** The objects of this name in all namespaces. */
  jobsNamed(name: string): readonly LiveJob[];
  claimsNamed(name: string): readonly LiveClaim[];
  /** @param namespace empty where it is not known; then the object is found only if the cluster has one of that name */
  job(namespace: string, name: string): LiveJob | undefined;
  /** @param namespace as for `job` */
  claim(namespace: string, name: string): LiveClaim | undefined;
  /** Undefined for a class that is not known, as where the classes could not be read. */
  storageClass(name: string | undefined): LiveStorageClass | undefined;
  /** The pods of a Job, the newest first. */
  podsOf(job: LiveJob): readonly LivePod[];
  /** The pods that mount a claim and have not ended. */
  podsOn(namespace: string, claim: string): readonly LivePod[];
  workloadOf(job: LiveJob): LiveWorkload | undefined;
  /** The events about an object, the latest first. An event of an earlier object of the same name is left out. */
  eventsOf(object: LiveObject): readonly LiveEvent[];
}

export function lookup(cluster: LiveCluster): Lookup {
  const jobsByTask = groupBy(cluster.jobs, ({ labels }) => labels[TASK_LABEL] ?? '');
  const jobsByName = groupBy(cluster.jobs, ({ name }) => name);
  const claimsByName = groupBy(cluster.claims, ({ name }) => name);
  const classes = new Map(cluster.storageClasses.map((one) => [one.name, one]));
  const podsByOwner = groupByEach(cluster.pods, ({ owners }) => owners);
  const podsByClaim = groupByEach(cluster.pods, ({ namespace, claims }) =>
    claims.map((name) => `${namespace}/${name}`),
  );
  const workloads = groupByEach(cluster.workloads, ({ owners }) => owners);
  const events = groupBy(cluster.events, ({ about }) => `${about.kind}/${about.namespace}/${about.name}`);
  return {
    cluster,
    jobsOfTask: (taskId) => jobsByTask.get(taskId) ?? [],
    jobsNamed: (name) => jobsByName.get(name) ?? [],
    claimsNamed: (name) => claimsByName.get(name) ?? [],
    job: (namespace, name) => onlyIn(namespace, jobsByName.get(name)),
    claim: (namespace, name) => onlyIn(namespace, claimsByName.get(name)),
    storageClass: (name) => (name === undefined ? undefined : classes.get(name)),
    podsOf: ({ uid }) => (podsByOwner.get(uid) ?? []).toSorted((a, b) => (a.created < b.created ? 1 : -1)),
    podsOn: (namespace, claim) =>
      (podsByClaim.get(`${namespace}/${claim}`) ?? []).filter(
        ({ phase }) => phase !== 'Succeeded' && phase !== 'Failed',
      ),
    workloadOf: ({ uid }) => workloads.get(uid)?.[0],
    eventsOf: ({ kind, namespace, name, uid }) =>
      (events.get(`${kind}/${namespace}/${name}`) ?? [])
        .filter(({ about }) => about.uid === uid || about.uid === '')
        .toSorted((a, b) => (a.last < b.last ? 1 : -1)),
  };
}

function onlyIn<T extends LiveObject>(namespace: string, found: readonly T[] = []): T | undefined {
  const there = namespace === '' ? found : found.filter((object) => object.namespace === namespace);
  return there.length === 1 ? there[0] : undefined;
}

/** As `groupBy`, for items that belong to several groups. */
function groupByEach<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const pairs = items.flatMap((item) => keysOf(item).map((key) => ({ key, item })));
  return new Map([...groupBy(pairs, ({ key }) => key)].map(([key, group]) => [key, group.map(({ item }) => item)]));
}
