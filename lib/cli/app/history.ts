import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { EXTENSION } from '../../manifests/folder';

/**
 * The tasks whose manifests were once committed in the output folder and have left it: a claim of such a task was made by
 * this repository. Empty where Git does not know the history, as in a shallow clone.
 */
export function removedTasks(output: string): ReadonlySet<string> {
  const args = ['log', '--format=', '--name-only', '--no-renames', '--diff-filter=D', '-z', '--', output];
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const paths = status === 0 ? stdout.split('\0') : [];
  return new Set(paths.filter((path) => path.endsWith(EXTENSION)).map((path) => basename(path.trim(), EXTENSION)));
}
