import { isTooLong, NAME_MAX, PATH_MAX, type TextRule } from './text';

const SUB_PATH = /^(?!\.{1,2}(?:\/|$))[^/]+(?:\/(?!\.{1,2}(?:\/|$))[^/]+)*$/;

/**
 * A folder of a volume.
 *
 * Kubernetes refuses an absolute path and `..`. The path is written as Linux would shorten it, so that two settings of one
 * folder are the same text.
 */
export const subPath: TextRule = {
  pattern: SUB_PATH,
  check(value) {
    const tooLong = isTooLong(value);
    if (SUB_PATH.test(value) && !tooLong) {
      return undefined;
    }
    const allowed = `a relative path without '.', '..' and empty names, of at most ${PATH_MAX} bytes, and ${NAME_MAX} between two slashes`;
    const meant = value
      .split('/')
      .filter((name) => name !== '' && name !== '.')
      .join('/');
    const fix = !tooLong && SUB_PATH.test(meant) ? { fix: `did you mean ${meant}?` } : {};
    return {
      code: 'wrong-path',
      what: tooLong ? 'is too long for Linux' : 'is not the path of a folder in a volume',
      allowed,
      ...fix,
    };
  },
};
