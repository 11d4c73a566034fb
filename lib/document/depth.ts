import type { CST } from 'yaml';

/**
 * Finds a list or map that is nested more deeply than a limit.
 *
 * The function does not recurse, as the composer of the `yaml` package does: a few kilobytes of brackets overflow the stack
 * of the composer.
 */
export function findDeeperThan(limit: number, root: CST.Token): CST.Token | undefined {
  const open: [token: CST.Token, depth: number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (depth > limit) {
      return token;
    }
    const { value, items = [] } = token as { value?: unknown; items?: CST.CollectionItem[] };
    for (const inside of [value, ...items.flatMap((item) => [item.key, item.value])]) {
      if (typeof inside === 'object' && inside !== null) {
        open.push([inside as CST.Token, depth + 1]);
      }
    }
  }
  return undefined;
}
