import { type Container, type ManifestObject, podSpecOf } from '../../manifests/parse';
import { defaultJobName, LABEL_VALUE_MAX } from '../../settings/names';
import { type Applied, ignores } from './applications';
import { type FieldChange, fieldChanges, without } from './fields';
import type { ObjectChange, Refusal } from './task-plan';

/** What becomes of a Job that is in the manifests before and after under one name. */
export interface JobPlan {
  readonly changes: readonly ObjectChange[];
  readonly refusals: readonly Refusal[];
}

/**
 * The fields of a Job's spec that no API server changes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate
 */
const IMMUTABLE = [
  'template',
  'selector',
  'completions',
  'completionMode',
  'podFailurePolicy',
  'successPolicy',
  'backoffLimitPerIndex',
  'managedBy',
];

/** What of its template may change while a Job is suspended: no pod of it has started. */
const SCHEDULING =
  /^spec\.template\.(metadata\.(labels|annotations)|spec\.(nodeSelector|affinity\.nodeAffinity|tolerations|schedulingGates|(initC|c)ontainers\[[^\]]+\]\.resources))\b/;

export function planJob(before: ManifestObject, after: ManifestObject, applied: Applied): JobPlan {
  const suspended = [before, after].every((job) => (job.spec as { suspend?: boolean } | undefined)?.suspend === true);
  const changes = changesOfJob(before, after).map((change) => ({
    ...change,
    object: after.kind,
    effect: suspended && SCHEDULING.test(change.field) ? ('set' as const) : effectOf(change, before, applied),
  }));
  const refused = changes.filter(({ effect }) => effect === 'refused');
  return { changes, refusals: refused.length > 0 ? [refusal(after, refused, applied)] : [] };
}

/** The fields in which two Jobs differ, apart from the name. */
export function changesOfJob(before: ManifestObject, after: ManifestObject): FieldChange[] {
  return fieldChanges(withoutDefaults(before), withoutDefaults(after)).filter(({ field }) => field !== 'metadata.name');
}

function effectOf(change: FieldChange, job: ManifestObject, { applications }: Applied): ObjectChange['effect'] {
  const [top, field] = change.pointer;
  if (top !== 'spec' || (field !== undefined && !IMMUTABLE.includes(field))) {
    return 'set';
  }
  const left = applications.every((one) => one.respectsIgnored && ignores(one, job, change));
  return applications.length > 0 && left ? 'ignored' : 'refused';
}

function refusal(job: ManifestObject, refused: readonly FieldChange[], applied: Applied): Refusal {
  const template = refused.every(({ pointer }) => pointer[1] === 'template');
  const what = template ? 'a Job’s template' : refused.map(({ field }) => field).join(' and ');
  const half = applied.applications.find(
    (one) => !one.respectsIgnored && refused.every((change) => ignores(one, job, change)),
  );
  const argo = half
    ? `add RespectIgnoreDifferences=true to the sync options of Application ${half.name}, which ignores the difference`
    : 'commit an Application that ignores /spec/template of Jobs (npm run argocd)';
  return {
    code: 'job-template',
    reason: `${what} cannot change once the Job is there`,
    fix: [
      `to run the task again with it, ${nextName(applied.taskId, job.metadata.name)}`,
      'for a task that has ended, done: true',
      `to leave Jobs that are there as they are, ${argo}`,
    ].join('; '),
  };
}

/** A name to run the task again under: the next number. */
function nextName(taskId: string, name: string): string {
  const first = defaultJobName(taskId);
  const number = name.startsWith(`${first}-`) ? /^\d{1,3}$/.exec(name.slice(first.length + 1))?.[0] : undefined;
  const next = number === undefined ? `${name}-2` : `${first}-${Number(number) + 1}`;
  return next.length > LABEL_VALUE_MAX ? 'another jobName' : `jobName: ${next}`;
}

/** The Job less what Kubernetes would fill in by itself, so that saying it is no change. */
function withoutDefaults(job: ManifestObject): unknown {
  const pod = podSpecOf(job);
  const containersOf = (list?: readonly Container[]) => list?.map((one) => without(withoutPullPolicy(one), CONTAINER));
  const spec = {
    ...without(pod, POD),
    containers: containersOf(pod.containers),
    initContainers: containersOf(pod.initContainers),
  };
  const { template, ...rest } = (job.spec ?? {}) as { template?: object; parallelism?: number };
  const own = without(rest, {
    completionMode: 'NonIndexed',
    ...(rest.parallelism === undefined ? { completions: 1 } : {}),
  });
  return { ...job, spec: { ...own, template: { ...template, spec } } };
}

const POD = { dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30 };
const CONTAINER = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };

/** @see https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting */
function withoutPullPolicy({ imagePullPolicy, ...container }: Container): Container {
  const image = container.image ?? '';
  const tag = /:([\w.-]+)$/.exec(image)?.[1];
  const filledIn = image.includes('@') || (tag !== undefined && tag !== 'latest') ? 'IfNotPresent' : 'Always';
  return imagePullPolicy === filledIn ? container : { ...container, imagePullPolicy };
}
