import { ApiObject, Chart } from 'cdk8s';
import {
  AgentJob,
  type AgentJobProps,
  type AgentPodSpec,
  type ExistingClaimOptions,
  type PvcAccessMode,
  TaskWorkspace,
} from '../../lib';
import { addJob, manifest } from '../jobs';
import { ALL_JOB_SETTINGS, emptyChart, MAIN, objectOf, POD, SHOWN_JOB_SETTINGS, type Shown } from '../support';

/** Makes a workspace on a claim that exists already. */
const existing = (name: string, options?: ExistingClaimOptions) => (chart: Chart) =>
  TaskWorkspace.fromClaimName(chart, 'workspace', name, options);

test('its API object is the Job', () => {
  const job = addJob(emptyChart());
  expect(ApiObject.of(job)).toMatchObject({ apiVersion: 'batch/v1', kind: 'Job', name: 'keruta-job-task1' });
  expect(job).toMatchObject({ taskId: 'task1', name: 'keruta-job-task1', workspace: { name: 'git-repo-pvc-task1' } });
});

describe('a setting that is not known', () => {
  test.each<Shown>([
    ['metadata.name', 'keruta-job-task1'],
    ['spec.backoffLimit', 0],
    [`${POD}.restartPolicy`, 'Never'],
    [`${POD}.enableServiceLinks`, false],
    [`${POD}.automountServiceAccountToken`, false],
    [`${POD}.volumes`, [{ name: 'git-repo', persistentVolumeClaim: { claimName: 'git-repo-pvc-task1' } }]],
    [`${MAIN}.image`, 'keruta-agent:latest'],
    [`${MAIN}.command.length`, 6],
    [`${MAIN}.env.length`, 3],
    [`${MAIN}.env.1.value`, 'http://keruta-api:8080'],
    [`${MAIN}.env.2.valueFrom`, { secretKeyRef: { name: 'keruta-api-token', key: 'token' } }],
    [`${MAIN}.volumeMounts`, [{ name: 'git-repo', mountPath: '/work' }]],
    [`${MAIN}.terminationMessagePolicy`, 'FallbackToLogsOnError'],
  ])('has its documented default at %s', (path, value) => {
    expect(manifest()).toHaveProperty(path, value);
  });

  test.each([
    'metadata.annotations',
    'metadata.namespace',
    'spec.activeDeadlineSeconds',
    'spec.ttlSecondsAfterFinished',
    'spec.template.metadata.annotations',
    `${POD}.imagePullSecrets`,
    `${POD}.initContainers`,
    `${POD}.nodeSelector`,
    `${POD}.priorityClassName`,
    `${POD}.securityContext`,
    `${POD}.serviceAccountName`,
    `${POD}.tolerations`,
    `${MAIN}.imagePullPolicy`,
    `${MAIN}.resources`,
    `${MAIN}.securityContext`,
  ])('leaves %s out', (path) => {
    expect(manifest()).not.toHaveProperty(path);
  });
});

describe('every prop shows in the manifest', () => {
  const props: Required<Omit<AgentJobProps, 'workspace'>> = {
    ...ALL_JOB_SETTINGS,
    taskId: 'task2',
    ttlSecondsAfterFinished: 600,
    syncWave: 2,
  };
  const shown: Record<keyof AgentJobProps, readonly Shown[]> = {
    ...SHOWN_JOB_SETTINGS,
    taskId: [
      [['metadata', 'labels', 'task-id'], 'task2'],
      [`${MAIN}.env.0`, { name: 'KERUTA_TASK_ID', value: 'task2' }],
    ],
    workspace: [[`${POD}.volumes.0.persistentVolumeClaim.claimName`, 'git-repo-pvc-task1']],
    ttlSecondsAfterFinished: [['spec.ttlSecondsAfterFinished', 600]],
    syncWave: [[['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'], '2']],
  };
  const job = manifest(props);

  test.each(Object.entries(shown))('%s', (_, places) => {
    for (const [path, value] of places) {
      expect(job).toHaveProperty(path, value);
    }
  });
});

describe('a failed agent', () => {
  test('is not replaced, and its exit code is the reason of the Job', () => {
    const rules = [{ action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] } }];
    for (const props of [{}, { backoffLimit: 0 }]) {
      expect(manifest(props)).toHaveProperty('spec.podFailurePolicy', { rules });
      expect(manifest(props)).not.toHaveProperty('spec.podReplacementPolicy');
    }
  });

  test('is replaced once it has ended where backoffLimit allows it, whatever its exit code', () => {
    expect(manifest({ backoffLimit: 1 })).toHaveProperty('spec.podReplacementPolicy', 'Failed');
    expect(manifest({ backoffLimit: 1 })).not.toHaveProperty('spec.podFailurePolicy');
  });
});

describe('the command', () => {
  test.each<[Partial<AgentJobProps>, string[]]>([
    [{ logLevel: 'WARN' }, ['--log-level', 'WARN']],
    [{ timeout: 1800 }, ['--timeout', '1800']],
    [{ autoCleanup: true }, ['--auto-cleanup=true']],
    [{ autoCleanup: false }, ['--auto-cleanup=false']],
    [{ workDir: '/work' }, ['--work-dir', '/work']],
  ])('has the flag of a setting only when it is made: %j', (props, flags) => {
    const plain = ['keruta-agent', 'execute', '--task-id', '$(KERUTA_TASK_ID)', '--api-url', '$(KERUTA_API_URL)'];
    expect(manifest()).toHaveProperty(`${MAIN}.command`, plain);
    expect(manifest(props)).toHaveProperty(`${MAIN}.command`, [...plain, ...flags]);
    expect(manifest({ ...props, command: ['mine'] })).toHaveProperty(`${MAIN}.command`, ['mine', ...flags]);
  });
});

describe('the label of the workspace', () => {
  const label = (claim: string) =>
    manifest({}, undefined, existing(claim)) as { spec: { template: { metadata: { labels: object } } } };

  test.each([
    ['a'.repeat(63), 'a'.repeat(63)],
    ['a'.repeat(64), `${'a'.repeat(52)}-ffe054fe7a`],
    [`${'a'.repeat(62)}.b`, `${'a'.repeat(52)}-dd4c486c8a`],
  ])('of claim %s is %s', (claim, value) => {
    const { labels } = label(claim).spec.template.metadata;
    expect(labels).toHaveProperty(['keruta/workspace'], value);
  });

  test('is on the Job, on its pods and in the affinity, and the same for parent and child', () => {
    const labels = { app: 'keruta', 'task-id': 'task1', 'keruta/workspace': 'git-repo-pvc-task1' };
    const parent = manifest();
    expect(parent).toHaveProperty('metadata.labels', labels);
    expect(parent).toHaveProperty('spec.template.metadata.labels', labels);
    const selected = `${POD}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
    const term = {
      topologyKey: 'kubernetes.io/hostname',
      labelSelector: { matchLabels: { 'keruta/workspace': 'git-repo-pvc-task1' } },
    };
    expect(parent).toHaveProperty(selected, [term]);
    const child = manifest({ taskId: 'child' }, undefined, (chart) =>
      TaskWorkspace.inherit(chart, 'child', new TaskWorkspace(emptyChart(), 'parent', { taskId: 'task1' })),
    );
    expect(child).toHaveProperty(selected, [term]);
    expect(child).toHaveProperty(['metadata', 'labels', 'keruta/workspace'], 'git-repo-pvc-task1');
  });
});

test.each<[PvcAccessMode | undefined, boolean]>([
  [undefined, true],
  ['ReadWriteOnce', true],
  ['ReadWriteMany', false],
  ['ReadWriteOncePod', false],
])('pods are held on one node only by a ReadWriteOnce claim, made or existing: %s %s', (pvcAccessMode, held) => {
  const made = (chart: Chart) => new TaskWorkspace(chart, 'workspace', { taskId: 'task1', pvcAccessMode });
  for (const makeWorkspace of [made, existing('shared', { pvcAccessMode })]) {
    const job = manifest({}, undefined, makeWorkspace);
    expect((job as { spec: { template: { spec: AgentPodSpec } } }).spec.template.spec.affinity !== undefined).toBe(
      held,
    );
  }
});

test('the token of the service account is mounted only if one is named', () => {
  expect(manifest({ serviceAccountName: 'agent' })).not.toHaveProperty(`${POD}.automountServiceAccountToken`);
});

test("a Job is in its workspace's namespace", () => {
  const chart = new Chart(emptyChart(), 'charts', { namespace: 'charts' });
  const workspace = new TaskWorkspace(emptyChart(), 'workspace', { taskId: 'task1', namespace: 'agents' });
  new AgentJob(chart, 'job', { taskId: 'task1', workspace });
  expect(objectOf(chart, 'Job')).toHaveProperty('metadata.namespace', 'agents');
});

test('nothing in a Job depends on where it stands in the tree', () => {
  const chart = emptyChart();
  addJob(new Chart(chart, 'nested'));
  const nested = objectOf(chart.node.findChild('nested') as Chart, 'Job');
  expect(nested).toEqual(manifest());
});

describe('podSecurity: restricted', () => {
  const container = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

  test('gives all that the standard asks for, and a group that may write the volume', () => {
    const job = manifest({ podSecurity: 'restricted' });
    expect(job).toHaveProperty(`${MAIN}.securityContext`, container);
    expect(job).toHaveProperty(`${POD}.securityContext`, {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('covers added init containers, whose own settings win', () => {
    const job = manifest({ podSecurity: 'restricted' }, (job) => {
      job.addInitContainer({ name: 'a', image: 'a:1' });
      job.addInitContainer({
        name: 'b',
        image: 'b:1',
        securityContext: { allowPrivilegeEscalation: true, readOnlyRootFilesystem: true },
      });
    });
    expect(job).toHaveProperty(`${POD}.initContainers.0.securityContext`, container);
    expect(job).toHaveProperty(`${POD}.initContainers.1.securityContext`, {
      ...container,
      allowPrivilegeEscalation: true,
      readOnlyRootFilesystem: true,
    });
  });

  const HOME = { name: 'HOME', value: '/tmp' };
  const GIT = [
    { name: 'GIT_CONFIG_COUNT', value: '1' },
    { name: 'GIT_CONFIG_KEY_0', value: 'safe.directory' },
    { name: 'GIT_CONFIG_VALUE_0', value: '*' },
  ];
  const envOf = (job: object) =>
    (job as { spec: { template: { spec: AgentPodSpec } } }).spec.template.spec.containers[0]?.env?.slice(3);

  test.each<[string, Partial<AgentJobProps>, (job: AgentJob) => void, object[]]>([
    ['a home and a Git that work', {}, () => {}, [HOME, ...GIT]],
    [
      "the user's own home",
      { env: { HOME: '/home/agent' } },
      () => {},
      [...GIT, { name: 'HOME', value: '/home/agent' }],
    ],
    [
      'no settings of Git in addition to those of the user',
      {},
      (job) => job.addEnv('GIT_CONFIG_COUNT', '0'),
      [HOME, { name: 'GIT_CONFIG_COUNT', value: '0' }],
    ],
  ])('gives an agent that is not root %s', (_, props, change, env) => {
    expect(envOf(manifest({ ...props, podSecurity: 'restricted' }, change))).toEqual(env);
    expect(envOf(manifest(props, change))).not.toContainEqual({ name: 'GIT_CONFIG_KEY_0', value: 'safe.directory' });
  });

  test('gives an agent that is not root a folder for its artifacts', () => {
    const job = manifest({ podSecurity: 'restricted' });
    expect(job).toHaveProperty(`${POD}.volumes.1`, { name: 'artifacts', emptyDir: {} });
    expect(job).toHaveProperty(`${MAIN}.volumeMounts.1`, { name: 'artifacts', mountPath: '/.keruta' });
    expect(manifest()).not.toHaveProperty(`${POD}.volumes.1`);
  });

  test('names the volume for artifacts as no other volume', () => {
    const job = manifest({ podSecurity: 'restricted', volumeName: 'artifacts' }, (job) =>
      job.addVolume({ name: 'agent-artifacts', emptyDir: {} }, { mountPath: '/cache' }),
    );
    expect(job).toHaveProperty(`${POD}.volumes.2.name`, 'agent-agent-artifacts');
    expect(job).toHaveProperty(`${MAIN}.volumeMounts.2`, { name: 'agent-agent-artifacts', mountPath: '/.keruta' });
  });

  test.each<[Partial<AgentJobProps>, (job: AgentJob) => void]>([
    [{ workDir: '/.keruta' }, () => {}],
    [{}, (job) => job.addVolume({ name: 'mine', emptyDir: {} }, { mountPath: '/.keruta' })],
  ])('leaves out the folder for artifacts where another volume is mounted: %j', (props, change) => {
    const job = manifest({ ...props, podSecurity: 'restricted' }, change);
    expect(JSON.stringify(job)).not.toContain('artifacts');
  });
});

test('wrong props are refused together, each with the place of the job', () => {
  const wrong = { taskId: 'task1', jobName: 'Job', timeout: -1, ttlSecondsAfterFinished: 0.5 };
  const refused = () => addJob(emptyChart(), wrong);
  expect(refused).toThrow('[mine/job] jobName is not a DNS label (got "Job")');
  expect(refused).toThrow('[mine/job] timeout ');
  expect(refused).toThrow('[mine/job] ttlSecondsAfterFinished ');
});

describe('a disrupted pod', () => {
  const specOf = (settings: object) => {
    const chart = emptyChart();
    const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'task1' });
    new AgentJob(chart, 'job', { taskId: 'task1', workspace, ...settings });
    return (objectOf(chart, 'Job') as { spec: object }).spec;
  };
  const fail = { action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] } };
  const ignore = { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] };

  test.each([{}, { onDisruption: 'fail' }])('ends the Job with %j', (settings) => {
    expect(specOf(settings)).toMatchObject({ podFailurePolicy: { rules: [fail] } });
    expect(specOf(settings)).not.toHaveProperty('podReplacementPolicy');
  });

  test('is replaced once it has ended with onDisruption: retry, whatever the backoffLimit', () => {
    expect(specOf({ onDisruption: 'retry' })).toMatchObject({
      podFailurePolicy: { rules: [ignore, fail] },
      podReplacementPolicy: 'Failed',
    });
    expect(specOf({ onDisruption: 'retry', backoffLimit: 2 })).toMatchObject({
      podFailurePolicy: { rules: [ignore] },
      podReplacementPolicy: 'Failed',
    });
  });
});

test('podSecurity: hardened takes privileges from every container and leaves root', () => {
  const chart = emptyChart();
  const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'task1' });
  const job = new AgentJob(chart, 'job', { taskId: 'task1', workspace, podSecurity: 'hardened' });
  job.addInitContainer({ name: 'proxy', image: 'proxy:1' });
  const { securityContext, containers, initContainers, volumes } = (
    objectOf(chart, 'Job') as { spec: { template: { spec: Record<string, { env?: unknown[] }[]> } } }
  ).spec.template.spec;
  expect(securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
  for (const container of [...(containers ?? []), ...(initContainers ?? [])]) {
    expect(container).toMatchObject({
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    });
  }
  expect([containers?.[0]?.env, volumes].map((list) => list?.length)).toEqual([3, 1]);
});
