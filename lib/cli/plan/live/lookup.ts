import { TASK_LABEL } from '../../../settings/names';
import { groupBy } from '../../../tasks/group-by';
import type { LiveClaim, LiveCluster, LiveJob, LiveObject, LiveStorageClass } from '../../live';

/** The objects of the live cluster that a plan asks for. */
export class LiveLookup {
  private readonly claims: ReadonlyMap<string, readonly LiveClaim[]>;
  private readonly jobs: ReadonlyMap<string, readonly LiveJob[]>;
  private readonly jobsOfTasks: ReadonlyMap<string, readonly LiveJob[]>;
  private readonly classes: ReadonlyMap<string, LiveStorageClass>;

  constructor({ claims, jobs, storageClasses }: LiveCluster) {
    this.claims = groupBy(claims, ({ name }) => name);
    this.jobs = groupBy(jobs, ({ name }) => name);
    this.jobsOfTasks = groupBy(jobs, ({ labels }) => labels[TASK_LABEL] ?? '');
    this.classes = new Map(storageClasses.map((one) => [one.name, one]));
  }

  /** @param namespace empty where it is not known; then the claim is found only if the cluster has one of that name */
  public claim(namespace: string, name: string): LiveClaim | undefined {
    return theOne(this.claims.get(name), namespace);
  }

  /** @param namespace as for `claim` */
  public job(namespace: string, name: string): LiveJob | undefined {
    return theOne(this.jobs.get(name), namespace);
  }

  /** The Jobs of a task whose agents run, of any run of the task. */
  public running(namespace: string, taskId: string): readonly LiveJob[] {
    const jobs = this.jobsOfTasks.get(taskId) ?? [];
    return jobs.filter((job) => job.active > 0 && (namespace === '' || job.namespace === namespace));
  }

  /** Undefined for a class that is not known, as where the classes could not be read. */
  public storageClass(name: string | undefined): LiveStorageClass | undefined {
    return name === undefined ? undefined : this.classes.get(name);
  }
}

function theOne<T extends LiveObject>(found: readonly T[] = [], namespace: string): T | undefined {
  const there = namespace === '' ? found : found.filter((object) => object.namespace === namespace);
  return there.length === 1 ? there[0] : undefined;
}
