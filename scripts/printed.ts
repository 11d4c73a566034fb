import { cli } from '../lib/cli/cli';

/** The output of a command: standard output and standard error. */
export async function printed(args: readonly string[]): Promise<string> {
  let text = '';
  const print = (more: string) => {
    text += more;
  };
  await cli(args, { stdout: print, stderr: print, color: false, errorColor: false });
  return text;
}
