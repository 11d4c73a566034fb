import { didYouMean } from '../mistakes/did-you-mean';
import { MistakesError } from '../mistakes/mistakes-error';
import { UserError } from '../mistakes/user-error';
import type { Io, Verb } from './verb';
import { VERBS } from './verbs';

/** The exit code if the work could not be done: wrong arguments, no such file, a command that fails. */
const NOT_DONE = 3;

/** Runs `cdk8s-keruta ARGS`. A user's mistake is shown without a stack trace; any other error is ours and is thrown. */
export async function cli(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.stderr(overview());
    return NOT_DONE;
  }
  if (name === '--help' || name === '-h') {
    io.stdout(overview());
    return 0;
  }
  if (name === '--version') {
    // The package finds itself by its name, since the compiled file is in a deeper folder than its source.
    io.stdout(`${(require('cdk8s-keruta/package.json') as { version: string }).version}\n`);
    return 0;
  }
  if (name === 'help') {
    return help(rest, io);
  }
  const verb = verbOf(name, io);
  if (!verb) {
    return NOT_DONE;
  }
  if (asksForHelp(rest)) {
    io.stdout(verb.help);
    return 0;
  }
  try {
    return await verb.run(rest, io);
  } catch (error) {
    if (error instanceof MistakesError) {
      io.stderr(`${error.format(io.errorColor)}\n`);
      return 1;
    }
    if (error instanceof UserError || isArgumentError(error)) {
      io.stderr(
        `cdk8s-keruta ${name}: ${error.message}${isArgumentError(error) ? `; see cdk8s-keruta ${name} --help` : ''}\n`,
      );
      return NOT_DONE;
    }
    throw error;
  }
}

/** `cdk8s-keruta help [VERB]` */
function help(names: readonly string[], io: Io): number {
  const [name] = names;
  const verb = name === undefined ? undefined : verbOf(name, io);
  if (name !== undefined && !verb) {
    return NOT_DONE;
  }
  io.stdout(verb ? verb.help : overview());
  return 0;
}

/** Loads a verb. If there is none of that name, says so on standard error. */
function verbOf(name: string, io: Io): Verb | undefined {
  const entry = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!entry) {
    const meant = didYouMean(name, Object.keys(VERBS));
    io.stderr(
      `cdk8s-keruta: ${name} is not one of its verbs: ${Object.keys(VERBS).join(', ')}${meant ? `; ${meant}` : ''}\n`,
    );
  }
  return entry?.load();
}

/** Whether an option asks for the help. The words after `--` are arguments, even if they look like options. */
function asksForHelp(args: readonly string[]): boolean {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return options.includes('--help') || options.includes('-h');
}

function overview(): string {
  const width = Math.max(...Object.keys(VERBS).map((name) => name.length));
  const lines = Object.entries(VERBS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `cdk8s-keruta VERB [OPTIONS]

${lines.join('\n')}

cdk8s-keruta help VERB describes a verb and its options. No verb changes a cluster.

Exit codes: 0 all is well, 1 mistakes in the tasks or manifests, 3 it could not be done (wrong arguments, no such
file, a command that failed); any other is in the verb's own help.
`;
}

/** Whether an error was thrown by `parseArgs`. */
function isArgumentError(error: unknown): error is Error {
  return String((error as NodeJS.ErrnoException | undefined)?.code).startsWith('ERR_PARSE_ARGS');
}
