import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inFolder, run } from '../run';

const TASKS = `
tasks:
  - taskId: root
    namespace: agents
  - taskId: child
    parentTaskId: root
    namespace: agents
    done: true
  - taskId: over
    done: true
`;

/** An app that makes one task in TypeScript, in place of one that takes half a second. */
const APP = {
  'cdk8s.yaml': 'app: cp app/. "$CDK8S_OUTDIR" -R\n',
  'app/typed.k8s.yaml': `apiVersion: batch/v1
kind: Job
metadata: { name: keruta-job-typed, namespace: agents, labels: { task-id: typed } }
spec: { template: { spec: { volumes: [{ name: x, persistentVolumeClaim: { claimName: git-repo-pvc-typed } }] } } }
`,
};

const claim = (name: string, namespace = 'agents', more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name,
    namespace,
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { app: 'keruta', 'task-id': name.replace('git-repo-pvc-', '') },
  },
  spec: { resources: { requests: { storage: '1Gi' } } },
  ...more,
});

const list = (...items: object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** A repository in which the manifest of task `gone` was committed, and has left. */
function inRepository(files: Readonly<Record<string, string>>): void {
  inFolder({ 'tasks.yaml': TASKS, ...APP, 'dist/gone.k8s.yaml': 'kind: Job\n', ...files });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args]);
  git('init', '--quiet', '--template=');
  git('add', 'dist');
  git('commit', '-qm', 'one');
  git('rm', '-q', 'dist/gone.k8s.yaml');
  git('commit', '-qm', 'two');
}

async function claims(...items: object[]) {
  inRepository({ 'claims.json': list(...items) });
  return JSON.parse((await run(['claims', '--live', 'claims.json', '--json'])).stdout);
}

test('--from is the old name of --live, and is refused next to it', async () => {
  inRepository({ 'claims.json': list(claim('git-repo-pvc-root')) });
  const { stdout: expected } = await run(['claims', '--live', 'claims.json', '--json']);
  expect(await run(['claims', '--from', 'claims.json', '--json'])).toEqual({ code: 0, stdout: expected, stderr: '' });
  expect(await run(['claims', '--from', 'claims.json', '--live'])).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('--from is the old name of --live; allowed: one of them'),
  });
});

test('a claim is used by every task of its family, done or not', async () => {
  expect(await claims(claim('git-repo-pvc-root'))).toMatchObject([
    {
      state: 'used',
      tasks: [
        { taskId: 'root', done: false },
        { taskId: 'child', done: true },
      ],
    },
  ]);
});

test('a claim is done when all its tasks are', async () => {
  expect(await claims(claim('git-repo-pvc-over'))).toMatchObject([{ state: 'done' }]);
});

test('a claim that a task of this repository made, and no task mounts, is orphaned, with the commands that confirm and delete it', async () => {
  expect(await claims(claim('git-repo-pvc-gone'))).toMatchObject([
    {
      state: 'orphaned',
      tasks: [],
      commands: [
        'kubectl annotate -n agents pvc git-repo-pvc-gone keruta/confirm-delete=git-repo-pvc-gone',
        'kubectl delete -n agents pvc git-repo-pvc-gone',
      ],
    },
  ]);
});

test('a claim of a task that is made in TypeScript is used', async () => {
  expect(await claims(claim('git-repo-pvc-typed'))).toMatchObject([
    { state: 'used', tasks: [{ taskId: 'typed', done: false }] },
  ]);
});

test.each([
  ['of a task that no commit here has made', claim('git-repo-pvc-other')],
  ['of a task of that name in another namespace', claim('git-repo-pvc-root', 'other')],
  [
    'whose name is not that of its task',
    claim('git-repo-pvc-gone', 'agents', { metadata: { ...claim('git-repo-pvc-gone').metadata, name: 'mine' } }),
  ],
])('a claim %s is unknown, and gets no command', async (_, item) => {
  const [found] = await claims(item);
  expect(found).toMatchObject({ state: 'unknown' });
  expect(found).not.toHaveProperty('commands');
});

test('a claim without the labels of a task is listed only if a task mounts it', async () => {
  const [own, other] = ['git-repo-pvc-root', 'other'].map((name) =>
    claim(name, 'agents', { metadata: { name, namespace: 'agents' } }),
  );
  expect(await claims(own as object, other as object)).toMatchObject([{ name: 'git-repo-pvc-root', state: 'used' }]);
});

test('a claim is shown with the pods that mount it and have not ended', async () => {
  const pod = (name: string, phase: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'agents' },
    spec: { volumes: [{ name: 'x', persistentVolumeClaim: { claimName: 'git-repo-pvc-root' } }] },
    status: { phase },
  });
  const found = await claims(claim('git-repo-pvc-root'), pod('runs', 'Running'), pod('ended', 'Succeeded'));
  expect(found).toMatchObject([{ pods: ['runs'] }]);
});

test('without cdk8s.yaml the app is unknown, and no claim gets a command', async () => {
  inRepository({ 'claims.json': list(claim('git-repo-pvc-gone')) });
  rmSync('cdk8s.yaml');
  expect((await run(['claims', '--live', 'claims.json'])).stdout).not.toContain('kubectl');
});

test('an app that fails ends with exit code 1 and its message', async () => {
  inRepository({ 'cdk8s.yaml': 'app: echo broken >&2; exit 1\n', 'claims.json': list() });
  expect(await run(['claims', '--live', 'claims.json'])).toEqual({ code: 1, stdout: '', stderr: 'broken\n' });
});

test.each([
  ['Terminating', { metadata: { ...claim('git-repo-pvc-gone').metadata, deletionTimestamp: '2026-02-01T00:00:00Z' } }],
  ['Lost', { status: { phase: 'Lost' } }],
  ['Pending', { status: { phase: 'Pending' } }],
  ['Resizing', { status: { phase: 'Bound', conditions: [{ type: 'FileSystemResizePending', status: 'True' }] } }],
])('a claim that is %s is shown as that', async (status, more) => {
  expect(await claims(claim('git-repo-pvc-gone', 'agents', more))).toMatchObject([{ status, state: 'orphaned' }]);
});

test('a claim that is being deleted gets no command to delete it', async () => {
  const metadata = { ...claim('git-repo-pvc-gone').metadata, deletionTimestamp: '2026-02-01T00:00:00Z' };
  const [found] = await claims(claim('git-repo-pvc-gone', 'agents', { metadata }));
  expect(found).not.toHaveProperty('commands');
});

test.each([
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16, the other byte first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['several documents', (text: string) => Buffer.from(`${text}\n---\n${text}\n`)],
  ['one object', () => Buffer.from(JSON.stringify(claim('git-repo-pvc-root')))],
])('claims are read as %s', async (_, encode) => {
  inRepository({});
  writeFileSync('claims.json', encode(list(claim('git-repo-pvc-root'))));
  const { code, stdout } = await run(['claims', '--live', 'claims.json', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)[0]).toMatchObject({ name: 'git-repo-pvc-root', state: 'used' });
});

test('a text that is cut off is refused at its place', async () => {
  const text = JSON.stringify({ items: [claim('git-repo-pvc-root')] }, undefined, 2);
  inRepository({ 'claims.json': text.slice(0, -20) });
  const { code, stderr } = await run(['claims', '--live', 'claims.json']);
  expect(code).toBe(3);
  expect(stderr).toMatch(/claims\.json:\d+:\d+: the text is cut off/);
});

test('a claim of any namespace may be that of a task without one', async () => {
  expect(await claims(claim('git-repo-pvc-over', 'x'), claim('git-repo-pvc-over', 'y'))).toMatchObject([
    { state: 'done' },
    { state: 'done' },
  ]);
});

test('the size is what the volume holds, or what is asked for while there is none', async () => {
  const bound = claim('git-repo-pvc-root', 'agents', { status: { capacity: { storage: '2Gi' } } });
  expect(await claims(bound, claim('git-repo-pvc-over'))).toMatchObject([{ size: '2Gi' }, { size: '1Gi' }]);
});

test('the table shows each claim with its age and its tasks, and an orphan in colour on a terminal alone', async () => {
  inRepository({ 'claims.json': list(claim('git-repo-pvc-root'), claim('git-repo-pvc-gone')) });
  const taken = new Date('2026-01-13T05:00:00Z');
  utimesSync('claims.json', taken, taken);
  const { stdout } = await run(['claims', '--live', 'claims.json']);
  expect(stdout).toMatch(/^agents +git-repo-pvc-root +1Gi +Unknown +12d +used +root, child \(done\)$/m);
  expect(stdout).toMatch(/^agents +git-repo-pvc-gone +1Gi +Unknown +12d +orphaned$/m);
  expect(stdout).toContain('  kubectl delete -n agents pvc git-repo-pvc-gone\n');
  expect(stdout).not.toContain('\x1b');
  expect((await run(['claims', '--live', 'claims.json'], true)).stdout).toContain(
    '\x1b[33magents     git-repo-pvc-gone',
  );
});

test.each([
  ['text', 'hello'],
  ['no list', '{"kind":"PersistentVolumeClaim"}'],
  ['nothing', '{"items":[null]}'],
  ['an object without a name', '{"items":[{"kind":"PersistentVolumeClaim","metadata":null}]}'],
  ['a name that would be part of a command', list(claim('x; rm -rf /'))],
])('what is not a list of claims is refused: %s', async (_, text) => {
  inRepository({ 'claims.json': text });
  const { code, stdout, stderr } = await run(['claims', '--live', 'claims.json']);
  expect(code).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain('allowed: the output of kubectl get');
});

test('a file that is not there could not be read', async () => {
  inRepository({});
  expect(await run(['claims', '--live', 'claims.json'])).toMatchObject({ code: 3 });
});

describe('without a file it asks kubectl', () => {
  /** Calls the program itself where this is kubectl. */
  function claimsWith(kubectl: string) {
    const folder = inFolder({ 'tasks.yaml': TASKS, kubectl: `#!/bin/sh\n${kubectl}\n` });
    chmodSync('kubectl', 0o755);
    const main = join(__dirname, '../../../lib/cli/main.ts');
    return spawnSync(process.execPath, ['-r', require.resolve('../../../lib/typescript.cjs'), main, 'claims'], {
      encoding: 'utf8',
      env: { PATH: `${folder}${delimiter}/usr/bin${delimiter}/bin` },
    });
  }

  test('for the claims', () => {
    const { stdout } = claimsWith(`echo '${list(claim('git-repo-pvc-over'))}'`);
    expect(stdout).toContain('git-repo-pvc-over');
  });

  test('and says what kubectl said when that fails', () => {
    const { status, stderr } = claimsWith('echo "connection refused" >&2; exit 1');
    expect(status).toBe(3);
    expect(stderr).toContain('connection refused');
    expect(stderr).toContain('--live FILE');
    expect(stderr).not.toContain('    at ');
  });
});
