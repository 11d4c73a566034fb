import { agentCommand } from '../../constructs/agent-pod';
import { CLAIM_KEYS, type TaskClaim } from '../../settings/claim';
import { BUILT_IN } from '../../settings/defaults';
import { PRIORITY_LABEL, QUEUE_LABEL, TASK_LABEL } from '../../settings/names';
import type { TaskSettings } from '../../settings/task-settings';
import type { TaskEntry } from '../../tasks/task';

/** A field of a manifest, and its value. */
export interface Field {
  readonly kind: 'Job' | 'PersistentVolumeClaim';
  /** Name of the object. */
  readonly name: string;
  /**
   * The keys that lead to it, with dots between them. In brackets: an item of a list, by its name or else its number,
   * or a key that holds a dot.
   */
  readonly path: string;
  readonly value: unknown;
}

/** A task with its Job and its claim, as the manifest names them. */
export interface InManifest {
  readonly settings: TaskSettings;
  readonly jobName: string;
  readonly claim: TaskClaim;
  /** Whether the claim is in the manifest of the task itself. */
  readonly owned: boolean;
  /** Name of the claim that the task's claim is cloned from. */
  readonly clonedFrom: string | undefined;
}

type Path = readonly [path: string, value: unknown];
/** @param name the key, of a setting that is a map */
type Paths = (task: InManifest, value: unknown, name: string) => readonly Path[];

const POD = 'spec.template.spec';
const MAIN = `${POD}.containers[main]`;

const at =
  (...paths: readonly string[]): Paths =>
  (_, value) =>
    paths.map((path) => [path, value]);

const volume = ({ settings }: InManifest) => settings.volumeName ?? BUILT_IN.volumeName;
const mount = (task: InManifest) => `${MAIN}.volumeMounts[${volume(task)}]`;

const mounted: Paths = (task) => [[`${POD}.volumes[${volume(task)}].persistentVolumeClaim.claimName`, task.claim.name]];
/** A parent's claim is mounted, or it is the source of the task's own. */
const inherited: Paths = (task, ...rest) => (task.settings.parentTaskId && !task.owned ? mounted(task, ...rest) : []);
const cloned: Paths = ({ clonedFrom }) => (clonedFrom === undefined ? [] : [['spec.dataSource.name', clonedFrom]]);

/** A key of the labels, or of another map whose keys may hold dots. */
const key = (map: string, name: string) => (/^[\w-]+$/.test(name) ? `${map}.${name}` : `${map}[${name}]`);
const keys =
  (...maps: readonly string[]): Paths =>
  (_, value, name) =>
    maps.map((map) => [key(map, name), value]);

/** The flags of the agent, in their order at the end of its command. */
const FLAGS = ['workDir', 'logLevel', 'timeout', 'autoCleanup'] as const;
const flag =
  (setting: (typeof FLAGS)[number]): Paths =>
  ({ settings }) => {
    if (settings[setting] === undefined) {
      return [];
    }
    const later = FLAGS.slice(FLAGS.indexOf(setting) + 1).map((one) => [one, undefined] as const);
    const upToHere = agentCommand({ ...settings, ...Object.fromEntries(later) });
    return [[`${MAIN}.command[${upToHere.length - 1}]`, upToHere.at(-1)]];
  };

const environment: Paths = (_, value, name) => [
  [`${MAIN}.env[${name}].${typeof value === 'string' ? 'value' : 'valueFrom'}`, value],
];

const AFFINITY = `${POD}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey`;
const oneNode: Paths = (_, value) => (value === 'ReadWriteOnce' ? [[AFFINITY, 'kubernetes.io/hostname']] : []);

/**
 * The fields of the claim and of the Job that each setting sets. The compiler refuses a new setting that is not listed
 * here.
 */
const FIELDS: { readonly [K in keyof Required<TaskEntry>]: { readonly claim?: Paths; readonly job?: Paths } } = {
  taskId: {
    claim: ({ claim }, id) => [
      ['metadata.name', claim.name],
      [`metadata.labels.${TASK_LABEL}`, id],
    ],
    job: (_, id) => [
      [`metadata.labels.${TASK_LABEL}`, id],
      [`spec.template.metadata.labels.${TASK_LABEL}`, id],
      [`${MAIN}.env[KERUTA_TASK_ID].value`, id],
    ],
  },
  parentTaskId: { claim: cloned, job: inherited },
  workspace: { claim: cloned, job: inherited },
  existingClaim: { job: mounted },
  repository: {},
  pvcStorageSize: { claim: at('spec.resources.requests.storage') },
  pvcAccessMode: { claim: at('spec.accessModes[0]'), job: oneNode },
  pvcStorageClass: { claim: at('spec.storageClassName') },
  pvcSubPath: { job: (task, path) => [[`${mount(task)}.subPath`, path]] },
  claimLabels: { claim: keys('metadata.labels') },
  claimAnnotations: { claim: keys('metadata.annotations') },
  namespace: { claim: at('metadata.namespace'), job: at('metadata.namespace') },
  run: { job: ({ jobName, settings }) => (settings.jobName === undefined ? [['metadata.name', jobName]] : []) },
  jobName: { job: at('metadata.name') },
  volumeName: {
    job: (task, name) => [
      [`${POD}.volumes[${name}].name`, name],
      [`${mount(task)}.name`, name],
    ],
  },
  image: { job: at(`${MAIN}.image`) },
  imagePullPolicy: { job: at(`${MAIN}.imagePullPolicy`) },
  imagePullSecrets: {
    job: (_, names) => (names as string[]).map((name) => [`${POD}.imagePullSecrets[${name}].name`, name]),
  },
  command: { job: ({ settings }) => [[`${MAIN}.command`, agentCommand(settings)]] },
  apiUrl: { job: at(`${MAIN}.env[KERUTA_API_URL].value`) },
  apiTokenSecret: { job: at(`${MAIN}.env[KERUTA_API_TOKEN].valueFrom.secretKeyRef`) },
  env: { job: environment },
  resources: { job: at(`${MAIN}.resources`) },
  serviceAccountName: { job: at(`${POD}.serviceAccountName`) },
  workDir: {
    job: (task, path, name) => [[`${mount(task)}.mountPath`, path], ...flag('workDir')(task, path, name)],
  },
  logLevel: { job: flag('logLevel') },
  timeout: { job: flag('timeout') },
  autoCleanup: { job: flag('autoCleanup') },
  activeDeadlineSeconds: { job: at('spec.activeDeadlineSeconds') },
  backoffLimit: { job: at('spec.backoffLimit') },
  onDisruption: {
    job: (_, choice) => (choice === 'retry' ? [['spec.podFailurePolicy.rules[0].action', 'Ignore']] : []),
  },
  priorityClassName: { job: at(`${POD}.priorityClassName`) },
  queue: { job: (_, queue) => [[key('metadata.labels', QUEUE_LABEL), queue]] },
  workloadPriorityClass: { job: (_, name) => [[key('metadata.labels', PRIORITY_LABEL), name]] },
  nodeSelector: { job: keys(`${POD}.nodeSelector`) },
  tolerations: { job: at(`${POD}.tolerations`) },
  podSecurity: {
    job: (_, level) => [
      ...(level === 'restricted' ? [[`${POD}.securityContext.runAsNonRoot`, true] as const] : []),
      [`${POD}.securityContext.seccompProfile.type`, 'RuntimeDefault'],
      [`${MAIN}.securityContext.allowPrivilegeEscalation`, false],
    ],
  },
  podSpec: { job: (_, value, name) => [[`${POD}.${name}`, value]] },
  labels: { job: keys('metadata.labels', 'spec.template.metadata.labels') },
  annotations: { job: keys('metadata.annotations', 'spec.template.metadata.annotations') },
  done: {},
};

/** The settings of a claim. They set fields of the claim that the task mounts, even if another task owns the claim. */
const OF_ANY_CLAIM: readonly (keyof TaskEntry)[] = CLAIM_KEYS;

/** Every setting that a task can have. */
export const SETTINGS = Object.keys(FIELDS) as readonly (keyof TaskEntry)[];

/** The fields of the manifests that a setting sets. */
export function fieldsOf(task: InManifest, setting: keyof TaskEntry, value: unknown, name = ''): Field[] {
  const { claim, job } = FIELDS[setting];
  const made = OF_ANY_CLAIM.includes(setting) ? !task.claim.existing : task.owned;
  const inClaim = made ? (claim?.(task, value, name) ?? []) : [];
  const inJob = task.settings.done ? [] : (job?.(task, value, name) ?? []);
  return [
    ...inClaim.map(([path, value]): Field => ({ kind: 'PersistentVolumeClaim', name: task.claim.name, path, value })),
    ...inJob.map(([path, value]): Field => ({ kind: 'Job', name: task.jobName, path, value })),
  ];
}
