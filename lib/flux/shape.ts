import { dnsLabel, dnsSubdomain, filledText } from '../checks/text';
import { map, shapeOf, text } from '../checks/zod';
import { clusterSettings } from '../gitops/shape';
import { folder, gitUrl } from '../gitops/text';
import type { FluxFile, FluxSecretRef, FluxSettings } from './settings';

/** The address of a Git repository, as a GitRepository takes it: no file, and not the short form of SSH. */
export const fluxUrl = gitUrl({
  pattern: /^(?:https?|ssh):\/\/\S+$/,
  allowed: 'https://HOST/PATH or ssh://USER@HOST/PATH',
  passwordFix: 'put it into a Secret: secretRef: { name: keruta-tasks }',
  proposal: sshUrlOf,
});

/** `git@host:path` as a URL. */
export function sshUrlOf(url: string): string | undefined {
  const [, user, host, path] = /^([^\s/:@]+)@([^\s/:@]+):([^\s/]\S*)$/.exec(url) ?? [];
  return user === undefined ? undefined : `ssh://${user}@${host}/${path}`;
}

const settings = {
  name: text(dnsLabel).optional(),
  namespace: text(dnsLabel).optional(),
  url: text(fluxUrl),
  secretRef: shapeOf<FluxSecretRef>()(map({ name: text(dnsSubdomain) })).optional(),
  path: text(folder).optional(),
  branch: text(filledText).optional(),
  targetNamespace: text(dnsLabel),
};

/** `FluxSettings`. */
export const settingsShape = shapeOf<FluxSettings>()(map(settings));

/** `FluxFile`. */
export const fluxFileShape = shapeOf<FluxFile>()(map({ ...settings, ...clusterSettings }));

/** `TasksKustomizationProps`. */
export const kustomizationShape = map({ ...settings, shard: text(folder).optional() });
