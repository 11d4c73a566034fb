import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inFolder, run } from '../run';
import { fixture, inRepository } from './fixtures';

const status = (...args: string[]) => run(['status', ...args, '--live', 'live.json']);

test('one line a task: the state, since when, why, and what to do next; those that need a person first', async () => {
  inRepository('running', 'failed-exit', 'succeeded');
  const { code, stdout } = await status();
  expect(code).toBe(2);
  const [head, empty, ...lines] = stdout.trimEnd().split('\n');
  expect(head).toBe('3 tasks, 1 needs a person: 1 failed, 1 running, 1 succeeded');
  expect(empty).toBe('');
  expect(lines).toEqual([
    expect.stringMatching(
      /^failed-exit {2}failed {5}\d+[smhd] +exit code 3; next: kubectl -n agents logs keruta-job-failed-exit-/,
    ),
    expect.stringMatching(
      /^running {6}running {4}\d+[smhd] +next: kubectl -n agents logs --follow job\/keruta-job-running$/,
    ),
    expect.stringMatching(/^succeeded {4}succeeded {2}\d+[smhd] +next: /),
  ]);
});

test('nothing that needs a person ends with 0', async () => {
  inRepository('running', 'succeeded', 'done');
  expect(await status()).toMatchObject({ code: 0, stderr: '' });
});

test('tasks that are done are counted, and listed with --all', async () => {
  inRepository('done');
  expect((await status()).stdout).toBe('1 task, 0 need a person: 1 done\n');
  expect((await status('--all')).stdout).toContain('\ndone  done\n');
});

test('lines that need a person are red on a terminal', async () => {
  inRepository('failed-exit', 'running');
  const { stdout } = await run(['status', '--live', 'live.json'], true);
  expect(stdout.split('\n').filter((line) => line.startsWith('\x1b[31m'))).toEqual([
    expect.stringContaining('failed-exit'),
  ]);
});

test('one task at length: its objects, their events, and commands to paste', async () => {
  inRepository('claim-failed', 'running');
  const { code, stdout } = await status('claim-failed');
  expect(code).toBe(2);
  expect(stdout).toMatch(/^claim-failed: waiting for claim for \d+[smhd]\n/);
  expect(stdout).toMatch(
    /^PersistentVolumeClaim agents\/git-repo-pvc-claim-failed, created .*: Pending, asks for 1Gi, class /m,
  );
  expect(stdout).toMatch(
    /^ {2}\d+[smhd] +Warning ProvisioningFailed, PersistentVolumeClaim git-repo-pvc-claim-failed: “/m,
  );
  expect(stdout).toMatch(/^ {2}kubectl -n agents describe pod keruta-job-claim-failed-\w+$/m);
  expect(stdout).toMatch(/^ {2}kubectl -n agents logs keruta-job-claim-failed-\w+ --all-containers$/m);
  expect(stdout).not.toContain('keruta-job-running');
});

test('the exit code of one task is that of the task alone', async () => {
  inRepository('claim-failed', 'running');
  expect(await status('running')).toMatchObject({ code: 0 });
});

test('--json has every field, and --markdown a table in which nothing is read as Markdown', async () => {
  inRepository('node');
  const { tasks, unread, takenAt } = JSON.parse((await status('--json')).stdout);
  expect([unread, tasks]).toMatchObject([
    [],
    [{ taskId: 'node', state: 'node', words: 'waiting for node', needsPerson: true }],
  ]);
  expect(new Date(takenAt).toISOString()).toBe(takenAt);
  const { stdout } = await status('--markdown');
  expect(stdout).toMatch(
    /^\| `node` \| waiting for node \| \d+[smhd] \| “0\/3 nodes are available: 3 node&#40;s&#41; /m,
  );
});

test('a message of the cluster is printed without control characters and secrets, and cut', async () => {
  inRepository('node');
  const token = `ghp_${'a1'.repeat(20)}`;
  const text = JSON.stringify({ items: fixture('node').items });
  const message = `\x1b[2J\u202e ${token} ${'long '.repeat(200)}`;
  writeFileSync(
    'live.json',
    text.replace(/"message":"0\/3[^"]*"/g, () => `"message":${JSON.stringify(message)}`),
  );
  for (const args of [[], ['node'], ['--markdown'], ['--json']]) {
    const { stdout } = await status(...args);
    expect(stdout).not.toContain('\x1b');
    expect(stdout).not.toContain('\u202e');
    expect(stdout).not.toContain(token);
    expect(stdout).toContain('long…');
  }
});

test('a task that has left Git is known by the commit that removed it, also if Git takes it for renamed', async () => {
  inRepository('not-in-git', 'done');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args]);
  writeFileSync('dist/not-in-git.k8s.yaml', '# a manifest\n');
  git('init', '--quiet', '--template=');
  git('add', 'dist');
  git('commit', '-qm', 'one');
  git('mv', 'dist/not-in-git.k8s.yaml', 'dist/done.k8s.yaml');
  git('commit', '-qm', 'two');
  expect((await status()).stdout).toMatch(/^not-in-git +not in Git +\d+[smhd] +its Job is succeeded; next: /m);
});

test('a task that is not there ends with 1, and with the one that was meant', async () => {
  inRepository('running');
  expect(await status('runing')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'cdk8s-keruta status: no task runing; did you mean running?\n',
  });
});

test('an app that fails ends with 1 and its message', async () => {
  inFolder({ 'cdk8s.yaml': 'app: echo broken >&2; exit 1\n', 'live.json': '{"items":[]}' });
  expect(await status()).toEqual({ code: 1, stdout: '', stderr: 'broken\n' });
});

test.each([
  [['--json', '--markdown'], 'two formats'],
  [['a', 'b'], 'name one task'],
])('what cannot be done ends with 3: %j', async (args, message) => {
  inRepository('running');
  const { code, stderr } = await status(...args);
  expect(code).toBe(3);
  expect(stderr).toContain(message);
});

test('resources that kubectl may not read are named after the table', async () => {
  inRepository('running');
  expect((await status()).stdout).not.toContain('may not read');
});
