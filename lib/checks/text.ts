import { CONTRACT_ENV, LABEL_VALUE_MAX, TASK_ID_MAX, TASK_LABEL, WORKSPACE_LABEL } from '../names';
import type { Wrong } from './codes';

/** A rule for a text: as a pattern, which an editor can check too, and as a function, which can say why. */
export interface TextRule {
  readonly pattern?: RegExp;
  readonly maxLength?: number;
  check(value: string): Wrong | undefined;
}

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Labels that the Job controller itself puts on a Job's pods. */
const JOB_CONTROLLER_LABELS = ['job-name', 'controller-uid'];

const DNS_LABEL_ALLOWED = "at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit";
const SUBDOMAIN_ALLOWED =
  "at most 253 lower-case letters, digits, '-' and '.', each part beginning and ending with a letter or digit";
const LABEL_VALUE_ALLOWED =
  "nothing, or at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit";

/** A text that Kubernetes wants to be a DNS label (RFC 1123). */
export const dnsLabel = rule('wrong-name', LABEL, LABEL_VALUE_MAX, 'is not a DNS label', DNS_LABEL_ALLOWED, asLabel);

/** A text that Kubernetes wants to be a DNS subdomain (RFC 1123). */
export const dnsSubdomain = rule('wrong-name', SUBDOMAIN, 253, 'is not a DNS subdomain', SUBDOMAIN_ALLOWED, asLabel);

/** A name that Kueue takes for a queue: a DNS subdomain that fits into a label. */
export const queueName = rule(
  'wrong-name',
  SUBDOMAIN,
  LABEL_VALUE_MAX,
  'is not the name of a queue',
  SUBDOMAIN_ALLOWED.replace('253', '63'),
  asLabel,
);

/** A key of a Secret or ConfigMap. */
export const dataKey = rule(
  'wrong-name',
  /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]+$/,
  253,
  'is not a key that a Secret or ConfigMap can have',
  "at most 253 letters, digits, '-', '_' and '.', not beginning with '..'",
);

export const labelValue = rule(
  'wrong-label',
  LABEL_VALUE,
  LABEL_VALUE_MAX,
  'is not a label value',
  LABEL_VALUE_ALLOWED,
);

/** A task's id: it becomes part of its claim's and its Job's name. */
export const taskId: TextRule = {
  pattern: LABEL,
  maxLength: TASK_ID_MAX,
  check(value) {
    const allowed = DNS_LABEL_ALLOWED.replace('63', String(TASK_ID_MAX));
    if (value.length > TASK_ID_MAX && LABEL.test(value)) {
      const what = `has ${value.length} characters: keruta-job-${value} would be longer than the 63 of a label`;
      return { code: 'wrong-task-id', what, allowed };
    }
    if (!LABEL.test(value)) {
      return { code: 'wrong-task-id', what: 'is not a DNS label', allowed, ...meant(asLabel(value)) };
    }
    if (value === 'constructor') {
      const what = 'is a name that JavaScript keeps for itself: constructs cannot hold it';
      return {
        code: 'wrong-task-id',
        what,
        allowed: 'any other DNS label',
        fix: 'take another id, such as constructor-1',
      };
    }
    return undefined;
  },
};

/** An absolute path inside a container. */
export const absolutePath: TextRule = {
  pattern: /^\/[^:]*$/,
  check: (value) =>
    /^\/[^:]*$/.test(value)
      ? undefined
      : { code: 'wrong-path', what: 'is not an absolute path', allowed: "a path that begins with '/' and has no ':'" },
};

/** Text that says something: not empty, no white space at its ends. */
export const filledText: TextRule = {
  pattern: /^\S(.*\S)?$/,
  check: (value) =>
    /^\S(.*\S)?$/s.test(value)
      ? undefined
      : {
          code: 'wrong-text',
          what: 'is empty or has white space at its ends',
          allowed: 'text without white space at its ends',
        },
};

/** The name of an environment variable that a task may set. */
export const envName: TextRule = {
  pattern: ENV_NAME,
  check(name) {
    if (name === 'KERUTA_API_TOKEN') {
      const fix = 'name the Secret and its key with apiTokenSecret';
      return { code: 'literal-token', what: 'is a secret, which does not belong into Git', fix };
    }
    if ((CONTRACT_ENV as readonly string[]).includes(name)) {
      const fix = name === 'KERUTA_API_URL' ? 'set apiUrl' : 'remove it: it is the taskId';
      return { code: 'reserved-env', what: 'is set by the contract', fix };
    }
    if (!ENV_NAME.test(name) || name === '.' || name.startsWith('..')) {
      const allowed = "letters, digits, '_', '-' and '.', not beginning with a digit or '..'";
      return { code: 'wrong-env-name', what: 'is not the name of an environment variable', allowed };
    }
    return undefined;
  },
};

/** The key of a label that a node or a pod may have: `name` or `example.com/name`. */
export const labelKey: TextRule = {
  check: (key) => qualifiedName(key, 'wrong-label', 'label'),
};

/** The key of a label that a task may set: not one that keruta, Kueue or the Job controller sets. */
export const ownLabelKey: TextRule = {
  check(key) {
    if (['app', TASK_LABEL, WORKSPACE_LABEL].includes(key)) {
      return { code: 'reserved-label', what: 'is set by keruta', fix: 'take another key' };
    }
    if (key === 'kueue.x-k8s.io/queue-name') {
      return { code: 'reserved-label', what: 'is set by queue', fix: 'set queue' };
    }
    if (JOB_CONTROLLER_LABELS.includes(key) || key.startsWith('batch.kubernetes.io/')) {
      return { code: 'reserved-label', what: 'is set by Kubernetes on the pods of a Job', fix: 'take another key' };
    }
    return labelKey.check(key);
  },
};

/** The key of an annotation that a task may set: none that a GitOps controller or Helm acts on. */
export const annotationKey: TextRule = {
  check(key) {
    const prefix = ['argocd.argoproj.io/', 'helm.sh/', 'kustomize.toolkit.fluxcd.io/'].find((p) => key.startsWith(p));
    if (prefix) {
      const what = `is under ${prefix}: a hook, a wave or a forced replacement would run an agent twice`;
      return { code: 'reserved-annotation', what, fix: 'remove it' };
    }
    return qualifiedName(key.toLowerCase(), 'wrong-annotation', 'annotation');
  },
};

/** The name of a resource that a container may ask for. */
export const resourceName: TextRule = {
  check(name) {
    if (/^(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(name)) {
      return undefined;
    }
    if (name.includes('/') && !qualifiedName(name, 'wrong-resource', 'resource') && !name.startsWith('requests.')) {
      return undefined;
    }
    const allowed = 'cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with a domain: nvidia.com/gpu';
    return { code: 'wrong-resource', what: 'is not a resource of a container', allowed };
  },
};

/**
 * Control characters and lone surrogates, which not every YAML reader takes. Tab and line breaks are
 * text where a text may have several lines.
 */
export function unprintable(value: string, lines: 'one line' | 'lines'): Wrong | undefined {
  const control = lines === 'lines' ? /[^\P{Cc}\t\n\r]/u : /\p{Cc}/u;
  const allowed = lines === 'lines' ? 'any characters, tab and line breaks' : 'any characters, on one line';
  const found = control.exec(value)?.[0];
  if (found !== undefined) {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return { code: 'wrong-text', what: `holds the control character U+${code}`, allowed, fix: 'remove it' };
  }
  if (!value.isWellFormed()) {
    return { code: 'wrong-text', what: 'holds half of a surrogate pair', allowed, fix: 'remove it' };
  }
  return undefined;
}

function rule(
  code: Wrong['code'],
  pattern: RegExp,
  maxLength: number,
  what: string,
  allowed: string,
  repair?: (value: string) => string,
): TextRule {
  return {
    pattern,
    maxLength,
    check: (value) =>
      value.length <= maxLength && pattern.test(value)
        ? undefined
        : { code, what, allowed, ...(repair ? meant(repair(value)) : {}) },
  };
}

/** Kubernetes' "qualified name": an optional DNS subdomain and `/`, then a name of at most 63 characters. */
function qualifiedName(key: string, code: Wrong['code'], kind: string): Wrong | undefined {
  if (key === 'constructor') {
    return { code: 'reserved-key', what: 'is a name that JavaScript keeps for itself: cdk8s cannot write it' };
  }
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const name = key.slice(slash + 1);
  const right =
    QUALIFIED_NAME.test(name) &&
    name.length <= LABEL_VALUE_MAX &&
    (slash < 0 || (SUBDOMAIN.test(prefix) && prefix.length <= 253));
  const allowed = "NAME or DOMAIN/NAME; NAME has at most 63 letters, digits, '-', '_' and '.'";
  return right ? undefined : { code, what: `is not the key of a${kind === 'annotation' ? 'n' : ''} ${kind}`, allowed };
}

function asLabel(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, TASK_ID_MAX)
    .replace(/^-|-$/g, '');
}

function meant(value: string): Pick<Wrong, 'fix'> {
  return value === '' ? {} : { fix: `did you mean ${value}?` };
}
