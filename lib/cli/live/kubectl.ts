import { spawnSync } from 'node:child_process';
import { UserError } from '../../mistakes/user-error';

/**
 * Runs a command of kubectl that reads.
 *
 * @returns the standard output
 * @throws UserError with the message of kubectl, if it fails
 */
export function kubectl(args: readonly string[], otherwise: string): string {
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (error || status !== 0) {
    throw new UserError(`kubectl ${args.join(' ')} failed: ${(error?.message ?? stderr).trim()}; ${otherwise}`);
  }
  return stdout;
}
