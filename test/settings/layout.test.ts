import { folderOf, type Layout, shardFolders, syncWaveOf } from '../../lib/settings/layout';

test.each<[Layout, string | undefined]>([
  ['flat', undefined],
  ['families', 'task123'],
  // The first four bytes of the SHA-256 of task123, modulo 8.
  [{ shards: 8 }, 'shard-2-of-8'],
])('in the layout %j the family of task123 is in the folder %s', (layout, folder) => {
  expect(folderOf(layout, 'task123')).toBe(folder);
});

test('a shard is known by the first four bytes of the hash of the root', () => {
  // printf task123 | sha256sum: e2a1849a…
  expect(folderOf({ shards: 1000 }, 'task123')).toBe('shard-58-of-1000');
});

test('the folders of all shards are those that the families are in', () => {
  expect(shardFolders(3)).toEqual(['shard-0-of-3', 'shard-1-of-3', 'shard-2-of-3']);
  const folders = Array.from({ length: 50 }, (_, index) => folderOf({ shards: 3 }, `task-${index}`) as string);
  expect([...new Set(folders)].sort()).toEqual(shardFolders(3));
});

test('only in the layout families a task waits for its ancestors, one wave for each', () => {
  expect(syncWaveOf('families', 0)).toBe(0);
  expect(syncWaveOf('families', 3)).toBe(3);
  expect(syncWaveOf('flat', 3)).toBeUndefined();
  expect(syncWaveOf({ shards: 2 }, 3)).toBeUndefined();
});
