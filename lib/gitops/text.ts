import type { TextRule } from '../checks/text';

/** The forms of the address of a Git repository that an engine reads. */
interface GitUrlForms {
  readonly pattern: RegExp;
  /** The forms in words. */
  readonly allowed: string;
  /** The way to give the engine a password, for an address that holds one. */
  readonly passwordFix: string;
  /** The same repository in a form that the engine reads; undefined if there is none. */
  proposal?(url: string): string | undefined;
}

/** The address of a Git repository, in one of the forms that an engine reads. */
export function gitUrl({ pattern, allowed, passwordFix, proposal }: GitUrlForms): TextRule {
  return {
    pattern,
    findsSecrets: true,
    check(url) {
      // Git servers accept a token as the user of an https URL. The user of an ssh URL is no secret.
      if (/^(https?:\/\/[^\s/@]+@|\w+:\/\/[^\s/@:]*:[^\s/@]+@)/.test(url)) {
        const fix = `remove the part before the @, and ${passwordFix}`;
        return { code: 'url-password', what: 'has a password or a token: a secret does not belong in Git', fix };
      }
      if (pattern.test(url)) {
        return undefined;
      }
      const meant = proposal?.(url);
      const fix = meant === undefined ? {} : { fix: `did you mean ${meant}?` };
      return { code: 'wrong-url', what: 'is not the address of a Git repository', allowed, ...fix };
    },
  };
}

/** A folder inside a repository. */
export const folder: TextRule = {
  pattern: /^(?!\.{1,2}(\/|$))[^\s/*{}]+(\/(?!\.{1,2}(\/|$))[^\s/*{}]+)*$/,
  check(path) {
    if (folder.pattern?.test(path)) {
      return undefined;
    }
    const allowed = 'a folder below the top of the repository, without / at its ends: dist, team/dist';
    const meant = path
      .split('/')
      .filter((name) => name !== '' && name !== '.')
      .join('/');
    const fix = meant !== path && folder.pattern?.test(meant) ? { fix: `did you mean ${meant}?` } : {};
    return { code: 'wrong-path', what: 'is not a folder of the repository', allowed, ...fix };
  },
};
