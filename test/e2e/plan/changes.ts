import { JsonPatch } from 'cdk8s';
import type { RefusalCode } from '../../../lib/cli/plan/task-plan';

/** The contents of a repository: a tasks.yaml, and the patches that its program makes in every Job or claim. */
export interface Side {
  readonly tasks: readonly object[];
  readonly layout?: 'families';
  readonly job?: readonly JsonPatch[];
  readonly claim?: readonly JsonPatch[];
}

/** A push, with what the plan says of it. */
export interface Change {
  readonly what: string;
  readonly before: Side;
  readonly after: Side;
  readonly refused: readonly RefusalCode[];
  /** Another cluster answers otherwise: it is up to its classes. */
  readonly upToTheCluster?: boolean;
}

/** Storage classes of the cluster. */
export interface Classes {
  /** The default class. */
  readonly usual: string;
  readonly growing: string;
  readonly fixed: string;
}

/** Changes of the settings of one task. */
function settings(what: string, before: object, after: object, ...refused: RefusalCode[]): Change {
  const side = (own: object): Side => ({ tasks: [{ taskId: 'a', ...own }] });
  return { what, before: side(before), after: side(after), refused };
}

/** Changes that a program makes by patches. */
function patched(object: 'job' | 'claim', path: string, value: unknown, ...refused: RefusalCode[]): Change {
  return {
    what: `${object}: ${path} ${JSON.stringify(value)}`,
    before: { tasks: [{ taskId: 'a' }] },
    after: { tasks: [{ taskId: 'a' }], [object]: [JsonPatch.add(path, value)] },
    refused,
  };
}

/** Changes of the Job of a task that stays suspended. */
function suspended(path: string, value: unknown, ...refused: RefusalCode[]): Change {
  const suspend = JsonPatch.add('/spec/suspend', true);
  return {
    what: `suspended job: ${path} ${JSON.stringify(value)}`,
    before: { tasks: [{ taskId: 'a' }], job: [suspend] },
    after: { tasks: [{ taskId: 'a' }], job: [suspend, JsonPatch.add(path, value)] },
    refused,
  };
}

function tasks(what: string, before: object[], after: object[], ...refused: RefusalCode[]): Change {
  return { what, before: { tasks: before }, after: { tasks: after }, refused };
}

const A = { taskId: 'a' };
const B = { taskId: 'b' };

const NODE_AFFINITY = {
  requiredDuringSchedulingIgnoredDuringExecution: {
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'x', operator: 'Exists' }] }],
  },
};

/** Of a Job. */
const jobChanges: readonly Change[] = [
  settings('nothing', {}, {}),
  settings('image', {}, { image: 'x:2' }, 'job-template'),
  settings('the pull policy that is the default', {}, { imagePullPolicy: 'Always' }),
  settings('another pull policy', {}, { imagePullPolicy: 'Never' }, 'job-template'),
  settings('a variable', {}, { env: { X: '1' } }, 'job-template'),
  settings('the order of variables', { env: { X: '1', Y: '2' } }, { env: { Y: '2', X: '1' } }, 'job-template'),
  settings('resources', {}, { resources: { requests: { cpu: 1 } } }, 'job-template'),
  settings(
    'resources, written otherwise',
    { resources: { requests: { cpu: 1, memory: '1024Mi' } } },
    { resources: { requests: { cpu: '1000m', memory: '1Gi' } } },
  ),
  settings('command', {}, { command: ['x'] }, 'job-template'),
  settings('flags', {}, { timeout: 60 }, 'job-template'),
  settings('labels', {}, { labels: { x: 'y' } }, 'job-template'),
  settings('annotations', {}, { annotations: { x: 'y' } }, 'job-template'),
  settings('nodeSelector', {}, { nodeSelector: { x: 'y' } }, 'job-template'),
  settings('tolerations', {}, { tolerations: [{ operator: 'Exists' }] }, 'job-template'),
  settings('priorityClassName', {}, { priorityClassName: 'x' }, 'job-template'),
  settings('serviceAccountName', {}, { serviceAccountName: 'x' }, 'job-template'),
  settings('podSecurity', {}, { podSecurity: 'restricted' }, 'job-template'),
  settings('volumeName', {}, { volumeName: 'x' }, 'job-template'),
  settings('queue', {}, { queue: 'x' }, 'job-queue'),
  settings('backoffLimit', { backoffLimit: 1 }, { backoffLimit: 3 }),
  settings('retries where there were none', {}, { backoffLimit: 3 }, 'job-template'),
  settings('another pod after a disruption', {}, { onDisruption: 'retry' }, 'job-template'),
  settings('none any more after a disruption', { onDisruption: 'retry' }, {}, 'job-template'),
  settings('privileges that go', {}, { podSecurity: 'hardened' }, 'job-template'),
  settings('another folder', {}, { pvcSubPath: 'repo' }, 'job-template'),
  settings('labels and annotations of a claim', {}, { claimLabels: { a: 'b' }, claimAnnotations: { a: 'b' } }),
  settings('a label of a claim that goes', { claimLabels: { a: 'b' } }, {}),
  settings('a deadline', {}, { activeDeadlineSeconds: 600 }),
  settings('no deadline any more', { activeDeadlineSeconds: 600 }, {}),
  settings('another run, and with it the image', {}, { run: 2, image: 'x:2' }),
  settings('a smaller run', { run: 3 }, { run: 2 }, 'job-run'),
  settings('jobName, and with it the image', {}, { jobName: 'again', image: 'x:2' }),
  tasks("another task's Job name", [A, B], [{ ...B, jobName: 'keruta-job-a' }], 'job-name-taken'),
  tasks('a task renamed, its Job not', [A], [{ ...B, jobName: 'keruta-job-a' }], 'job-name-taken'),
  patched('job', '/spec/completions', 2, 'job-template'),
  patched('job', '/spec/completions', 1),
  patched('job', '/spec/completionMode', 'NonIndexed'),
  patched('job', '/spec/managedBy', 'example.com/x', 'job-template'),
  patched('job', '/spec/selector', { matchLabels: { x: 'y' } }, 'job-template'),
  patched('job', '/spec/podFailurePolicy', { rules: [{ action: 'Ignore', onPodConditions: [] }] }, 'job-template'),
  patched('job', '/spec/parallelism', 0),
  patched('job', '/spec/suspend', true),
  patched('job', '/spec/ttlSecondsAfterFinished', 600, 'job-ttl'),
  patched('job', '/spec/podReplacementPolicy', 'Failed'),
  patched('job', '/metadata/labels/x', 'y'),
  patched('job', '/metadata/annotations', { x: 'y' }),
  patched('job', '/spec/template/spec/dnsPolicy', 'ClusterFirst'),
  patched('job', '/spec/template/spec/schedulerName', 'default-scheduler'),
  patched('job', '/spec/template/spec/terminationGracePeriodSeconds', 30),
  patched('job', '/spec/template/spec/terminationGracePeriodSeconds', 60, 'job-template'),
  patched('job', '/spec/template/spec/containers/0/terminationMessagePath', '/dev/termination-log'),
  patched('job', '/spec/template/spec/containers/0/terminationMessagePolicy', 'File', 'job-template'),
  suspended('/spec/template/spec/nodeSelector', { x: 'y' }),
  suspended('/spec/template/spec/tolerations', [{ operator: 'Exists' }]),
  suspended('/spec/template/spec/affinity/nodeAffinity', NODE_AFFINITY),
  suspended('/spec/template/spec/affinity', {}, 'job-template'),
  suspended('/spec/template/metadata/labels/x', 'y'),
  suspended('/spec/template/metadata/annotations', { x: 'y' }),
  suspended('/spec/template/spec/containers/0/resources', { requests: { cpu: 1 } }),
  suspended('/spec/template/spec/containers/0/image', 'x:2', 'job-template'),
];

/** Of a claim. */
const claimChanges = ({ usual, growing, fixed }: Classes): readonly Change[] => [
  settings('a smaller claim', { pvcStorageSize: '2Gi' }, { pvcStorageSize: '1Gi' }, 'claim-shrinks'),
  settings('the size, written otherwise', { pvcStorageSize: '1024Mi' }, { pvcStorageSize: '1Gi' }),
  settings(
    'a larger claim in a class that can',
    { pvcStorageClass: growing },
    { pvcStorageClass: growing, pvcStorageSize: '2Gi' },
  ),
  {
    ...settings(
      'a larger claim in a class that cannot',
      { pvcStorageClass: fixed },
      { pvcStorageClass: fixed, pvcStorageSize: '2Gi' },
    ),
    upToTheCluster: true,
  },
  settings('another class', { pvcStorageClass: usual }, { pvcStorageClass: growing }, 'claim-class'),
  settings('no class any more', { pvcStorageClass: usual }, {}, 'claim-class'),
  settings('the class that is the default', {}, { pvcStorageClass: usual }),
  { ...settings('a class that is not the default', {}, { pvcStorageClass: growing }), upToTheCluster: true },
  settings('mode', {}, { pvcAccessMode: 'ReadWriteMany' }, 'claim-mode', 'job-template'),
  settings(
    'mode, of a task that is done',
    { done: true },
    { done: true, pvcAccessMode: 'ReadWriteOncePod' },
    'claim-mode',
  ),
  patched('claim', '/metadata/labels/x', 'y'),
  patched('claim', '/metadata/annotations/x', 'y'),
  patched('claim', '/spec/volumeMode', 'Filesystem'),
  patched('claim', '/spec/volumeMode', 'Block', 'claim-field'),
  patched('claim', '/spec/volumeName', 'x', 'claim-field'),
  patched('claim', '/spec/selector', { matchLabels: { x: 'y' } }, 'claim-field'),
  patched('claim', '/spec/dataSource', { kind: 'PersistentVolumeClaim', name: 'x' }, 'claim-field'),
  patched('claim', '/spec/volumeAttributesClassName', 'x'),
];

const P = { taskId: 'p' };
const CHILD = { taskId: 'c', parentTaskId: 'p' };

/** Of where a task works. */
const moves: readonly Change[] = [
  tasks('another parent', [P, A, CHILD], [P, A, { ...CHILD, parentTaskId: 'a' }], 'other-claim'),
  tasks(
    'another parent and jobName',
    [P, A, CHILD],
    [P, A, { ...CHILD, parentTaskId: 'a', jobName: 'x' }],
    'other-claim',
  ),
  tasks('no parent any more', [P, CHILD], [P, { taskId: 'c' }], 'other-claim'),
  tasks(
    "a clone of the parent's claim, and jobName",
    [{ ...P, done: true }, CHILD],
    [
      { ...P, done: true },
      { ...CHILD, workspace: 'clone', jobName: 'x' },
    ],
  ),
  settings('an existing claim, and jobName', {}, { existingClaim: 'x', jobName: 'y' }, 'other-claim'),
  settings('namespace', {}, { namespace: 'default' }, 'other-namespace'),
  {
    what: 'layout',
    before: { tasks: [A] },
    after: { tasks: [A], layout: 'families' },
    refused: ['other-folder'],
  },
  tasks('a task removed', [A, B], [B]),
  tasks('a task done', [A], [{ ...A, done: true }]),
  tasks('four of five tasks removed', [P, A, B, CHILD, { taskId: 'd' }], [P], 'many-removals'),
  {
    what: 'a task removed whose claim is not protected',
    before: { tasks: [A, B], claim: [JsonPatch.remove('/metadata/annotations')] },
    after: { tasks: [B], claim: [JsonPatch.remove('/metadata/annotations')] },
    refused: ['claim-unprotected'],
  },
];

export function changes(classes: Classes): readonly Change[] {
  return [...jobChanges, ...claimChanges(classes), ...moves];
}
