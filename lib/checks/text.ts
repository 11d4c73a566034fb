import type { Problem } from '../mistakes/problem';
import { kindOfNamedSecret, kindOfSecret } from '../mistakes/secrets';
import { LABEL_VALUE_MAX, TASK_ID_MAX } from '../settings/names';

/** A rule for a string: a pattern, which an editor can check too, and a function, which knows the reason. */
export interface TextRule {
  readonly pattern?: RegExp;
  readonly maxLength?: number;
  /** The unit that was probably meant by a number without a unit. */
  readonly unit?: string;
  /** Whether the rule finds secrets itself, since it has a better fix for them. */
  readonly findsSecrets?: true;
  /** The problem with a string; undefined if the string follows the rule. */
  check(value: string): Problem | undefined;
}

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

const DNS_LABEL_ALLOWED =
  "at most 63 lower-case letters, digits and '-', beginning and ending with a letter or a digit";
const SUBDOMAIN_ALLOWED =
  "at most 253 lower-case letters, digits, '-' and '.', each part beginning and ending with a letter or a digit";
const LABEL_VALUE_ALLOWED =
  "an empty string, or at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or a digit";

/** A DNS label (RFC 1123). */
export const dnsLabel = rule('wrong-name', LABEL, LABEL_VALUE_MAX, 'is not a DNS label', DNS_LABEL_ALLOWED, asLabel);

/** A DNS subdomain (RFC 1123). */
export const dnsSubdomain = rule(
  'wrong-name',
  SUBDOMAIN,
  253,
  'is not a DNS subdomain',
  SUBDOMAIN_ALLOWED,
  asSubdomain,
);

/** The name of a storage class, or an empty string: no class, and no dynamic provisioning. */
export const storageClass: TextRule = {
  pattern: new RegExp(`^$|${SUBDOMAIN.source}`),
  maxLength: 253,
  check: (value) => (value === '' ? undefined : dnsSubdomain.check(value)),
};

/** The name of an object of Kueue that a label names: a DNS subdomain that fits into a label. */
export const kueueName = rule(
  'wrong-name',
  SUBDOMAIN,
  LABEL_VALUE_MAX,
  'is not the name of a queue or a priority class of Kueue',
  SUBDOMAIN_ALLOWED.replace('253', '63'),
  asSubdomain,
);

/** A key in the data of a Secret or a ConfigMap. */
export const dataKey = rule(
  'wrong-name',
  /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]+$/,
  253,
  'is not a key of a Secret or a ConfigMap',
  "at most 253 letters, digits, '-', '_' and '.', not beginning with '..'",
);

/** The value of a label. */
export const labelValue = rule(
  'wrong-label',
  LABEL_VALUE,
  LABEL_VALUE_MAX,
  'is not a label value',
  LABEL_VALUE_ALLOWED,
);

/** The id of a task, which is part of the names of its claim and its Job. */
export const taskId: TextRule = {
  pattern: new RegExp(`^(?!constructor$)${LABEL.source.slice(1)}`),
  maxLength: TASK_ID_MAX,
  check(value) {
    const allowed = DNS_LABEL_ALLOWED.replace('63', String(TASK_ID_MAX));
    if (value.length > TASK_ID_MAX && LABEL.test(value)) {
      const what = `has ${value.length} characters: keruta-job-${value} would have more than the 63 of a label`;
      return { code: 'wrong-task-id', what, allowed };
    }
    if (!LABEL.test(value)) {
      return {
        code: 'wrong-task-id',
        what: 'is not a DNS label',
        allowed,
        ...proposeFix(asLabel(value.slice(0, REPAIRED_MAX), TASK_ID_MAX)),
      };
    }
    if (value === 'constructor') {
      const what = 'is a reserved name of JavaScript, which no construct can have';
      return {
        code: 'wrong-task-id',
        what,
        allowed: 'any other DNS label',
        fix: 'use another id, such as constructor-1',
      };
    }
    return undefined;
  },
};

/** Directories of the container that belong to the kernel: container runtimes refuse or break a volume in them. */
const KERNEL_PATHS = '/+(?:dev|proc|sys)(?:/|$)';
/** Linux' limits for a path (PATH_MAX, with its NUL) and for a name between two slashes (NAME_MAX), in bytes. */
export const PATH_MAX = 4095;
export const NAME_MAX = 255;

/** Whether Linux takes no path as long as this one. */
export function isTooLong(path: string): boolean {
  return Buffer.byteLength(path) > PATH_MAX || path.split('/').some((name) => Buffer.byteLength(name) > NAME_MAX);
}

const MOUNT_PATH = new RegExp(`^(?!${KERNEL_PATHS})(?:/+(?!\\.{1,2}(?:/|$))[^/:]+)+/*$`);

/** The path of a volume mount in a container. */
export const mountPath: TextRule = {
  pattern: MOUNT_PATH,
  check(value) {
    const tooLong = isTooLong(value);
    if (MOUNT_PATH.test(value) && !tooLong) {
      return undefined;
    }
    const what = new RegExp(`^${KERNEL_PATHS}`).test(value)
      ? 'is in a directory of the kernel, which no volume can be mounted in'
      : tooLong
        ? 'is too long for Linux'
        : 'is not an absolute path that a volume can be mounted at';
    const allowed = `an absolute path without ':', '.' and '..', not '/', of at most ${PATH_MAX} bytes, and ${NAME_MAX} between two slashes`;
    const meant = `/${value.replace(/^[./]+/, '')}`;
    const fix = !tooLong && MOUNT_PATH.test(meant) ? { fix: `did you mean ${meant}?` } : {};
    return { code: 'wrong-path', what, allowed, ...fix };
  },
};

const FILLED_TEXT = /^\S(?:[\s\S]*\S)?$/;

/** A string that is not empty and has no white space at its ends. */
export const filledText: TextRule = {
  pattern: FILLED_TEXT,
  check: (value) =>
    FILLED_TEXT.test(value)
      ? undefined
      : {
          code: 'wrong-text',
          what: value === '' ? 'is empty' : 'has white space at its beginning or its end',
          allowed: 'a string without white space at its ends',
        },
};

/**
 * Checks that every YAML reader accepts a string: no control characters and no half of a surrogate pair. Tabs and line
 * breaks are allowed in a string of several lines.
 */
export function checkCharacters(value: string, shape: 'one line' | 'lines'): Problem | undefined {
  const control = shape === 'lines' ? /[^\P{Cc}\t\n\r]/u : /\p{Cc}/u;
  const allowed = shape === 'lines' ? 'printable characters, tabs and line breaks' : 'printable characters on one line';
  const found = control.exec(value)?.[0];
  if (found !== undefined) {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return { code: 'wrong-text', what: `has the control character U+${code}`, allowed, fix: 'remove it' };
  }
  if (!value.isWellFormed()) {
    return { code: 'wrong-text', what: 'has half of a surrogate pair', allowed, fix: 'remove it' };
  }
  return undefined;
}

/** Checks that a string has no secret. */
export function checkSecret(value: string): Problem | undefined {
  const kind = kindOfSecret(value);
  return kind === undefined ? undefined : secretProblem(kind);
}

/** The maximum size of an argument and of `NAME=VALUE` in Linux: 32 pages less a NUL (MAX_ARG_STRLEN). */
const ARGUMENT_MAX = 32 * 4096 - 1;

/** Checks the size of an argument, or of an environment variable with its name. */
export function checkArgument(value: string, variable?: string): Problem | undefined {
  const bytes = Buffer.byteLength(variable === undefined ? value : `${variable}=${value}`);
  return bytes <= ARGUMENT_MAX
    ? undefined
    : {
        code: 'wrong-text',
        what: `takes ${bytes} bytes${variable === undefined ? '' : ' with its name'}`,
        allowed: `at most ${ARGUMENT_MAX} bytes: Linux does not start a program with a larger one`,
        fix: 'keep the value in a file, and pass the path',
      };
}

/** Checks an environment variable with its name, which may give a secret away. Its value alone is checked elsewhere. */
export function checkVariable(name: string, value: string): Problem | undefined {
  const kind = kindOfSecret(value) === undefined ? kindOfNamedSecret(name, value) : undefined;
  return checkArgument(value, name) ?? (kind === undefined ? undefined : secretProblem(kind));
}

/** The problem with a secret, which does not repeat the secret. */
function secretProblem(kind: string): Problem {
  return {
    code: 'literal-secret',
    what: `looks like ${kind}: a secret does not belong in Git`,
    allowed: 'no secret: everybody who can read the repository or the Job can read it',
    fix:
      'revoke it, keep a new one in a Secret, and read it from there: ' +
      'env: { NAME: { secretKeyRef: { name: SECRET, key: KEY } } }',
  };
}

/** A longer value was not meant as a name. */
const REPAIRED_MAX = 1000;

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
        : {
            code,
            what,
            allowed,
            ...(repair && value.length <= REPAIRED_MAX ? proposeFix(repair(value, maxLength)) : {}),
          },
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
  let name = parts
    .filter((part) => part !== '')
    .join('.')
    .slice(0, maxLength);
  while (/[-.]$/.test(name)) {
    name = name.slice(0, -1);
  }
  return name;
}

function proposeFix(value: string): Pick<Problem, 'fix'> {
  return value === '' ? {} : { fix: `did you mean ${value}?` };
}
