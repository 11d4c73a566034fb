import { UserError } from '../../mistakes/user-error';
import { takeOption } from '../take-option';
import { quoteShell } from './shell';

/** The source of the objects of the live cluster. */
export interface LiveSource {
  /**
   * The file with what kubectl printed; `-` for standard input.
   *
   * @default - kubectl is asked
   */
  readonly file?: string;
  /**
   * The context of the kubeconfig file.
   *
   * @default - its current context
   */
  readonly context?: string;
  /**
   * The only namespace that is read.
   *
   * @default - all namespaces
   */
  readonly namespace?: string;
  /**
   * The kubeconfig file.
   *
   * @default - the file that kubectl finds
   */
  readonly kubeconfig?: string;
}

/** The options of a verb that reads the live cluster, for `parseArgs`, next to `--live`. */
export const LIVE_OPTIONS = {
  context: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  kubeconfig: { type: 'string' },
} as const;

/** These options in the help of a verb. */
export const LIVE_HELP = `  --live FILE        read what kubectl get -o json printed from this file; - for standard input
  --context NAME     the context for kubectl
  --namespace NAME   read this namespace alone, also -n NAME; without this option, all namespaces
  --kubeconfig FILE  the kubeconfig file for kubectl
`;

/**
 * Takes `--live` and `--live FILE` out of the arguments of a verb.
 *
 * @returns the other arguments; whether there is a `--live`, and its file
 */
export function takeLive(args: readonly string[]): { rest: string[]; isLive: boolean; file: string | undefined } {
  const { rest, isGiven, value } = takeOption(args, 'live');
  return { rest, isLive: isGiven, file: value };
}

/**
 * Refuses the options for kubectl of a verb that asks no cluster without `--live`.
 *
 * @throws UserError that names the options
 */
export function checkLiveOptions(isLive: boolean, options: LiveSource): void {
  const given = (Object.keys(LIVE_OPTIONS) as (keyof typeof LIVE_OPTIONS)[]).filter(
    (name) => options[name] !== undefined,
  );
  if (!isLive && given.length > 0) {
    const names = given.map((name) => `--${name}`).join(', ');
    throw new UserError(`${names}: no cluster is asked without --live; add --live`);
  }
}

/** `kubectl` with the options that reach the same cluster, for a command that a person pastes into a shell. */
export function kubectlCommand({ context, kubeconfig }: LiveSource): string {
  return [
    'kubectl',
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', quoteShell(kubeconfig)]),
    ...(context === undefined ? [] : ['--context', quoteShell(context)]),
  ].join(' ');
}
