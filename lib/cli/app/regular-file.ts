import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../mistakes/user-error';

/**
 * The text of a file of the repository.
 *
 * @throws UserError for a file that cannot be read, and for a folder, a pipe or a device: reading a pipe would never end
 */
export function readRegularFile(path: string): string {
  try {
    if (statSync(path).isFile()) {
      return readFileSync(path, 'utf8');
    }
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${(error as Error).message}`);
  }
  throw new UserError(`${path} is a folder, a pipe or a device; move it away: the path is needed for a file`);
}
