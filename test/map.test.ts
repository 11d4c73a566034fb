import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const map = /^## The map\n(.*?)^## /ms.exec(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'))?.[1] ?? '';
/** The paths in the left column of the map, without a slash at their ends. */
const mapped = map
  .split('\n')
  .map((row) => row.split('|')[1] ?? '')
  .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path.replace(/\/$/, '')));

/** Folders that Git does not know. */
const UNMAPPED = ['node_modules', 'build', 'coverage'];

function foldersIn(path: string): string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

test('the map in CONTRIBUTING.md has a row for every room of lib/, and for no other', () => {
  const rooms = foldersIn('lib').map((name) => `lib/${name}`);
  expect(mapped.filter((path) => /^lib\/\w[^.]*$/.test(path)).sort()).toEqual(rooms.sort());
});

test('the map has a row for every folder of the repository', () => {
  const folders = foldersIn('.').filter((name) => !name.startsWith('.') && !UNMAPPED.includes(name));
  expect(folders.filter((name) => !mapped.some((path) => path === name || path.startsWith(`${name}/`)))).toEqual([]);
});

test('at the top of lib/ stand the package’s two entries, and what starts them here', () => {
  const files = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name).sort()).toEqual(['compiled.cjs', 'index.ts', 'testing.ts', 'typescript.cjs']);
});

test('every path that the map names is there', () => {
  expect(mapped.length).toBeGreaterThan(10);
  const missing = mapped.filter(
    (path) => !readdirSync(join(root, path, '..')).includes(path.split('/').at(-1) as string),
  );
  expect(missing).toEqual([]);
});
