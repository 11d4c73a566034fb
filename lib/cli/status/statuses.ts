import { APP_LABEL, TASK_LABEL } from '../../settings/names';
import { kubectlCommand, type LiveCluster, type LiveJob, type LiveSource } from '../live';
import { type Lookup, lookup } from '../live/lookup';
import { trueCondition } from '../live/parts';
import type { AppTask, AppTasks } from './app-tasks';
import { jobFinding } from './job';
import { namespaceOfCluster } from './namespace';
import { inNamespace, type Names, nextStep } from './next';
import { STATES } from './states';
import type { Finding, TaskStatus } from './status';
import { templateDifferences } from './template';

/** The states of all tasks at one moment. */
export interface Statuses {
  readonly takenAt: number;
  /** The tasks of the app, then those that have left the manifests. */
  readonly tasks: readonly TaskStatus[];
  /** The number of Jobs of keruta that no task of this repository made. */
  readonly unknownJobs: number;
  /** The resources that kubectl was not allowed to read. */
  readonly unread: readonly string[];
}

/** Decides the state of each task. */
export function statusesOf(app: AppTasks, cluster: LiveCluster, source: LiveSource): Statuses {
  const live = lookup(cluster);
  const namespace = source.namespace ?? namespaceOfCluster(app.tasks, live);
  const classifier = new Classifier(app, live, namespace, source);
  const ids = new Set(app.tasks.map(({ taskId }) => taskId));
  const others = cluster.jobs.filter(
    ({ labels }) => labels.app === APP_LABEL.app && labels[TASK_LABEL] !== undefined && !ids.has(labels[TASK_LABEL]),
  );
  const left = others.filter(({ labels }) => app.removed.has(labels[TASK_LABEL] as string));
  return {
    takenAt: cluster.takenAt,
    tasks: [...app.tasks.map((task) => classifier.statusOf(task)), ...left.map((job) => classifier.statusOfLeft(job))],
    unknownJobs: others.length - left.length,
    unread: cluster.unread,
  };
}

/** The states of tasks in one cluster. */
class Classifier {
  private readonly tasks: ReadonlyMap<string, AppTask>;

  constructor(
    private readonly app: AppTasks,
    private readonly live: Lookup,
    private readonly namespace: string | undefined,
    private readonly source: LiveSource,
  ) {
    this.tasks = new Map(app.tasks.map((task) => [task.taskId, task]));
  }

  statusOf(task: AppTask): TaskStatus {
    const { taskId, claim } = task;
    const namespace = task.namespace ?? this.namespace;
    const job = this.jobOf(task);
    const older = this.live
      .jobsOfTask(taskId)
      .filter((one) => one !== job && (namespace === undefined || one.namespace === namespace));
    const finding = this.findingOf(task, job, older);
    return this.toStatus(finding, {
      taskId,
      namespace,
      job: task.job?.metadata.name ?? older[0]?.name,
      claim,
      found: job ?? older[0],
      differs: job && task.job ? templateDifferences(job, task.job) : [],
    });
  }

  /** The state of a task that has left the manifests. */
  statusOfLeft(job: LiveJob): TaskStatus {
    const { state } = jobFinding(job, this.live);
    return this.toStatus(
      { state: 'not-in-git', since: job.created, why: `its Job is ${STATES[state].words}` },
      {
        taskId: job.labels[TASK_LABEL] as string,
        namespace: job.namespace,
        job: job.name,
        claim: undefined,
        found: job,
        differs: [],
      },
    );
  }

  private jobOf({ job, namespace = this.namespace }: AppTask): LiveJob | undefined {
    return job && this.live.jobsNamed(job.metadata.name).find((one) => one.namespace === namespace);
  }

  private findingOf(task: AppTask, job: LiveJob | undefined, older: readonly LiveJob[]): Finding {
    const running = older.find((one) => !hasEnded(one));
    if (!task.job) {
      const [left] = older;
      return running
        ? { state: 'done-but-runs', since: running.started ?? running.created }
        : { state: 'done', ...(left ? { why: `Job ${left.name} is still in the cluster` } : {}) };
    }
    if (job) {
      const finding = jobFinding(job, this.live);
      return running && !hasEnded(job)
        ? {
            ...finding,
            needsPerson: true,
            why: joined(`Job ${running.name} of another run has not ended`, finding.why),
          }
        : finding;
    }
    const [other] = older;
    if (other) {
      const { state, why } = jobFinding(other, this.live);
      const words = joined(`Job ${other.name} is ${STATES[state].words}`, why);
      return { state: 'older-run', since: other.created, why: `Git says Job ${task.job.metadata.name}; ${words}` };
    }
    return this.absentFinding(task);
  }

  private absentFinding({ parentTaskId }: AppTask): Finding {
    const parent = parentTaskId === undefined ? undefined : this.tasks.get(parentTaskId);
    if (!this.app.waits || !parent?.job) {
      return { state: 'not-applied' };
    }
    const parentJob = this.jobOf(parent);
    const parentState = parentJob ? jobFinding(parentJob, this.live).state : 'not-applied';
    return parentState === 'succeeded'
      ? { state: 'not-applied', why: `its parent ${parent.taskId} has succeeded` }
      : { state: 'parent', why: `its parent ${parent.taskId} is ${STATES[parentState].words}` };
  }

  private toStatus(
    finding: Finding,
    { found, ...known }: Omit<TaskStatus, 'state' | 'needsPerson' | 'since' | 'why' | 'next'> & { found?: LiveJob },
  ): TaskStatus {
    const { state, since, why = '', needsPerson = STATES[state].needsPerson } = finding;
    const pod = found && this.live.podsOf(found)[0]?.name;
    const kubectl = kubectlCommand(this.source);
    const apply = this.applyCommand(kubectl, known.namespace);
    const names: Names = { ...known, pod, kubectl, apply };
    return { ...known, state, needsPerson, since, why, next: nextStep(state, names) };
  }

  /** A GitOps controller applies the manifests by itself: its objects show why it does not. */
  private applyCommand(kubectl: string, namespace: string | undefined): string {
    switch (this.app.appliedBy) {
      case 'argocd':
        return `${kubectl} -n argocd get applications`;
      case 'flux':
        return `${kubectl} -n flux-system get gitrepositories,kustomizations`;
      case 'kubectl':
        return `${inNamespace({ kubectl, namespace })} apply --server-side --recursive -f dist/`;
    }
  }
}

function hasEnded({ conditions }: LiveJob): boolean {
  return trueCondition(conditions, 'Complete', 'Failed') !== undefined;
}

function joined(first: string, second: string | undefined): string {
  return second ? `${first}; ${second}` : first;
}
