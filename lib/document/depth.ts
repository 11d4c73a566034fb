import type { CST } from 'yaml';

/**
 * A list or map that stands more deeply in others than a limit, if there is one.
 *
 * Without recursion: the composer recurses, and a few kilobytes of brackets are enough to end the process.
 */
export function deeperThan(limit: number, root: CST.Token): CST.Token | undefined {
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
