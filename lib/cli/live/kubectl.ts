import { spawnSync } from 'node:child_process';
import { UserError } from '../../mistakes/user-error';

/**
 * Runs a command of kubectl that reads.
 *
 * @returns what it printed
 * @throws UserError with what kubectl said, if it fails
 */
export function kubectl(args: readonly string[], otherwise: string): string {
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (error || status !== 0) {
    throw new UserError(`kubectl ${args.join(' ')} failed: ${(error?.message ?? stderr).trim()}; ${otherwise}`);
  }
  return stdout;
}
