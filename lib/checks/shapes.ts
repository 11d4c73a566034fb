import * as z from 'zod';
import type { Problem } from '../mistakes/problem';
import type { ClaimSettings } from '../settings/claim-settings';
import type { JobSettings } from '../settings/job-settings';
import { LAYOUTS, type Layout } from '../settings/layout';
import type { JobNaming } from '../settings/names';
import type { PartialPodSpec } from '../settings/pod-spec';
import type { TaskSettings } from '../settings/task-settings';
import {
  ACCESS_MODES,
  type EnvValue,
  IMAGE_PULL_POLICIES,
  type KeyRef,
  LOG_LEVELS,
  ON_DISRUPTION,
  POD_SECURITY,
  type ResourceQuantities,
  type Resources,
  TAINT_EFFECTS,
  TOLERATION_OPERATORS,
  type Toleration,
  WORKSPACE_MODES,
} from '../settings/values';
import { checkAnnotations, checkAnnotationsSize } from './annotations';
import { claimAnnotationKey, claimLabelKey } from './claim-keys';
import { checkTimeout } from './deadline';
import { toMessage } from './expected';
import { imageReference } from './image';
import { annotationKey, envName, labelKey, ownLabelKey, resourceName } from './keys';
import { AMOUNT, checkStorageSize } from './quantity';
import { checkQuantities, checkRequests } from './resources';
import { checkRun } from './run';
import { subPath } from './sub-path';
import {
  checkArgument,
  checkVariable,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  kueueName,
  labelValue,
  mountPath,
  storageClass,
  type TextRule,
  taskId,
} from './text';
import { httpUrl } from './url';
import {
  boolean,
  checkParts,
  checkWith,
  choice,
  filledList,
  integer,
  lines,
  list,
  map,
  type PartProblem,
  record,
  shapeOf,
  text,
  union,
} from './zod';

/*
 * The shapes of the settings in lib/settings. tasks.yaml and the props of the constructs are checked by the same shapes,
 * and the schema for editors is made of them. `shapeOf` makes a shape and its type differ in no key and no choice.
 */

const INT32_MAX = 2 ** 31 - 1;
/** Kubernetes counts these seconds as nanoseconds in 64 bits: a larger number would overflow to a time in the past. */
const DURATION_MAX = 9_223_372_036;

const keyRef = shapeOf<KeyRef>()(map({ name: text(dnsSubdomain), key: text(dataKey) }));

const argument = lines().check(checkWith((value) => checkArgument(value)));

const envValue = shapeOf<EnvValue>()(
  union([lines(), map({ secretKeyRef: keyRef }), map({ configMapKeyRef: keyRef })], {
    type: 'union',
    form: 'a string, { secretKeyRef: { name, key } } or { configMapKeyRef: { name, key } }',
    quotable: true,
  }),
);

export const quantity = union([z.string(), z.number()], { type: 'quantity' }).meta({
  pattern: AMOUNT.source,
  minimum: 0,
});

export const quantities = shapeOf<ResourceQuantities>()(
  record(resourceName, quantity, 'resources to quantities').check(checkParts(checkQuantities)),
);

const resources = shapeOf<Resources>()(
  map({ requests: quantities.optional(), limits: quantities.optional() }).check(checkParts(checkRequests)),
);

const tolerationKey: TextRule = {
  pattern: new RegExp(`^$|${labelKey.pattern?.source}`),
  check: (key) => (key === '' ? undefined : labelKey.check(key)),
};

const toleration = shapeOf<Toleration>()(
  map({
    key: text(tolerationKey).optional(),
    operator: choice(TOLERATION_OPERATORS).optional(),
    value: text(labelValue).optional(),
    effect: choice(TAINT_EFFECTS).optional(),
    tolerationSeconds: integer(0, DURATION_MAX).optional(),
  }).check(checkWith(checkToleration)),
);

/** A map of any fields, which lib/pod-spec checks. Only the type names the fields. */
const podSpec = z.looseObject(
  {},
  { error: toMessage({ type: 'map', from: 'fields of a PodSpec to their values' }) },
) as unknown as z.ZodType<PartialPodSpec, PartialPodSpec>;

const labels = (key: TextRule) => record(key, text(labelValue), 'labels to their values');

const annotations = (key: TextRule) => record(key, lines(), 'names to strings').check(checkWith(checkAnnotationsSize));

const storageSize = text({ pattern: AMOUNT, unit: 'Gi', check: checkStorageSize });

/** `ClaimSettings`. */
export const claimShape = shapeOf<ClaimSettings>()(
  map({
    pvcStorageSize: storageSize.optional(),
    pvcAccessMode: choice(ACCESS_MODES).optional(),
    pvcStorageClass: text(storageClass).optional(),
    pvcSubPath: text(subPath).optional(),
    claimLabels: labels(claimLabelKey).optional(),
    claimAnnotations: annotations(claimAnnotationKey).optional(),
  }),
);

/** `JobSettings`. */
export const jobShape = shapeOf<JobSettings>()(
  map({
    run: integer(1, INT32_MAX).optional(),
    jobName: text(dnsLabel).optional(),
    volumeName: text(dnsLabel).optional(),
    image: text(imageReference).optional(),
    imagePullPolicy: choice(IMAGE_PULL_POLICIES).optional(),
    imagePullSecrets: list(text(dnsSubdomain), 'names').check(checkNoRepeated).meta({ uniqueItems: true }).optional(),
    command: filledList(argument, 'strings').optional(),
    apiUrl: text(httpUrl).optional(),
    apiTokenSecret: keyRef.optional(),
    env: record(envName, envValue, 'names to values').check(checkParts(checkVariables)).optional(),
    resources: resources.optional(),
    serviceAccountName: text(dnsSubdomain).optional(),
    workDir: text(mountPath).optional(),
    logLevel: choice(LOG_LEVELS).optional(),
    timeout: integer(0, INT32_MAX).optional(),
    autoCleanup: boolean().optional(),
    activeDeadlineSeconds: integer(1, DURATION_MAX).optional(),
    backoffLimit: integer(0, INT32_MAX).optional(),
    onDisruption: choice(ON_DISRUPTION).optional(),
    priorityClassName: text(dnsSubdomain).optional(),
    queue: text(kueueName).optional(),
    workloadPriorityClass: text(kueueName).optional(),
    nodeSelector: labels(labelKey).optional(),
    tolerations: list(toleration, 'tolerations').optional(),
    podSecurity: choice(POD_SECURITY).optional(),
    // Its fields are checked by lib/pod-spec, which is loaded only if there are some.
    podSpec: podSpec.optional(),
    labels: labels(ownLabelKey).optional(),
    annotations: annotations(annotationKey).check(checkParts(checkAnnotations)).optional(),
  }),
);

/** The settings that only a task has: its id, its workspace, its namespace, and whether it has ended. */
export const identityShape = shapeOf<Omit<TaskSettings, keyof ClaimSettings | keyof JobSettings>>()(
  map({
    taskId: text(taskId),
    parentTaskId: text(taskId).optional(),
    workspace: choice(WORKSPACE_MODES).optional(),
    existingClaim: text(dnsSubdomain).optional(),
    namespace: text(dnsLabel).optional(),
    done: boolean().optional(),
  }),
);

/** Argo CD's sync wave. */
export const syncWave = integer(0, INT32_MAX);

const SHARDS = '{ shards: N }';
const shards = map({ shards: integer(1, 1000) });

/** `Layout`. */
export const layout = shapeOf<Layout>()(
  union([choice(LAYOUTS), shards], {
    type: 'union',
    form: 'flat, families or { shards: N }',
    choices: [...LAYOUTS, SHARDS],
  }),
);

/** A `Layout` with folders. */
export const foldersLayout = shapeOf<Exclude<Layout, 'flat'>>()(
  union([choice(['families']), shards], {
    type: 'union',
    form: 'families or { shards: N }',
    choices: ['families', SHARDS],
  }),
);

/** The props of `AgentJob`, except for the workspace. */
export const agentJobShape = map({
  ...jobShape.shape,
  taskId: text(taskId),
  ttlSecondsAfterFinished: integer(0, INT32_MAX).optional(),
  syncWave: syncWave.optional(),
}).check(checkParts(checkTogether));

/** Checks that no name stands twice in a list: a server-side apply reads such a list as a map by name. */
function checkNoRepeated({ value: names, issues }: z.core.ParsePayload<string[]>): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) {
      const params: Problem = { code: 'wrong-name', what: 'is in the list twice', fix: 'keep one of the two' };
      issues.push({ code: 'custom', input: name, path: [index], params, continue: true });
    }
    seen.add(name);
  }
}

/** Checks environment variables together with their names. */
function* checkVariables(env: Readonly<Record<string, unknown>>): Iterable<PartProblem> {
  for (const [name, value] of Object.entries(env)) {
    const problem = typeof value === 'string' ? checkVariable(name, value) : undefined;
    if (problem) {
      yield [[name], problem];
    }
  }
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function checkToleration(toleration: Toleration): Problem | undefined {
  const problem = (what: string, fix: string): Problem => ({ code: 'wrong-toleration', what, fix });
  if (!toleration.key && toleration.operator !== 'Exists') {
    return problem('has no key', 'set key, or tolerate every taint with operator: Exists');
  }
  if (toleration.operator === 'Exists' && toleration.value) {
    return problem('has a value, which operator Exists does not compare', 'remove value, or set operator: Equal');
  }
  if (toleration.tolerationSeconds !== undefined && toleration.effect !== 'NoExecute') {
    return problem(
      'has tolerationSeconds without effect NoExecute',
      'set effect: NoExecute, or remove tolerationSeconds',
    );
  }
  return undefined;
}

/** Checks the settings of a Job that limit each other. */
function* checkTogether(settings: JobSettings & JobNaming): Iterable<PartProblem> {
  const [timeout, run] = [checkTimeout(settings), checkRun(settings)];
  if (timeout) {
    yield [['timeout'], timeout];
  }
  if (run) {
    yield [['run'], run];
  }
}
