import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, scratchFolder } from './support';

/*
 * The app as a process, in a copy of the repository.
 */

const root = join(__dirname, '..');
const copy = scratchFolder();
const dist = join(copy, 'dist');
const committed = filesOf(join(root, 'dist'));

beforeAll(() => {
  for (const name of ['main.ts', 'cdk8s.yaml', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(copy, name));
  }
  for (const name of ['lib', 'node_modules', 'scripts']) {
    symlinkSync(join(root, name), join(copy, name));
  }
});

beforeEach(() => {
  rmSync(dist, { recursive: true, force: true });
  cpSync(join(root, 'dist'), dist, { recursive: true });
  cpSync(join(root, 'tasks.yaml'), join(copy, 'tasks.yaml'));
});

function run(command: string, env: Record<string, string> = {}) {
  const { CDK8S_OUTDIR, KERUTA_TASKS, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(command, {
    cwd: copy,
    shell: true,
    encoding: 'utf8',
    env: { ...rest, CDK8S_CHECK_UPGRADE: 'false', ...env },
  });
  return { status, stdout, stderr };
}

const app = 'node -r ./lib/typescript.cjs main.ts';
const times = () => Object.keys(committed).map((name) => statSync(join(dist, name)).mtimeMs);

test('npm run synth and cdk8s.yaml start the app in the same way', () => {
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.synth).toBe(app);
  expect(readFileSync(join(root, 'cdk8s.yaml'), 'utf8')).toContain(`\napp: ${app}\n`);
});

test('a synth gives the dist/ that is committed, and ends with one line about what it did', () => {
  rmSync(join(dist, 'task123.k8s.yaml'));
  writeFileSync(join(dist, 'gone.k8s.yaml'), '');
  const line = /^1 file written, 1 unchanged, 1 removed, 0 warnings, \d+\.\d s\n$/;
  expect(run(app)).toEqual({ status: 0, stdout: expect.stringMatching(line), stderr: '' });
  expect(filesOf(dist)).toEqual(committed);
});

test('KERUTA_TASKS and CDK8S_OUTDIR say from where to where; warnings go to standard error', () => {
  mkdirSync(join(copy, 'team'), { recursive: true });
  writeFileSync(join(copy, 'team', 'a.yaml'), 'tasks: [{ taskId: a }, { taskId: b, parentTaskId: a }]\n');
  const { status, stdout, stderr } = run(app, { KERUTA_TASKS: 'team', CDK8S_OUTDIR: 'out/team' });
  expect([status, stdout]).toEqual([
    0,
    expect.stringContaining('2 files written, 0 unchanged, 0 removed, 1 warning, '),
  ]);
  expect(stderr).toMatch(/^team\/a.yaml:1:19: warning: a, b share the working tree on claim git-repo-pvc-a /);
  expect(stderr).toContain('\n    1 | tasks: [{ taskId: a }, ');
  expect(Object.keys(filesOf(join(copy, 'out', 'team')))).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
  expect(filesOf(dist)).toEqual(committed);
});

test('with mistakes, all are on standard error without a stack trace, and dist/ is as it was', () => {
  writeFileSync(join(copy, 'tasks.yaml'), 'tasks:\n  - taskId: A\n  - taskId: b\n    timeout: soon\n');
  const before = times();
  const { status, stdout, stderr } = run(app);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('tasks.yaml:2:13: taskId is not a DNS label [wrong-task-id]\n');
  expect(stderr).toContain('tasks.yaml:4:14: ');
  expect(stderr).toMatch(/\n2 mistakes; nothing was written\n$/);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(filesOf(dist)).toEqual(committed);
  expect(times()).toEqual(before);
});

test('an output folder that cannot be written is a mistake too', () => {
  const { status, stderr } = run(app, { CDK8S_OUTDIR: 'package.json' });
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^package\.json: EEXIST: [^\n]*; nothing was written\n$/),
  ]);
});

test('any other error keeps its stack', () => {
  const { status, stderr } = run(app, { CDK8S_OUTDIR: 'x'.repeat(300) });
  expect(status).toBe(1);
  expect(stderr).toMatch(/ENAMETOOLONG.*\n +at .*\n.*folder\.ts:\d+/s);
});

test('through the cdk8s CLI, which deletes dist/ first, the message says so and how it comes back', () => {
  writeFileSync(join(copy, 'tasks.yaml'), 'tasks: [{ taskId: A }]\n');
  const { status, stderr } = run('node_modules/.bin/cdk8s synth');
  expect(status).toBe(1);
  expect(stderr).toContain(
    '\n1 mistake; nothing was written, and dist/ is not there: cdk8s synth deletes it before it starts this app, ' +
      'npm run synth does not; git restore dist brings back what was committed\n',
  );
});
