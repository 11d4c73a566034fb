import type { Problem } from '../mistakes/problem';
import { LABEL_VALUE_MAX, TASK_ID_MAX } from '../settings/names';

/** A rule for a text: as a pattern, which an editor can check too, and as a function, which can say why. */
export interface TextRule {
  readonly pattern?: RegExp;
  readonly maxLength?: number;
  check(value: string): Problem | undefined;
}

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

const DNS_LABEL_ALLOWED = "at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit";
const SUBDOMAIN_ALLOWED =
  "at most 253 lower-case letters, digits, '-' and '.', each part beginning and ending with a letter or digit";
const LABEL_VALUE_ALLOWED =
  "nothing, or at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit";

/** A text that Kubernetes wants to be a DNS label (RFC 1123). */
export const dnsLabel = rule('wrong-name', LABEL, LABEL_VALUE_MAX, 'is not a DNS label', DNS_LABEL_ALLOWED, asLabel);

/** A text that Kubernetes wants to be a DNS subdomain (RFC 1123). */
export const dnsSubdomain = rule(
  'wrong-name',
  SUBDOMAIN,
  253,
  'is not a DNS subdomain',
  SUBDOMAIN_ALLOWED,
  asSubdomain,
);

/** A name that Kueue takes for a queue: a DNS subdomain that fits into a label. */
export const queueName = rule(
  'wrong-name',
  SUBDOMAIN,
  LABEL_VALUE_MAX,
  'is not the name of a queue',
  SUBDOMAIN_ALLOWED.replace('253', '63'),
  asSubdomain,
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
  pattern: new RegExp(`^(?!constructor$)${LABEL.source.slice(1)}`),
  maxLength: TASK_ID_MAX,
  check(value) {
    const allowed = DNS_LABEL_ALLOWED.replace('63', String(TASK_ID_MAX));
    if (value.length > TASK_ID_MAX && LABEL.test(value)) {
      const what = `has ${value.length} characters: keruta-job-${value} would be longer than the 63 of a label`;
      return { code: 'wrong-task-id', what, allowed };
    }
    if (!LABEL.test(value)) {
      return { code: 'wrong-task-id', what: 'is not a DNS label', allowed, ...meant(asLabel(value, TASK_ID_MAX)) };
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

/** A path inside a container that a volume can be mounted at. */
export const absolutePath: TextRule = {
  pattern: /^\/[^:]*[^:/][^:]*$/,
  check: (value) =>
    absolutePath.pattern?.test(value)
      ? undefined
      : {
          code: 'wrong-path',
          what: 'is not an absolute path that a volume can be mounted at',
          allowed: "a path that begins with '/', is more than '/', and has no ':'",
        },
};

/** Text that says something: not empty, no white space at its ends. */
export const filledText: TextRule = {
  pattern: /^\S(?:[\s\S]*\S)?$/,
  check: (value) =>
    filledText.pattern?.test(value)
      ? undefined
      : {
          code: 'wrong-text',
          what: value === '' ? 'is empty' : 'has white space at its ends',
          allowed: 'text without white space at its ends',
        },
};

/**
 * Control characters and lone surrogates, which not every YAML reader takes. Tab and line breaks are
 * text where a text may have several lines.
 */
export function unprintable(value: string, lines: 'one line' | 'lines'): Problem | undefined {
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

/** Linux takes no argument and no `NAME=VALUE` of more than 32 pages, each with a NUL at its end (MAX_ARG_STRLEN). */
const ARGUMENT_MAX = 32 * 4096 - 1;

/** What a container is started with: an argument, or the value of a variable with its name. */
export function checkArgument(value: string, variable?: string): Problem | undefined {
  const bytes = Buffer.byteLength(variable === undefined ? value : `${variable}=${value}`);
  return bytes <= ARGUMENT_MAX
    ? undefined
    : {
        code: 'wrong-text',
        what: `takes ${bytes} bytes${variable === undefined ? '' : ' with its name'}`,
        allowed: `at most ${ARGUMENT_MAX} bytes: Linux starts no program with more`,
        fix: 'keep it in a file, and pass the path',
      };
}

function rule(
  code: Problem['code'],
  pattern: RegExp,
  maxLength: number,
  what: string,
  allowed: string,
  repair?: (value: string, maxLength: number) => string,
): TextRule {
  return {
    pattern,
    maxLength,
    check: (value) =>
      value.length <= maxLength && pattern.test(value)
        ? undefined
        : { code, what, allowed, ...(repair ? meant(repair(value, maxLength)) : {}) },
  };
}

function asLabel(value: string, maxLength: number): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-|-$/g, '');
}

function asSubdomain(value: string, maxLength: number): string {
  const parts = value.split('.').map((part) => asLabel(part, maxLength));
  return parts
    .filter((part) => part !== '')
    .join('.')
    .slice(0, maxLength)
    .replace(/[-.]+$/, '');
}

function meant(value: string): Pick<Problem, 'fix'> {
  return value === '' ? {} : { fix: `did you mean ${value}?` };
}
