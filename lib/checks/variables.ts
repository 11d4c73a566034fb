import type { JobSettings } from '../settings/job-settings';
import { CONTRACT_ENV } from '../settings/names';

/*
 * References to environment variables: Kubernetes replaces $(NAME) in a value by the value of a variable that stands before
 * it, and in the command by that of any variable of the container. It leaves any other reference as it is.
 *
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */

/** The place of a reference in the settings of a Job. */
export interface ReferencePlace {
  readonly key: 'env' | 'command' | 'podSpec';
  /** The name of the variable in `env`, or of the field in `podSpec`. */
  readonly name?: string | undefined;
  /** The place as a person reads it. */
  readonly shown: string;
  /** Whether it is a path of a volume: with an open reference the container does not start. */
  readonly isPath?: boolean;
}

/** A text in which Kubernetes replaces references. */
export interface ReferringText {
  readonly text: unknown;
  readonly where: ReferencePlace;
}

/** A variable of a container, with its text if it has one. */
export interface Variable extends ReferringText {
  readonly name: string;
}

/** A reference that Kubernetes does not replace. */
export interface OpenReference {
  readonly where: ReferencePlace;
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

/** The variables that the contract and `env` set, in their order. */
export function variablesOf({ env = {} }: JobSettings): Variable[] {
  const ofContract = CONTRACT_ENV.map((name) => ({ name, text: undefined, where: placeOfVariable(name) }));
  return [...ofContract, ...Object.entries(env).map(([name, text]) => ({ name, text, where: placeOfVariable(name) }))];
}

function placeOfVariable(name: string): ReferencePlace {
  return { key: 'env', name, shown: `env.${name}` };
}

/** The arguments of `command`. */
export function argumentsOf({ command = [] }: JobSettings): ReferringText[] {
  return command.map((text) => ({ text, where: { key: 'command', shown: 'command' } }));
}

/** The open references in the variables and the command of a Job without a `podSpec`. */
export function openReferences(settings: JobSettings): OpenReference[] {
  const { env = {}, command = [] } = settings;
  return [...Object.values(env), ...command].some(mayRefer)
    ? openReferencesIn(variablesOf(settings), argumentsOf(settings))
    : [];
}

/**
 * The open references of a container.
 *
 * @param variables the variables, in their order
 * @param texts the other texts, which may refer to any variable
 */
export function openReferencesIn(variables: readonly Variable[], texts: readonly ReferringText[]): OpenReference[] {
  const names = variables.map(({ name }) => name);
  return [
    ...variables.flatMap(({ text, where }, index) => {
      const before = mayRefer(text) ? names.slice(0, index) : [];
      return openNames(text, before, names).map((name) => ({
        where,
        name,
        isLater: names.includes(name),
        names: before,
      }));
    }),
    ...texts.flatMap(({ text, where }) =>
      openNames(text, names, names).map((name) => ({ where, name, isLater: false, names })),
    ),
  ];
}

function mayRefer(text: unknown): text is string {
  return typeof text === 'string' && text.includes('$(');
}

/** In a text with white space, which may be a script, a name in lower case may be a command: `$(date)`. */
function openNames(text: unknown, known: readonly string[], all: readonly string[]): string[] {
  if (!mayRefer(text)) {
    return [];
  }
  const isName = /\s/.test(text) ? USUAL_NAME : ANY_NAME;
  const names = [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
  return names.filter(
    (name) => !known.includes(name) && (all.includes(name) || (isName.test(name) && !OF_SERVICES.test(name))),
  );
}
