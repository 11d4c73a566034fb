import { UserError } from '../mistakes/user-error';

const NOT_WRITABLE = 'make it readable and writable for this user, and close programs that have it open';
const NO_SPACE = 'free space for the manifests';
const FOLDER_EXPECTED = 'move the file away: the path is needed for a folder of manifests';
const TOO_LARGE = 'move it away: no manifest is that large';

/** Fixes for a place that cannot be read or written, by the code of the system's error. */
const FIXES: Partial<Record<string, string>> = {
  EACCES: NOT_WRITABLE,
  EPERM: NOT_WRITABLE,
  EBUSY: NOT_WRITABLE,
  EROFS: 'set CDK8S_OUTDIR to a folder that can be written',
  EDQUOT: NO_SPACE,
  EFBIG: NO_SPACE,
  ENOSPC: NO_SPACE,
  EEXIST: FOLDER_EXPECTED,
  ENOTDIR: FOLDER_EXPECTED,
  ENOENT: 'remove a link that leads nowhere, and stop other programs that remove the folder',
  ELOOP: 'remove the links that lead to each other',
  EISDIR: 'move the folder away: the path is needed for a manifest',
  EXDEV: 'unmount the file system that is mounted inside the output folder',
  ERR_STRING_TOO_LONG: TOO_LARGE,
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
};

/**
 * Runs an action on a file or folder.
 *
 * @throws UserError that names the file or folder if the system refuses for a reason that a person can remove
 */
export function attempt<T>(place: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const fix = code && FIXES[code];
    if (!fix) {
      throw error;
    }
    // Node's message goes on after a comma with the system call and the path: `ENOSPC: no space left on device, write`.
    throw new UserError(`${place}: ${message.split(', ')[0]}; ${fix}`);
  }
}

/** The result of an action; undefined if the file or folder that it needs is not there. */
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
