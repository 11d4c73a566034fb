import { didYouMean } from '../mistakes/did-you-mean';
import { MistakesError } from '../mistakes/mistakes-error';
import { UserError } from '../mistakes/user-error';
import type { Io, Verb } from './verb';

/** A line of the overall help, and how to get at the verb: only the one that runs is loaded. */
interface Entry {
  readonly summary: string;
  load(): Verb;
}

const VERBS: Record<string, Entry> = {
  plan: {
    summary: 'show what a push of this working tree does to the cluster',
    load: () => (require('./plan/verb') as typeof import('./plan/verb')).plan,
  },
  graph: {
    summary: 'draw the families: who goes on from whom, on which claim',
    load: () => (require('./graph/verb') as typeof import('./graph/verb')).graph,
  },
  explain: {
    summary: 'say where each value of a task came from, and where it ends',
    load: () => (require('./explain/verb') as typeof import('./explain/verb')).explain,
  },
  check: {
    summary: 'check the tasks, and that dist/ is what a synth would write',
    load: () => (require('./check/verb') as typeof import('./check/verb')).check,
  },
  claims: {
    summary: "list the cluster's claims: used, done or orphaned",
    load: () => (require('./claims/verb') as typeof import('./claims/verb')).claims,
  },
  init: {
    summary: 'write a new GitOps repository into an empty folder',
    load: () => (require('./init/verb') as typeof import('./init/verb')).init,
  },
};

/** The exit code of what could not be done: wrong arguments, no such file, a command that fails. */
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
    // By its own name: the compiled file lies deeper than its source.
    io.stdout(`${(require('cdk8s-keruta/package.json') as { version: string }).version}\n`);
    return 0;
  }
  const entry = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!entry) {
    const meant = didYouMean(name, Object.keys(VERBS));
    io.stderr(
      `cdk8s-keruta: ${name} is not one of its verbs: ${Object.keys(VERBS).join(', ')}${meant ? `; ${meant}` : ''}\n`,
    );
    return NOT_DONE;
  }
  const verb = entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
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

function overview(): string {
  const width = Math.max(...Object.keys(VERBS).map((name) => name.length));
  const lines = Object.entries(VERBS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `cdk8s-keruta VERB [OPTIONS]

${lines.join('\n')}

cdk8s-keruta VERB --help says more of each. Nothing here changes a cluster.

Exit codes: 0 all is well, 1 mistakes in the tasks or manifests, 3 it could not be done (wrong arguments, no such
file, a command that failed); any other is in the verb's own help.
`;
}

/** What `parseArgs` throws. */
function isArgumentError(error: unknown): error is Error {
  return String((error as NodeJS.ErrnoException | undefined)?.code).startsWith('ERR_PARSE_ARGS');
}
