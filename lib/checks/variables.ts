import type { JobSettings } from '../settings/job-settings';
import { CONTRACT_ENV } from '../settings/names';

/*
 * References to environment variables: Kubernetes replaces $(NAME) in a value by the value of a variable that stands before
 * it, and in the command by that of any variable of the container. It leaves any other reference as it is.
 *
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */

/** A reference that Kubernetes leaves as it is. */
export interface OpenReference {
  /** The setting, and the name of the variable if the setting is `env`. */
  readonly key: 'env' | 'command';
  readonly variable?: string;
  /** The name in the reference. */
  readonly name: string;
  /** Whether the variable is there, but after the reference. */
  readonly isLater: boolean;
  /** The names that the reference may have. */
  readonly names: readonly string[];
}

/** `$$` is an escaped dollar sign; `$(` without its end is no reference. */
const REFERENCE = /\$(?:\$|\(([^()$]*)\))/g;
/** The kubelet adds these for every Service of the namespace. */
const OF_SERVICES = /_SERVICE_(?:HOST|PORT)(?:_\w+)?$/;
/** A name in lower case is taken for a command of a shell: `$(date)`. */
const IS_VARIABLE = /^[A-Z_][A-Z0-9_]*$/;

/** The references in the variables and the command of a Job that Kubernetes leaves as they are. */
export function openReferences({ env = {}, command = [] }: JobSettings): OpenReference[] {
  const names = [...CONTRACT_ENV, ...Object.keys(env)];
  const open: OpenReference[] = [];
  for (const [variable, value] of Object.entries(env)) {
    if (typeof value === 'string' && value.includes('$(')) {
      const before = names.slice(0, names.indexOf(variable));
      for (const name of openNames(value, before, names)) {
        open.push({ key: 'env', variable, name, isLater: names.includes(name), names: before });
      }
    }
  }
  for (const argument of command) {
    if (argument.includes('$(')) {
      for (const name of openNames(argument, names, names)) {
        open.push({ key: 'command', name, isLater: false, names });
      }
    }
  }
  return open;
}

function openNames(text: string, known: readonly string[], all: readonly string[]): string[] {
  const names = [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
  return names.filter(
    (name) => !known.includes(name) && (all.includes(name) || (IS_VARIABLE.test(name) && !OF_SERVICES.test(name))),
  );
}
