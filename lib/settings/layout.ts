import { createHash } from 'node:crypto';

/**
 * How the manifests lie in the output folder.
 *
 * - `flat`: all in one folder, for one Argo CD Application.
 * - `families`: a folder a family, named by its root, for one Application each. A child waits until its parent has
 *   succeeded.
 * - `shards`: so many folders, each with whole families, for one Application each. From 1 to 1000.
 */
export type Layout = 'flat' | 'families' | { readonly shards: number };

/** The layout of files that name none. */
export const DEFAULT_LAYOUT: Layout = 'flat';

/**
 * The folder of a family's manifests in the output folder; undefined for the output folder itself.
 *
 * A function of the root's id alone: no family moves when others come or go. The number of shards is in the name, so
 * that another number gives other Applications, which take the Jobs over instead of fighting for them.
 */
export function folderOf(layout: Layout, root: string): string | undefined {
  if (layout === 'flat') {
    return undefined;
  }
  return layout === 'families' ? root : `shard-${shardOf(root, layout.shards)}-of-${layout.shards}`;
}

/**
 * The sync wave of a task's claim and Job; undefined for none. Only families have waves, since a wave holds up
 * every later one of the same Application.
 */
export function syncWaveOf(layout: Layout, depth: number): number | undefined {
  return layout === 'families' ? depth : undefined;
}

/** The first four bytes of the id's SHA-256, which spreads ids that differ in one character, modulo the shards. */
function shardOf(root: string, shards: number): number {
  return createHash('sha256').update(root).digest().readUInt32BE() % shards;
}
