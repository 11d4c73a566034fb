import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
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

const claim = (name: string, namespace = 'agents', more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace, creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { resources: { requests: { storage: '1Gi' } } },
  ...more,
});

const list = (...items: object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

async function claims(...items: object[]) {
  inFolder({ 'tasks.yaml': TASKS, 'claims.json': list(...items) });
  return JSON.parse((await run(['claims', '--from', 'claims.json', '--json'])).stdout);
}

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

test('a claim that no task mounts is orphaned, with the commands that confirm and delete it', async () => {
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

test('the claim of the same name in another namespace is orphaned', async () => {
  expect(await claims(claim('git-repo-pvc-root', 'other'))).toMatchObject([{ state: 'orphaned' }]);
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
  jest.useFakeTimers({ now: Date.parse('2026-01-13T05:00:00Z') });
  inFolder({ 'tasks.yaml': TASKS, 'claims.json': list(claim('git-repo-pvc-root'), claim('git-repo-pvc-gone')) });
  const { stdout } = await run(['claims', '--from', 'claims.json']);
  expect(stdout).toMatch(/^agents +git-repo-pvc-root +1Gi +12d +used +root, child \(done\)$/m);
  expect(stdout).toMatch(/^agents +git-repo-pvc-gone +1Gi +12d +orphaned$/m);
  expect(stdout).toContain('  kubectl delete -n agents pvc git-repo-pvc-gone\n');
  expect(stdout).not.toContain('\x1b');
  expect((await run(['claims', '--from', 'claims.json'], true)).stdout).toContain(
    '\x1b[33magents     git-repo-pvc-gone',
  );
  jest.useRealTimers();
});

test.each([
  ['text', 'hello'],
  ['no list', '{"kind":"PersistentVolumeClaim"}'],
  ['another object', list({ ...claim('a'), kind: 'Pod' })],
  ['nothing', '{"items":[null]}'],
  ['an object without a name', '{"items":[{"kind":"PersistentVolumeClaim","metadata":null}]}'],
  ['a name that would be part of a command', list(claim('x; rm -rf /'))],
])('what is not a list of claims is refused: %s', async (_, text) => {
  inFolder({ 'tasks.yaml': TASKS, 'claims.json': text });
  const { code, stdout, stderr } = await run(['claims', '--from', 'claims.json']);
  expect(code).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain('allowed: what kubectl get pvc');
});

test('a file that is not there could not be read', async () => {
  inFolder({ 'tasks.yaml': TASKS });
  expect(await run(['claims', '--from', 'claims.json'])).toMatchObject({ code: 3 });
});

describe('without --from it asks kubectl', () => {
  /** Calls the program itself where this is kubectl. */
  function claimsWith(kubectl: string) {
    const folder = inFolder({ 'tasks.yaml': TASKS, kubectl: `#!/bin/sh\n${kubectl}\n` });
    chmodSync('kubectl', 0o755);
    const main = join(__dirname, '../../../lib/cli/main.ts');
    return spawnSync(process.execPath, ['-r', require.resolve('tsx/cjs'), main, 'claims'], {
      encoding: 'utf8',
      env: { PATH: `${folder}${delimiter}/usr/bin${delimiter}/bin` },
    });
  }

  test('for every claim with the label', () => {
    const { stdout } = claimsWith(
      `[ "$*" = "get pvc -A -l app=keruta -o json" ] && echo '${list(claim('git-repo-pvc-over'))}'`,
    );
    expect(stdout).toContain('git-repo-pvc-over');
  });

  test('and says what kubectl said when that fails', () => {
    const { status, stderr } = claimsWith('echo "connection refused" >&2; exit 1');
    expect(status).toBe(3);
    expect(stderr).toContain('connection refused');
    expect(stderr).toContain('--from FILE');
    expect(stderr).not.toContain('    at ');
  });
});
