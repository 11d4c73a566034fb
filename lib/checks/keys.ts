import type { Problem } from '../mistakes/problem';
import {
  APP_LABEL,
  CONTRACT_ENV,
  MAX_EXEC_TIME_LABEL,
  PRIORITY_LABEL,
  QUEUE_LABEL,
  TASK_LABEL,
  WORKSPACE_LABEL,
} from '../settings/names';
import type { TextRule } from './text';

/*
 * Rules for the keys of maps. Kubernetes' "qualified name" is an optional DNS subdomain and `/`, then a name of at
 * most 63 characters.
 */

export const DOMAIN = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*';
const NAME = '(?=[^/]{1,63}$)[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?';
const QUALIFIED_ALLOWED = "NAME or DOMAIN/NAME; NAME has at most 63 letters, digits, '-', '_' and '.'";

/** Labels that the Job controller sets on the pods of a Job. */
const JOB_CONTROLLER_LABELS = ['job-name', 'controller-uid'];
const JOB_CONTROLLER_DOMAIN = 'batch.kubernetes.io/';
/** Labels on which Kueue acts, with the setting to use instead. */
const KUEUE_LABELS = new Map([
  [QUEUE_LABEL, { what: 'is the label of Kueue', fix: 'set queue' }],
  [PRIORITY_LABEL, { what: 'is the label of Kueue', fix: 'set workloadPriorityClass' }],
  [
    MAX_EXEC_TIME_LABEL,
    {
      what: 'makes Kueue end the agent and leave its Job suspended for ever, neither failed nor complete',
      fix: 'set activeDeadlineSeconds',
    },
  ],
]);
export const OWN_LABELS = [...Object.keys(APP_LABEL), TASK_LABEL, WORKSPACE_LABEL];
/** Prefixes of the labels and annotations on which Argo CD, Helm and Flux act. */
const MACHINES = ['argocd.argoproj.io/', 'helm.sh/', 'kustomize.toolkit.fluxcd.io/'];

const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** The name of an environment variable that a task may set. */
export const envName: TextRule = {
  pattern: new RegExp(`^(?!(?:${oneOf(CONTRACT_ENV)}|\\.)$|\\.\\.)[-._a-zA-Z][-._a-zA-Z0-9]*$`),
  check(name) {
    if (name === 'KERUTA_API_TOKEN') {
      const fix = 'name the Secret and its key with apiTokenSecret';
      return { code: 'literal-token', what: 'is a secret: a secret does not belong in Git', fix };
    }
    if ((CONTRACT_ENV as readonly string[]).includes(name)) {
      const fix = name === 'KERUTA_API_URL' ? 'set apiUrl' : 'remove it: it is the taskId';
      return { code: 'reserved-env', what: 'is set by the contract', fix };
    }
    return checkEnvName(name);
  },
};

/** Checks the name of an environment variable of any container. */
export function checkEnvName(name: string): Problem | undefined {
  return ENV_NAME.test(name) && name !== '.' && !name.startsWith('..')
    ? undefined
    : {
        code: 'wrong-env-name',
        what: 'is not the name of an environment variable',
        allowed: "letters, digits, '_', '-' and '.', not beginning with a digit or '..'",
      };
}

/** The key of a label: `name` or `example.com/name`. */
export const labelKey: TextRule = {
  pattern: new RegExp(`^(?!constructor$)${qualified(DOMAIN)}$`),
  check: (key) =>
    checkReserved(key) ??
    checkPattern(labelKey, key, { code: 'wrong-label', what: 'is not the key of a label', allowed: QUALIFIED_ALLOWED }),
};

/** The key of a label that a task may set: not a label of keruta, Kueue or the Job controller, nor one on which a machine acts. */
export const ownLabelKey: TextRule = {
  pattern: new RegExp(
    `^(?!(?:constructor|${oneOf([...OWN_LABELS, ...KUEUE_LABELS.keys(), ...JOB_CONTROLLER_LABELS])})$|${oneOf([JOB_CONTROLLER_DOMAIN, ...MACHINES])})${qualified(DOMAIN)}$`,
  ),
  check(key) {
    if (OWN_LABELS.includes(key)) {
      return { code: 'reserved-label', what: 'is set by keruta', fix: 'use another key' };
    }
    const ofKueue = KUEUE_LABELS.get(key);
    if (ofKueue) {
      return { code: 'reserved-label', ...ofKueue };
    }
    if (JOB_CONTROLLER_LABELS.includes(key) || key.startsWith(JOB_CONTROLLER_DOMAIN)) {
      return { code: 'reserved-label', what: 'is set by Kubernetes on the pods of a Job', fix: 'use another key' };
    }
    return checkMachine(key, 'reserved-label') ?? labelKey.check(key);
  },
};

/** The key of an annotation that a task may set: not one on which a GitOps controller or Helm acts. */
export const annotationKey: TextRule = {
  // Unlike a label's, an annotation's domain may have upper-case letters.
  pattern: new RegExp(`^(?!constructor$|${oneOf(MACHINES)})${qualified(DOMAIN.replaceAll('a-z', 'A-Za-z'))}$`),
  check(key) {
    const what = 'is not the key of an annotation';
    const wrong = checkMachine(key, 'reserved-annotation') ?? checkReserved(key);
    return wrong ?? checkPattern(annotationKey, key, { code: 'wrong-annotation', what, allowed: QUALIFIED_ALLOWED });
  },
};

/** The name of a resource of a container. */
export const resourceName: TextRule = {
  pattern: new RegExp(
    `^(?:cpu|memory|ephemeral-storage|hugepages-${'(?=.{1,53}$)[-A-Za-z0-9_.]*[A-Za-z0-9]'}|(?!requests\\.)(?=[^/]{1,244}/)${DOMAIN}/${NAME})$`,
  ),
  check: (name) =>
    checkPattern(resourceName, name, {
      code: 'wrong-resource',
      what: 'is not a resource of a container',
      allowed: 'cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with a domain: nvidia.com/gpu',
    }),
};

/** Flux also reads its keys from labels. */
function checkMachine(key: string, code: Problem['code']): Problem | undefined {
  const machine = MACHINES.find((domain) => key.startsWith(domain));
  const what = `has the prefix ${machine}: a hook, a wave or a forced replacement would run an agent twice`;
  return machine === undefined ? undefined : { code, what, fix: 'remove it' };
}

/** The pattern of a qualified name with this pattern of a domain. */
export function qualified(domain: string): string {
  return `(?:(?=[^/]{1,253}/)${domain}/)?${NAME}`;
}

/** The pattern of any of these texts. */
export function oneOf(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll('.', '\\.')).join('|');
}

function checkReserved(key: string): Problem | undefined {
  return key === 'constructor'
    ? { code: 'reserved-key', what: 'is a reserved name of JavaScript, which cdk8s cannot write' }
    : undefined;
}

function checkPattern({ pattern }: TextRule, text: string, problem: Problem): Problem | undefined {
  return pattern?.test(text) ? undefined : problem;
}
