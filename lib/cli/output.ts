import { accessSync, constants, lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../mistakes/user-error';
import { takeOption } from './take-option';
import type { Verb } from './verb';

/** `--output` in the help of a verb. */
export const OUTPUT_HELP = `  --output FILE      write the result to this file, once it is complete; - for standard output
`;

/**
 * Adds `--output FILE` to a verb that prints a result. If the verb fails and prints no result, the file stays as it was.
 */
export function withOutput(verb: Verb): Verb {
  return {
    help: verb.help,
    async run(args, io) {
      const { rest, isGiven, value: file } = takeOption(args, 'output');
      if (!isGiven || file === '-') {
        return verb.run(rest, io);
      }
      if (!file) {
        throw new UserError('--output names no file; write --output FILE, or - for standard output');
      }
      checkPlace(file);
      const parts: string[] = [];
      const code = await verb.run(rest, { ...io, color: false, stdout: (text) => parts.push(text) });
      if (parts.length > 0) {
        write(file, parts.join(''));
      }
      return code;
    },
  };
}

/** Refuses a file that cannot be written before the work, which may take long, is done. */
function checkPlace(file: string): void {
  refusing(file, () => accessSync(dirname(file), constants.W_OK));
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(`--output ${file} is a folder; name a file`);
  }
}

/** A reader sees the old file or the new one, and never a part. A link or a device is written through. */
function write(file: string, text: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) {
    refusing(file, () => writeFileSync(file, text));
    return;
  }
  const staged = `${file}.${process.pid}`;
  try {
    refusing(file, () => writeFileSync(staged, text, { flag: 'wx', mode: stats?.mode }));
    refusing(file, () => renameSync(staged, file));
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
}

function refusing(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    // Node's message goes on after a comma with the system call and the path.
    const reason = (error as Error).message.split(', ')[0];
    throw new UserError(`--output ${file} cannot be written: ${reason}; name a file in a folder that can be written`);
  }
}
