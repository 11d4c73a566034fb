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
const OF_SERVICES = /_SERVICE_(?:HOST|PORT)/;
/** A name in lower case is taken for a command of a shell: `$(date)`. */
const IS_VARIABLE = /^[A-Z_][A-Z0-9_]*$/;

/** The references in the variables and the command of a Job that Kubernetes leaves as they are. */
export function openReferences({ env = {}, command = [] }: JobSettings): OpenReference[] {
  const hasReference = (value: unknown): value is string => typeof value === 'string' && value.includes('$(');
  const values = Object.entries(env).filter((entry): entry is [string, string] => hasReference(entry[1]));
  const args = command.filter(hasReference);
  if (values.length === 0 && args.length === 0) {
    return [];
  }
  const names = [...CONTRACT_ENV, ...Object.keys(env)];
  return [
    ...values.flatMap(([variable, value]) => {
      const before = names.slice(0, names.indexOf(variable));
      return openNames(value, before, names).map(
        (name): OpenReference => ({ key: 'env', variable, name, isLater: names.includes(name), names: before }),
      );
    }),
    ...args.flatMap((argument) =>
      openNames(argument, names, names).map((name): OpenReference => ({ key: 'command', name, isLater: false, names })),
    ),
  ];
}

function openNames(text: string, known: readonly string[], all: readonly string[]): string[] {
  const names = [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
  return names.filter(
    (name) => !known.includes(name) && (all.includes(name) || (IS_VARIABLE.test(name) && !OF_SERVICES.test(name))),
  );
}
