import { foldersLayout } from '../checks/shapes';
import { dnsLabel, dnsSubdomain, filledText, type TextRule } from '../checks/text';
import { checkParts, map, type PartProblem, shapeOf, text } from '../checks/zod';
import { clusterSettings } from '../gitops/shape';
import { folder, gitUrl } from '../gitops/text';
import type { ArgoCdDestination, ArgoCdFile, ArgoCdSettings } from './settings';

/** The address of a Git repository: a URL, or `user@host:path`. */
export const argoCdUrl = gitUrl({
  pattern: /^(?:(?:https?|ssh|file):\/\/\S+|[^\s/:@]+@[^\s/:]+:\S+)$/,
  allowed: 'https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or file:///PATH',
  passwordFix: 'add it to Argo CD: argocd repo add',
});

const serverUrl: TextRule = {
  pattern: /^https?:\/\/[^\s/]+(?:\/\S*)?$/,
  check: (url) =>
    serverUrl.pattern?.test(url)
      ? undefined
      : { code: 'wrong-url', what: 'is not the address of an API server', allowed: 'https://HOST:PORT' },
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
  repoURL: text(argoCdUrl),
  path: text(folder).optional(),
  targetRevision: text(filledText).optional(),
  destination,
};

/** `ArgoCdSettings`. */
export const settingsShape = shapeOf<ArgoCdSettings>()(map(settings));

/** `ArgoCdFile`. */
export const argoCdFileShape = shapeOf<ArgoCdFile>()(map({ ...settings, ...clusterSettings }));

/** `TasksApplicationSetProps`. */
export const applicationSetShape = map({ ...settings, layout: foldersLayout });

function* checkOneCluster({ server, name }: Partial<ArgoCdDestination>): Iterable<PartProblem> {
  if (server !== undefined && name !== undefined) {
    const what = 'names the cluster that server names too';
    yield [['name'], { code: 'two-destinations', what, allowed: 'server or name', fix: 'remove one of the two' }];
  }
}
