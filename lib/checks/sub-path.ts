import { NAME_MAX, PATH_MAX, type TextRule } from './text';

/**
 * A folder of a volume.
 *
 * Kubernetes refuses an absolute path and `..`. The path is written as Linux would shorten it, so that two settings of one
 * folder are the same text.
 */
export const subPath: TextRule = {
  pattern: /^(?!\.{1,2}(?:\/|$))[^/]+(?:\/(?!\.{1,2}(?:\/|$))[^/]+)*$/,
  check(value) {
    const tooLong =
      Buffer.byteLength(value) > PATH_MAX || value.split('/').some((name) => Buffer.byteLength(name) > NAME_MAX);
    if (subPath.pattern?.test(value) && !tooLong) {
      return undefined;
    }
    const allowed = `a relative path without '.', '..' and empty names, of at most ${PATH_MAX} bytes, and ${NAME_MAX} between two slashes`;
    const meant = value
      .split('/')
      .filter((name) => name !== '' && name !== '.')
      .join('/');
    const fix = !tooLong && subPath.pattern?.test(meant) ? { fix: `did you mean ${meant}?` } : {};
    return {
      code: 'wrong-path',
      what: tooLong ? 'is too long for Linux' : 'is not the path of a folder in a volume',
      allowed,
      ...fix,
    };
  },
};
