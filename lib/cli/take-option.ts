import { UserError } from '../mistakes/user-error';

/** The arguments of a verb without an option. */
export interface TakenOption {
  /** The other arguments. */
  readonly rest: string[];
  readonly isGiven: boolean;
  /** The value of the option; undefined if there is none. */
  readonly value: string | undefined;
}

/**
 * Takes `--NAME`, `--NAME VALUE` and `--NAME=VALUE` out of the arguments of a verb. `parseArgs` has no option with an optional
 * value, and each verb would have to know the options that all verbs share.
 *
 * @throws UserError if the option is there twice
 */
export function takeOption(args: readonly string[], name: string): TakenOption {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const [at, second] = options.flatMap((arg, index) => (arg.split('=')[0] === `--${name}` ? [index] : []));
  if (at === undefined) {
    return { rest: [...args], isGiven: false, value: undefined };
  }
  if (second !== undefined) {
    throw new UserError(`--${name} is there twice; allowed: once`);
  }
  const [given = '', next] = options.slice(at);
  const inArgument = given.includes('=') ? given.slice(given.indexOf('=') + 1) : undefined;
  const takesNext = inArgument === undefined && next !== undefined && (next === '-' || !next.startsWith('-'));
  return { rest: args.toSpliced(at, takesNext ? 2 : 1), isGiven: true, value: takesNext ? next : inArgument };
}
