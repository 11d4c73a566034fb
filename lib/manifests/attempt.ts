import { UserError } from '../mistakes/user-error';

/** What can be done about a place that cannot be read or written, by the system's code. */
const FIXES: Partial<Record<string, string>> = {
  EACCES: 'make it readable and writable for this user',
  EPERM: 'make it readable and writable for this user',
  EROFS: 'name a folder that can be written by CDK8S_OUTDIR',
  EDQUOT: 'make room for the manifests',
  EFBIG: 'make room for the manifests',
  ENOSPC: 'make room for the manifests',
  EEXIST: 'move away what is there: a folder of manifests goes there',
  ENOTDIR: 'move away what is there: a folder of manifests goes there',
  ENOENT: 'a link there leads nowhere, or another program removes the folder: mend that',
  EISDIR: 'move away what is there: a manifest goes there',
};

/**
 * Does something to a place on the disk.
 *
 * @throws UserError that names the place if the system refuses for a reason that a person can do something about
 */
export function attempt<T>(place: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const fix = FIXES[code ?? ''];
    if (fix === undefined) {
      throw error;
    }
    // Node says `ENOSPC: no space left on device, write`.
    throw new UserError(`${place}: ${message.split(', ')[0]}; ${fix}`);
  }
}

/** What an action gives; undefined if what it needs has gone in the meantime. */
export function unlessGone<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    return undefined;
  }
}
