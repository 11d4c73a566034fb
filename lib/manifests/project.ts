import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { UserError } from '../mistakes/user-error';
import { attempt } from './attempt';

/**
 * Refuses an output folder of the working directory that is a symbolic link to a folder outside of it: a synth deletes
 * manifests, and a link in a repository must not choose where. `CDK8S_OUTDIR` may name any folder.
 *
 * @throws UserError for such a link
 */
export function refuseLinkOutside(folder: string): void {
  const project = process.cwd();
  const target = attempt(folder, () => realpathSync(existingPart(folder)));
  if (isInside(project, resolve(folder)) && !isInside(realpathSync(project), target)) {
    throw new UserError(
      `${folder}: is a symbolic link to ${target}, outside of ${project}; remove the link, or set CDK8S_OUTDIR=${target}`,
    );
  }
}

/** The folder, or the first of the folders around it that is there. */
function existingPart(folder: string): string {
  return existsSync(folder) ? folder : existingPart(dirname(resolve(folder)));
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}
