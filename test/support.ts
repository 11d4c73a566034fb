import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import type { JobSettings } from '../lib';

/** A chart of a platform engineer's own. */
export function emptyChart(): Chart {
  return new Chart(new App(), 'mine');
}

/** The object of a kind that a chart makes. */
export function objectOf(chart: Chart, kind: 'Job' | 'PersistentVolumeClaim'): object {
  const found = Testing.synth(chart).filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
}

/** The path of a setting in the Job, and the value at this path. */
export type Shown = readonly [path: string | string[], value: unknown];

export const POD = 'spec.template.spec';
export const MAIN = `${POD}.containers.0`;

/** Every setting of a Job at once. A new one does not compile until it is here. */
export const ALL_JOB_SETTINGS: Required<JobSettings> = {
  run: 2,
  jobName: 'other-job',
  volumeName: 'repo',
  image: 'registry.example.com/agent:2',
  imagePullPolicy: 'IfNotPresent',
  imagePullSecrets: ['registry', 'mirror'],
  command: ['sh', '-c', 'keruta-agent "$@"'],
  apiUrl: 'https://keruta.example.com',
  apiTokenSecret: { name: 'token-of-team', key: 'api' },
  env: {
    PLAIN: 'text',
    SECRET: { secretKeyRef: { name: 'git', key: 'password' } },
    CONFIG: { configMapKeyRef: { name: 'settings', key: 'mode' } },
  },
  resources: { requests: { cpu: 2, memory: '512Mi' }, limits: { cpu: '2500m', memory: '1.5Gi' } },
  serviceAccountName: 'agent',
  workDir: '/src',
  logLevel: 'DEBUG',
  timeout: 0,
  autoCleanup: false,
  activeDeadlineSeconds: 3600,
  backoffLimit: 2,
  onDisruption: 'retry',
  priorityClassName: 'batch',
  queue: 'agents',
  workloadPriorityClass: 'urgent',
  nodeSelector: { 'kubernetes.io/arch': 'arm64' },
  tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }],
  podSecurity: 'restricted',
  podSpec: { terminationGracePeriodSeconds: 120 },
  labels: { team: 'web' },
  annotations: { 'example.com/note': 'a\nb' },
};

/** The paths of each of them, with the values. */
export const SHOWN_JOB_SETTINGS: Record<keyof JobSettings, readonly Shown[]> = {
  // Without effect together with jobName.
  run: [],
  jobName: [['metadata.name', 'other-job']],
  volumeName: [
    [`${POD}.volumes.0.name`, 'repo'],
    [`${MAIN}.volumeMounts.0.name`, 'repo'],
  ],
  image: [[`${MAIN}.image`, 'registry.example.com/agent:2']],
  imagePullPolicy: [[`${MAIN}.imagePullPolicy`, 'IfNotPresent']],
  imagePullSecrets: [[`${POD}.imagePullSecrets`, [{ name: 'registry' }, { name: 'mirror' }]]],
  command: [
    [`${MAIN}.command.0`, 'sh'],
    [`${MAIN}.command.2`, 'keruta-agent "$@"'],
  ],
  apiUrl: [[`${MAIN}.env.1`, { name: 'KERUTA_API_URL', value: 'https://keruta.example.com' }]],
  apiTokenSecret: [[`${MAIN}.env.2.valueFrom`, { secretKeyRef: { name: 'token-of-team', key: 'api' } }]],
  env: [
    [`${MAIN}.env.7`, { name: 'PLAIN', value: 'text' }],
    [`${MAIN}.env.8`, { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'git', key: 'password' } } }],
    [`${MAIN}.env.9`, { name: 'CONFIG', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } }],
  ],
  resources: [
    [`${MAIN}.resources`, { requests: { cpu: 2, memory: '512Mi' }, limits: { cpu: '2500m', memory: '1.5Gi' } }],
  ],
  serviceAccountName: [[`${POD}.serviceAccountName`, 'agent']],
  workDir: [
    [`${MAIN}.volumeMounts.0.mountPath`, '/src'],
    [`${MAIN}.command.3`, '--work-dir'],
    [`${MAIN}.command.4`, '/src'],
  ],
  logLevel: [
    [`${MAIN}.command.5`, '--log-level'],
    [`${MAIN}.command.6`, 'DEBUG'],
  ],
  timeout: [
    [`${MAIN}.command.7`, '--timeout'],
    [`${MAIN}.command.8`, '0'],
  ],
  autoCleanup: [[`${MAIN}.command.9`, '--auto-cleanup=false']],
  activeDeadlineSeconds: [['spec.activeDeadlineSeconds', 3600]],
  backoffLimit: [['spec.backoffLimit', 2]],
  onDisruption: [
    ['spec.podFailurePolicy.rules.0.action', 'Ignore'],
    ['spec.podReplacementPolicy', 'Failed'],
  ],
  priorityClassName: [[`${POD}.priorityClassName`, 'batch']],
  queue: [[['metadata', 'labels', 'kueue.x-k8s.io/queue-name'], 'agents']],
  workloadPriorityClass: [[['metadata', 'labels', 'kueue.x-k8s.io/priority-class'], 'urgent']],
  nodeSelector: [[`${POD}.nodeSelector`, { 'kubernetes.io/arch': 'arm64' }]],
  tolerations: [
    [`${POD}.tolerations`, [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }]],
  ],
  podSecurity: [[`${POD}.securityContext.runAsNonRoot`, true]],
  podSpec: [[`${POD}.terminationGracePeriodSeconds`, 120]],
  labels: [
    ['metadata.labels.team', 'web'],
    ['spec.template.metadata.labels.team', 'web'],
  ],
  annotations: [
    [['metadata', 'annotations', 'example.com/note'], 'a\nb'],
    ['spec.template.metadata.annotations', { 'example.com/note': 'a\nb' }],
  ],
};

/** A folder for the tests of a file, gone after the last of them. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files of a folder with their texts. */
export function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
