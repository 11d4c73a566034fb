import * as z from 'zod';
import type { Toleration } from '../settings';
import type { Wrong } from './codes';
import { checkQuantity, checkStorageSize, parseQuantity, QUANTITY } from './quantity';
import {
  absolutePath,
  annotationKey,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  envName,
  filledText,
  labelKey,
  labelValue,
  ownLabelKey,
  queueName,
  resourceName,
  type TextRule,
  taskId,
} from './text';
import { choice, lines, list, map, record, text, trueOrFalse, wholeNumber, wrongIf, wrongsAt } from './zod';

/*
 * What the settings of lib/settings.ts may hold. tasks.yaml and the props of the constructs are checked by
 * these same shapes, and the editor's schema is made of them.
 */

const INT32_MAX = 2 ** 31 - 1;
/** The largest number that every JSON reader between here and the API server reads as it is. */
const INT64_SAFE_MAX = Number.MAX_SAFE_INTEGER;
/** Kubernetes' limit for all annotations of an object together, in bytes. */
const ANNOTATIONS_MAX = 256 * 1024;

export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'] as const;

export const accessMode = choice(ACCESS_MODES);

const keyRef = map({ name: text(dnsSubdomain), key: text(dataKey) });

const envValue = z.union([lines(), map({ secretKeyRef: keyRef }), map({ configMapKeyRef: keyRef })], {
  error: 'text, { secretKeyRef: { name, key } } or { configMapKeyRef: { name, key } }',
});

const quantity = z.union([z.string(), z.number()], { error: 'a quantity' }).meta({ pattern: QUANTITY.source });

const quantities = record(resourceName, quantity, 'a map from resources to quantities').check(
  wrongsAt((amounts: Readonly<Record<string, string | number>>) => quantityWrongs(amounts)),
);

const resources = map({ requests: quantities.optional(), limits: quantities.optional() }).check(
  wrongsAt(requestWrongs),
);

const tolerationKey: TextRule = { check: (key) => (key === '' ? undefined : labelKey.check(key)) };

const toleration = map({
  key: text(tolerationKey).optional(),
  operator: choice(['Exists', 'Equal']).optional(),
  value: text(labelValue).optional(),
  effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
  tolerationSeconds: wholeNumber(0, INT64_SAFE_MAX).optional(),
}).check(wrongIf(checkToleration));

const storageSize = text({ pattern: QUANTITY, check: checkStorageSize });

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
  imagePullSecrets: list(text(dnsSubdomain), 'a list of names').optional(),
  command: list(lines(), 'a list of strings').min(1, { error: 'a list of at least one string' }).optional(),
  apiUrl: text(filledText).optional(),
  apiTokenSecret: keyRef.optional(),
  env: record(envName, envValue, 'a map from names to values').optional(),
  resources: resources.optional(),
  serviceAccountName: text(dnsSubdomain).optional(),
  workDir: text(absolutePath).optional(),
  logLevel: choice(['DEBUG', 'INFO', 'WARN', 'ERROR']).optional(),
  timeout: wholeNumber(0, INT32_MAX).optional(),
  autoCleanup: trueOrFalse().optional(),
  activeDeadlineSeconds: wholeNumber(1, INT64_SAFE_MAX).optional(),
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

/** The props of `AgentJob`, but for the workspace. */
export const agentJobShape = jobShape.extend({
  taskId: text(taskId),
  ttlSecondsAfterFinished: wholeNumber(0, INT32_MAX).optional(),
});

function* quantityWrongs(amounts: Readonly<Record<string, string | number>>): Iterable<[string[], Wrong]> {
  for (const [name, amount] of Object.entries(amounts)) {
    const wrong = checkQuantity(amount, /^(memory|ephemeral-storage|hugepages-.+)$/.test(name) ? 'bytes' : 'other');
    if (wrong) {
      yield [[name], wrong];
    } else if (name.includes('/') && (parseQuantity(String(amount)) ?? 0n) % 10n ** 9n !== 0n) {
      yield [[name], { code: 'wrong-resource', what: 'is not whole, as an extended resource has to be' }];
    }
  }
}

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources */
function* requestWrongs(resources: {
  readonly requests?: Readonly<Record<string, string | number>> | undefined;
  readonly limits?: Readonly<Record<string, string | number>> | undefined;
}): Iterable<[string[], Wrong]> {
  for (const [name, request] of Object.entries(resources.requests ?? {})) {
    const limit = resources.limits?.[name];
    const whole = name.includes('/') || name.startsWith('hugepages-');
    if (limit === undefined) {
      if (whole) {
        const fix = `set limits.${name} to ${request} too`;
        yield [['requests', name], { code: 'wrong-resource', what: 'is asked for without a limit', fix }];
      }
      continue;
    }
    const [asked, most] = [parseQuantity(String(request)), parseQuantity(String(limit))];
    if (asked === undefined || most === undefined) {
      continue;
    }
    if (asked > most) {
      const allowed = `at most limits.${name}, ${limit}`;
      yield [['requests', name], { code: 'request-above-limit', what: 'is above its limit', allowed }];
    } else if (whole && asked !== most) {
      const allowed = `exactly limits.${name}, ${limit}`;
      yield [['requests', name], { code: 'wrong-resource', what: 'differs from its limit', allowed }];
    }
  }
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function checkToleration(toleration: Toleration): Wrong | undefined {
  const wrong = (what: string, fix: string): Wrong => ({ code: 'wrong-toleration', what, fix });
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

function checkAnnotationsSize(annotations: Readonly<Record<string, string>>): Wrong | undefined {
  const bytes = Object.entries(annotations).reduce(
    (sum, [k, v]) => sum + Buffer.byteLength(k) + Buffer.byteLength(v),
    0,
  );
  return bytes <= ANNOTATIONS_MAX
    ? undefined
    : { code: 'wrong-annotation', what: `takes ${bytes} bytes`, allowed: `at most ${ANNOTATIONS_MAX} bytes together` };
}
