import { parseArgs } from 'node:util';
import { UserError } from '../../mistakes/user-error';
import type { Verb, VerbEntry } from '../verb';
import { candidatesFor } from './candidates';
import { SCRIPTS } from './scripts';

/** @param verbs the verbs whose names and options are completed */
export function completion(verbs: Readonly<Record<string, VerbEntry>>): Verb {
  return {
    help: `cdk8s-keruta completion bash | zsh | fish

Prints a script for the shell. The script completes verbs, options, the ids of the tasks and the names of the settings.

The script asks cdk8s-keruta completion words -- WORD... for the words that can stand in the place of the last WORD.

Examples:
  cdk8s-keruta completion bash >>~/.bashrc
  cdk8s-keruta completion fish >~/.config/fish/completions/cdk8s-keruta.fish

Exit codes: 0 printed; 3 it could not be done.
`,
    run(args, io) {
      const { positionals } = parseArgs({ args, allowPositionals: true });
      const [shell = '', ...words] = positionals;
      if (shell === 'words') {
        io.stdout(
          candidatesFor(words, verbs)
            .map((word) => `${word}\n`)
            .join(''),
        );
        return 0;
      }
      const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
      if (script === undefined || words.length > 0) {
        throw new UserError(`name one shell: ${Object.keys(SCRIPTS).join(', ')}; see cdk8s-keruta completion --help`);
      }
      io.stdout(script);
      return 0;
    },
  };
}
