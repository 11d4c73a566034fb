import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { inFolder, run } from './run';

const TASKS = 'tasks:\n  - taskId: a\n    pvcStorageClass: standard\n';

test('--output writes what the verb would print, and prints nothing', async () => {
  inFolder({ 'tasks.yaml': TASKS });
  const printed = await run(['explain', 'a']);
  expect(await run(['explain', 'a', '--output', 'a.txt'], true)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync('a.txt', 'utf8')).toBe(printed.stdout);
  expect(readdirSync('.').sort()).toEqual(['a.txt', 'tasks.yaml']);
});

test('the exit code is that of the verb, whatever the result is', async () => {
  inFolder({ 'tasks.yaml': TASKS, 'cdk8s.yaml': 'language: typescript\napp: "true"\n' });
  mkdirSync('dist');
  writeFileSync('dist/old.k8s.yaml', '');
  const { code, stdout } = await run(['check', '--json', '--output', 'check.json']);
  expect([code, stdout]).toEqual([1, '']);
  expect(JSON.parse(readFileSync('check.json', 'utf8'))).toContainEqual(
    expect.objectContaining({ code: 'stale-manifest' }),
  );
});

test('a verb that has no result leaves the file as it was', async () => {
  inFolder({ 'tasks.yaml': TASKS, 'a.txt': 'before' });
  expect((await run(['explain', 'b', '--output', 'a.txt'])).code).toBe(1);
  expect(readFileSync('a.txt', 'utf8')).toBe('before');
});

test('a file keeps its permissions, and a link its target', async () => {
  inFolder({ 'tasks.yaml': TASKS, 'a.txt': 'before' });
  chmodSync('a.txt', 0o600);
  symlinkSync('a.txt', 'link.txt');
  await run(['explain', 'a', '--output', 'a.txt']);
  expect(statSync('a.txt').mode & 0o777).toBe(0o600);
  writeFileSync('a.txt', 'before');
  await run(['explain', 'a', '--output', 'link.txt']);
  expect(readFileSync('a.txt', 'utf8')).toContain('task a');
});

test('--output - is standard output', async () => {
  inFolder({ 'tasks.yaml': TASKS });
  expect((await run(['explain', 'a', '--output', '-'])).stdout).toContain('task a');
});

test.each([
  [['--output', 'no/such/a.txt'], '--output no/such/a.txt cannot be written: ENOENT: no such file or directory'],
  [['--output', '.'], '--output . is a folder; name a file'],
  [['--output'], '--output names no file; write --output FILE, or - for standard output'],
  [['--output='], '--output names no file; write --output FILE, or - for standard output'],
  [['--output', 'a', '--output=b'], '--output is there twice; allowed: once'],
])('%j is refused before the work begins', async (args, message) => {
  inFolder({ 'tasks.yaml': 'this: is no file of tasks\n' });
  const { code, stderr } = await run(['explain', 'a', ...args]);
  expect([code, stderr]).toEqual([3, expect.stringContaining(`cdk8s-keruta explain: ${message}`)]);
  expect(existsSync('a')).toBe(false);
});
