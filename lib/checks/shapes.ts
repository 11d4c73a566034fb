import * as z from 'zod';
import type { Problem } from '../mistakes/problem';
import type { JobSettings } from '../settings/settings';
import type { Toleration } from '../settings/values';
import { checkTimeout } from './deadline';
import { annotationKey, envName, labelKey, ownLabelKey, resourceName } from './keys';
import { AMOUNT, checkStorageSize } from './quantity';
import { quantityWrongs, requestWrongs } from './resources';
import {
  absolutePath,
  checkArgument,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  filledText,
  labelValue,
  queueName,
  type TextRule,
  taskId,
} from './text';
import { choice, lines, list, map, record, text, trueOrFalse, wholeNumber, wrongIf, wrongsAt } from './zod';

/*
 * What the settings of lib/settings.ts may hold. tasks.yaml and the props of the constructs are checked by
 * these same shapes, and the editor's schema is made of them.
 */

const INT32_MAX = 2 ** 31 - 1;
/** Kubernetes counts these seconds in nanoseconds, in 64 bits: more of them would be a time that is over already. */
const DURATION_MAX = 9_223_372_036;
/** Kubernetes' limit for all annotations of an object together, in bytes. */
const ANNOTATIONS_MAX = 256 * 1024;

export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'] as const;

export const accessMode = choice(ACCESS_MODES);

const keyRef = map({ name: text(dnsSubdomain), key: text(dataKey) });

const argument = lines().check(wrongIf((value) => checkArgument(value)));

const envValue = z.union([lines(), map({ secretKeyRef: keyRef }), map({ configMapKeyRef: keyRef })], {
  error: 'text, { secretKeyRef: { name, key } } or { configMapKeyRef: { name, key } }',
});

export const quantity = z
  .union([z.string(), z.number()], { error: 'a quantity' })
  .meta({ pattern: AMOUNT.source, minimum: 0 });

export const quantities = record(resourceName, quantity, 'a map from resources to quantities').check(
  wrongsAt(quantityWrongs),
);

const resources = map({ requests: quantities.optional(), limits: quantities.optional() }).check(
  wrongsAt(requestWrongs),
);

const tolerationKey: TextRule = {
  pattern: new RegExp(`^$|${labelKey.pattern?.source}`),
  check: (key) => (key === '' ? undefined : labelKey.check(key)),
};

const toleration = map({
  key: text(tolerationKey).optional(),
  operator: choice(['Exists', 'Equal']).optional(),
  value: text(labelValue).optional(),
  effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
  tolerationSeconds: wholeNumber(0, DURATION_MAX).optional(),
}).check(wrongIf(checkToleration));

const storageSize = text({ pattern: AMOUNT, check: checkStorageSize });

/** `ClaimSettings`. */
export const claimShape = map({
  pvcStorageSize: storageSize.optional(),
  pvcAccessMode: accessMode.optional(),
  pvcStorageClass: text(dnsSubdomain).optional(),
});

/** `JobSettings`. */
export const jobShape = map({
  jobName: text(dnsLabel).optional(),
  volumeName: text(dnsLabel).optional(),
  image: text(filledText).optional(),
  imagePullPolicy: choice(['Always', 'IfNotPresent', 'Never']).optional(),
  imagePullSecrets: list(text(dnsSubdomain), 'a list of names').check(eachOnce).meta({ uniqueItems: true }).optional(),
  command: list(argument, 'a list of strings').min(1, { error: 'a list of at least one string' }).optional(),
  apiUrl: text(filledText).optional(),
  apiTokenSecret: keyRef.optional(),
  env: record(envName, envValue, 'a map from names to values').check(wrongsAt(envWrongs)).optional(),
  resources: resources.optional(),
  serviceAccountName: text(dnsSubdomain).optional(),
  workDir: text(absolutePath).optional(),
  logLevel: choice(['DEBUG', 'INFO', 'WARN', 'ERROR']).optional(),
  timeout: wholeNumber(0, INT32_MAX).optional(),
  autoCleanup: trueOrFalse().optional(),
  activeDeadlineSeconds: wholeNumber(1, DURATION_MAX).optional(),
  backoffLimit: wholeNumber(0, INT32_MAX).optional(),
  priorityClassName: text(dnsSubdomain).optional(),
  queue: text(queueName).optional(),
  nodeSelector: record(labelKey, text(labelValue), 'a map from labels to their values').optional(),
  tolerations: list(toleration, 'a list of tolerations').optional(),
  podSecurity: choice(['restricted']).optional(),
  labels: record(ownLabelKey, text(labelValue), 'a map from labels to their values').optional(),
  annotations: record(annotationKey, lines(), 'a map from names to texts')
    .check(wrongIf(checkAnnotationsSize))
    .optional(),
});

/** What makes a task a task: its id, where its workspace comes from, and where and whether it runs. */
export const identityShape = map({
  taskId: text(taskId),
  parentTaskId: text(taskId).optional(),
  workspace: choice(['inherit', 'clone']).optional(),
  existingClaim: text(dnsSubdomain).optional(),
  namespace: text(dnsLabel).optional(),
  done: trueOrFalse().optional(),
});

/** Argo CD's sync wave. */
export const syncWave = wholeNumber(0, INT32_MAX);

const shards = map({ shards: wholeNumber(1, 1000) });

/** `Layout`. */
export const layout = z.union([choice(['flat', 'families']), shards], { error: 'flat, families or { shards: N }' });

/** A `Layout` with folders. */
export const foldersLayout = z.union([choice(['families']), shards], { error: 'families or { shards: N }' });

/** The props of `AgentJob`, but for the workspace. */
export const agentJobShape = map({
  ...jobShape.shape,
  taskId: text(taskId),
  ttlSecondsAfterFinished: wholeNumber(0, INT32_MAX).optional(),
  syncWave: syncWave.optional(),
}).check(wrongsAt(timeoutWrongs));

/** A server-side apply takes a list of names for a map by name. */
function eachOnce({ value: names, issues }: z.core.ParsePayload<string[]>): void {
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index) {
      const params: Problem = { code: 'wrong-name', what: 'stands twice in the list', fix: 'keep one of them' };
      issues.push({ code: 'custom', input: name, path: [index], params, continue: true });
    }
  }
}

function* envWrongs(env: Readonly<Record<string, unknown>>): Iterable<[path: string[], wrong: Problem]> {
  for (const [name, value] of Object.entries(env)) {
    const wrong = typeof value === 'string' ? checkArgument(value, name) : undefined;
    if (wrong) {
      yield [[name], wrong];
    }
  }
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function checkToleration(toleration: Toleration): Problem | undefined {
  const wrong = (what: string, fix: string): Problem => ({ code: 'wrong-toleration', what, fix });
  if (!toleration.key && toleration.operator !== 'Exists') {
    return wrong('has no key', 'name a key, or tolerate every taint with operator: Exists');
  }
  if (toleration.operator === 'Exists' && toleration.value) {
    return wrong('has a value, which operator Exists does not compare', 'remove value, or say operator: Equal');
  }
  if (toleration.tolerationSeconds !== undefined && toleration.effect !== 'NoExecute') {
    return wrong(
      'has tolerationSeconds without effect NoExecute',
      'say effect: NoExecute, or remove tolerationSeconds',
    );
  }
  return undefined;
}

function* timeoutWrongs(settings: JobSettings): Iterable<[path: string[], wrong: Problem]> {
  const wrong = checkTimeout(settings);
  if (wrong) {
    yield [['timeout'], wrong];
  }
}

export function checkAnnotationsSize(annotations: Readonly<Record<string, string>>): Problem | undefined {
  const bytes = Object.entries(annotations).reduce(
    (sum, [k, v]) => sum + Buffer.byteLength(k) + Buffer.byteLength(v),
    0,
  );
  return bytes <= ANNOTATIONS_MAX
    ? undefined
    : { code: 'wrong-annotation', what: `takes ${bytes} bytes`, allowed: `at most ${ANNOTATIONS_MAX} bytes together` };
}
