import { foldersLayout } from '../checks/shapes';
import { dnsLabel, dnsSubdomain, filledText, type TextRule } from '../checks/text';
import { boolean, checkParts, map, type PartProblem, shapeOf, text } from '../checks/zod';
import { platformShape } from '../platform/shape';
import type { ArgoCdDestination, ArgoCdFile, ArgoCdSettings } from './settings';

/** The address of a Git repository: a URL, or `user@host:path`. */
export const gitUrl: TextRule = {
  pattern: /^(?:(?:https?|ssh|file):\/\/\S+|[^\s/:@]+@[^\s/:]+:\S+)$/,
  findsSecrets: true,
  check(url) {
    // Git servers accept a token as the user of an https URL. The user of an ssh URL is no secret.
    if (/^(https?:\/\/[^\s/@]+@|\w+:\/\/[^\s/@:]*:[^\s/@]+@)/.test(url)) {
      const fix = 'remove the part before the @, and add it to Argo CD: argocd repo add';
      return { code: 'url-password', what: 'has a password or a token: a secret does not belong in Git', fix };
    }
    const allowed = 'https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or file:///PATH';
    const known = gitUrl.pattern?.test(url);
    return known ? undefined : { code: 'wrong-url', what: 'is not the address of a Git repository', allowed };
  },
};

const serverUrl: TextRule = {
  pattern: /^https?:\/\/[^\s/]+(?:\/\S*)?$/,
  check: (url) =>
    serverUrl.pattern?.test(url)
      ? undefined
      : { code: 'wrong-url', what: 'is not the address of an API server', allowed: 'https://HOST:PORT' },
};

/** A folder inside a repository. */
const folder: TextRule = {
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

const destination = shapeOf<ArgoCdDestination>()(
  map({
    server: text(serverUrl).optional(),
    name: text(filledText).optional(),
    namespace: text(dnsLabel),
  }).check(checkParts(checkOneCluster)),
);

const settings = {
  name: text(dnsLabel).optional(),
  namespace: text(dnsLabel).optional(),
  project: text(dnsSubdomain).optional(),
  repoURL: text(gitUrl),
  path: text(folder).optional(),
  targetRevision: text(filledText).optional(),
  destination,
};

/** `ArgoCdSettings`. */
export const settingsShape = shapeOf<ArgoCdSettings>()(map(settings));

/** `ArgoCdFile`. */
export const argoCdFileShape = shapeOf<ArgoCdFile>()(
  map({
    ...settings,
    claimProtection: boolean().optional(),
    runProtection: boolean().optional(),
    platform: platformShape.optional(),
  }),
);

/** `TasksApplicationSetProps`. */
export const applicationSetShape = map({ ...settings, layout: foldersLayout });

function* checkOneCluster({ server, name }: Partial<ArgoCdDestination>): Iterable<PartProblem> {
  if (server !== undefined && name !== undefined) {
    const what = 'names the cluster that server names too';
    yield [['name'], { code: 'two-destinations', what, allowed: 'server or name', fix: 'remove one of the two' }];
  }
}
