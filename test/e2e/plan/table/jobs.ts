import { type Base, change, field, JOB, type Row } from './row';

/** A Job that may be retried, as `backoffLimit: 1` makes it. */
const RETRIED: Base = { ...JOB, patches: { '/spec/podFailurePolicy': undefined, '/spec/backoffLimit': 1 } };
const SUSPENDED: Base = { ...JOB, patches: { '/spec/suspend': true } };
const INDEXED: Base = {
  ...JOB,
  patches: { '/spec/completionMode': 'Indexed', '/spec/completions': 3, '/spec/parallelism': 3 },
};

const rule = (code: number) => ({ action: 'FailJob', onExitCodes: { operator: 'In', values: [code] } });

const spec: readonly Row[] = [
  ...field(JOB, '/metadata/labels/x', { value: 'a', other: 'b' }),
  ...field(JOB, '/metadata/annotations', { value: { x: 'a' }, other: { x: 'b' }, empty: [{}, null] }),
  ...field(JOB, '/metadata/annotations/x', { value: 'a', other: 'b', needs: { '/metadata/annotations/y': 'c' } }),
  ...field(JOB, '/spec/activeDeadlineSeconds', { value: 36000, other: 72000, empty: [null] }),
  ...field(RETRIED, '/spec/backoffLimit', { value: 1, other: 3, filledIn: 6 }),
  change(JOB, '/spec/completions', undefined, 1),
  change(JOB, '/spec/completions', 1, 2),
  change(JOB, '/spec/completions', 2, 1),
  change(JOB, '/spec/completions', 3, undefined),
  change(JOB, '/spec/parallelism', undefined, 1),
  change(JOB, '/spec/parallelism', 2, undefined),
  change(JOB, '/spec/parallelism', 2, 1),
  change(JOB, '/spec/parallelism', 1, 0),
  change(JOB, '/spec/parallelism', 1, 2, { '/spec/completions': 4 }),
  change(JOB, '/spec/selector', undefined, { matchLabels: { x: 'a' } }),
  change(JOB, '/spec/backoffLimit', 0, 3),
  change(JOB, '/spec/completionMode', undefined, 'NonIndexed'),
  change(JOB, '/spec/completionMode', 'NonIndexed', 'Indexed', { '/spec/completions': 1 }),
  change(JOB, '/spec/suspend', undefined, false),
  change(JOB, '/spec/suspend', true, false),
  change(JOB, '/spec/manualSelector', undefined, false),
  change(JOB, '/spec/managedBy', undefined, 'example.com/x'),
  change(JOB, '/spec/managedBy', undefined, 'kubernetes.io/job-controller'),
  change(JOB, '/spec/managedBy', 'example.com/x', 'example.com/y'),
  change(JOB, '/spec/podReplacementPolicy', undefined, 'Failed'),
  change(RETRIED, '/spec/podReplacementPolicy', undefined, 'TerminatingOrFailed'),
  change(RETRIED, '/spec/podReplacementPolicy', undefined, 'Failed'),
  change(RETRIED, '/spec/podReplacementPolicy', 'Failed', 'TerminatingOrFailed'),
  ...field(RETRIED, '/spec/podFailurePolicy', { value: { rules: [rule(1)] }, other: { rules: [rule(2)] } }),
  change(
    RETRIED,
    '/spec/podFailurePolicy',
    { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] },
    { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
  ),
  ...field(INDEXED, '/spec/successPolicy', {
    value: { rules: [{ succeededCount: 1 }] },
    other: { rules: [{ succeededCount: 2 }] },
  }),
  ...field(INDEXED, '/spec/backoffLimitPerIndex', {
    value: 1,
    other: 2,
    needs: { '/spec/backoffLimit': 2147483647 },
  }),
  ...field(INDEXED, '/spec/maxFailedIndexes', {
    value: 1,
    other: 2,
    needs: { '/spec/backoffLimit': 2147483647, '/spec/backoffLimitPerIndex': 1 },
  }),
  change(INDEXED, '/spec/completions', 3, 4),
  change(INDEXED, '/spec/parallelism', 3, 2),
  change(INDEXED, '/spec/parallelism', 3, 4),
  {
    what: 'Job, completions and parallelism of an indexed Job together: 3 → 4',
    base: INDEXED,
    before: {},
    after: { '/spec/completions': 4, '/spec/parallelism': 4 },
  },
  {
    what: 'Job, completions and parallelism of an indexed Job together: 3 → 2',
    base: INDEXED,
    before: {},
    after: { '/spec/completions': 2, '/spec/parallelism': 2 },
  },
  {
    what: 'Job, completions 3 → 4 and parallelism 3 → 5 of an indexed Job',
    base: INDEXED,
    before: {},
    after: { '/spec/completions': 4, '/spec/parallelism': 5 },
  },
];

/** The changes that an API server accepts, and that end, hold or repeat the work of an agent. */
const losing: readonly Row[] = [
  {
    ...change(JOB, '/spec/ttlSecondsAfterFinished', undefined, 600),
    loses: 'a finished Job that is deleted is made again, and its agent runs again',
  },
  {
    ...change(JOB, '/spec/ttlSecondsAfterFinished', 600, 60),
    loses: 'a finished Job that is deleted is made again, and its agent runs again',
  },
];

const templateOfSuspended: readonly Row[] = [
  change(SUSPENDED, '/spec/template/metadata/labels/x', undefined, 'a'),
  change(SUSPENDED, '/spec/template/metadata/annotations', undefined, { x: 'a' }),
  change(SUSPENDED, '/spec/template/metadata/finalizers', undefined, ['example.com/x']),
  ...field(SUSPENDED, '/spec/template/spec/nodeSelector', { value: { x: 'a' }, other: { x: 'b' } }),
  ...field(SUSPENDED, '/spec/template/spec/tolerations', {
    value: [{ key: 'x', operator: 'Exists' }],
    other: [{ key: 'y', operator: 'Exists' }],
  }),
  change(SUSPENDED, '/spec/template/spec/schedulingGates', undefined, [{ name: 'example.com/x' }]),
  ...field(SUSPENDED, '/spec/template/spec/containers/0/resources', {
    value: { requests: { cpu: '1' } },
    other: { requests: { cpu: '2' } },
  }),
  change(SUSPENDED, '/spec/suspend', true, undefined),
  {
    what: 'Job, resumed with another nodeSelector',
    base: SUSPENDED,
    before: {},
    after: { '/spec/suspend': false, '/spec/template/spec/nodeSelector': { x: 'a' } },
  },
  {
    what: 'Job, suspended with another nodeSelector',
    base: JOB,
    before: {},
    after: { '/spec/suspend': true, '/spec/template/spec/nodeSelector': { x: 'a' } },
  },
  change(SUSPENDED, '/spec/template/spec/affinity/nodeAffinity', undefined, {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 1, preference: { matchExpressions: [{ key: 'x', operator: 'Exists' }] } },
    ],
  }),
  change(
    { ...SUSPENDED, patches: { ...SUSPENDED.patches, '/spec/template/spec/affinity': undefined } },
    '/spec/template/spec/affinity',
    undefined,
    {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, preference: { matchExpressions: [{ key: 'x', operator: 'Exists' }] } },
        ],
      },
    },
  ),
  change(SUSPENDED, '/spec/template/spec/affinity/podAffinity', undefined, {}),
  change(
    SUSPENDED,
    '/spec/template/spec/initContainers',
    [{ name: 'x', image: 'x:1' }],
    [{ name: 'x', image: 'x:1', resources: { limits: { memory: '1Gi' } } }],
  ),
  change(SUSPENDED, '/spec/template/spec/schedulingGates', [{ name: 'example.com/x' }], undefined),
  change(SUSPENDED, '/spec/template/metadata/name', undefined, 'x'),
  change(SUSPENDED, '/spec/template/spec/resources', undefined, { requests: { cpu: '1' } }),
  change(SUSPENDED, '/spec/template/spec/priorityClassName', undefined, 'x'),
  change(SUSPENDED, '/spec/template/spec/schedulerName', undefined, 'x'),
  change(SUSPENDED, '/spec/template/spec/topologySpreadConstraints', undefined, [
    { maxSkew: 1, topologyKey: 'x', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} },
  ]),
  change(SUSPENDED, '/spec/template/spec/containers/0/image', 'x:1', 'x:2'),
  change(SUSPENDED, '/spec/completions', 1, 2),
];

export const jobRows: readonly Row[] = [...spec, ...losing, ...templateOfSuspended];
