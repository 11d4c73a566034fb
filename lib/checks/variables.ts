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
/** Names that people give to variables, and all names that a variable may have. */
const USUAL_NAME = /^[A-Z_][A-Z0-9_]*$/;
const ANY_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

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

/** In a text with white space, which may be a script, a name in lower case may be a command: `$(date)`. */
function openNames(text: string, known: readonly string[], all: readonly string[]): string[] {
  const isName = /\s/.test(text) ? USUAL_NAME : ANY_NAME;
  const names = [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
  return names.filter(
    (name) => !known.includes(name) && (all.includes(name) || (isName.test(name) && !OF_SERVICES.test(name))),
  );
}
