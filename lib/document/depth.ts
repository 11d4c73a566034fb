import type { CST } from 'yaml';

/**
 * Finds a list or map that is nested more deeply than a limit.
 *
 * The function does not recurse, as the composer of the `yaml` package does: a few kilobytes of brackets overflow the stack
 * of the composer.
 */
export function findDeeperThan(limit: number, root: CST.Token): CST.Token | undefined {
  let level: readonly CST.Token[] = [root];
  for (let depth = 0; level.length > 0 && depth <= limit; depth++) {
    level = insideOf(level);
  }
  return level[0];
}

/** The keys, items and values that are directly in some tokens. */
function insideOf(tokens: readonly CST.Token[]): CST.Token[] {
  const inside: CST.Token[] = [];
  for (const token of tokens) {
    const { value, items = [] } = token as { value?: unknown; items?: CST.CollectionItem[] };
    if (typeof value === 'object' && value !== null) {
      inside.push(value as CST.Token);
    }
    for (const item of items) {
      if (item.key) {
        inside.push(item.key);
      }
      if (item.value) {
        inside.push(item.value);
      }
    }
  }
  return inside;
}
