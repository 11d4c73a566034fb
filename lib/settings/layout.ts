import { createHash } from 'node:crypto';

/** The layouts that have a name. */
export const LAYOUTS = ['flat', 'families'] as const;

/**
 * Distribution of the manifests over folders of the output folder.
 *
 * - `flat`: all manifests are in one folder, for one Argo CD Application or one Flux Kustomization.
 * - `families`: each family has a folder, named after its root, and an Application. A child waits until its parent has
 *   succeeded. Flux applies all folders by one Kustomization, and waits for nothing.
 * - `shards`: this number of folders, from 1 to 1000, each with whole families and an Application or a Kustomization.
 */
export type Layout = (typeof LAYOUTS)[number] | { readonly shards: number };

/** The layout of files that set none. */
export const DEFAULT_LAYOUT: Layout = 'flat';

/**
 * The folder of a family's manifests in the output folder; undefined for the output folder itself.
 *
 * The folder depends on the id of the root alone, so that no family moves when others are added or removed. The number of
 * shards is part of the name, so that another number makes new Applications, which take the Jobs over from the old ones.
 */
export function folderOf(layout: Layout, root: string): string | undefined {
  if (layout === 'flat') {
    return undefined;
  }
  return layout === 'families' ? root : shardFolder(shardOf(root, layout.shards), layout.shards);
}

/** The folders of all shards. A shard in which no family falls has none in the output folder. */
export function shardFolders(shards: number): string[] {
  return Array.from({ length: shards }, (_, shard) => shardFolder(shard, shards));
}

function shardFolder(shard: number, shards: number): string {
  return `shard-${shard}-of-${shards}`;
}

/**
 * The sync wave of a task's claim and Job; undefined for none. Only the layout `families` has waves: a wave delays all
 * later waves of the same Application, and there an Application holds one family.
 */
export function syncWaveOf(layout: Layout, depth: number): number | undefined {
  return layout === 'families' ? depth : undefined;
}

/** The first four bytes of the id's SHA-256 modulo the number of shards. A hash spreads ids that differ in one character. */
function shardOf(root: string, shards: number): number {
  return createHash('sha256').update(root).digest().readUInt32BE() % shards;
}
