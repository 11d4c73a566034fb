import { rmSync } from 'node:fs';
import { inRepository } from '../plan/repository';
import { inFolder, run } from '../run';

const TASKS = `
tasks:
  - taskId: login
    namespace: agents
    pvcStorageSize: 5Gi
    pvcStorageClass: fast
    done: true
  - taskId: login-tests
    parentTaskId: login
    namespace: agents
  - taskId: login-docs
    parentTaskId: login-tests
    namespace: agents
  - taskId: attempt
    parentTaskId: login
    namespace: agents
    workspace: clone
  - taskId: other
    existingClaim: mine
`;

async function graph(...args: string[]) {
  inFolder({ 'tasks.yaml': TASKS });
  return run(['graph', ...args]);
}

test.each([
  [[], /^flowchart LR\n/],
  [['--format', 'mermaid'], /^flowchart LR\n/],
  [['--format', 'svg'], /^<svg /],
  [['--format', 'html'], /^<!doctype html>/],
])('graph %j prints the families in that format', async (args, start) => {
  const { code, stdout, stderr } = await graph(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(start);
  expect(stdout).toContain('login');
});

test('--json prints the claims and tasks of each family, and the tasks that would run at once', async () => {
  const [family, other] = JSON.parse((await graph('--json')).stdout);
  expect(family.claims).toEqual([
    {
      name: 'git-repo-pvc-login',
      namespace: 'agents',
      size: '5Gi',
      accessMode: 'ReadWriteOnce',
      storageClass: 'fast',
      existing: false,
      tasks: ['login', 'login-tests', 'login-docs'],
    },
    {
      name: 'git-repo-pvc-attempt',
      namespace: 'agents',
      size: '5Gi',
      accessMode: 'ReadWriteOnce',
      storageClass: 'fast',
      existing: false,
      clonedFrom: 'git-repo-pvc-login',
      tasks: ['attempt'],
    },
  ]);
  expect(family.tasks[1]).toEqual({
    taskId: 'login-tests',
    parentTaskId: 'login',
    done: false,
    claim: 'git-repo-pvc-login',
  });
  expect(family.concurrentGroups).toEqual([['login-tests', 'login-docs']]);
  expect(other.claims).toMatchObject([{ name: 'mine', existing: true }]);
});

test('in the families layout a child does not run at the same time as its parent', async () => {
  inFolder({ 'tasks.yaml': `layout: families\n${TASKS}` });
  expect(JSON.parse((await run(['graph', '--json'])).stdout)[0].concurrentGroups).toEqual([]);
});

test.each([
  [['--format', 'svgg'], 'allowed: mermaid, svg, html; did you mean svg?'],
  [['--format', 'svg', '--json'], 'allowed: one of them'],
  [['--against', 'HEAD'], 'add --format html'],
  [['--against', 'HEAD', '--format', 'svg'], 'add --format html'],
])('graph %j could not be done', async (args, message) => {
  const { code, stdout, stderr } = await graph(...args);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(message);
});

test('mistakes in the tasks end with 1', async () => {
  inFolder({ 'tasks.yaml': 'tasks:\n  - taskID: a\n' });
  expect(await run(['graph'])).toMatchObject({ code: 1, stdout: '' });
});

describe('in the folder of an app', () => {
  const APP = `const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const folder = process.env.CDK8S_OUTDIR;
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'typed.k8s.yaml'), JSON.stringify({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'typed', labels: { 'task-id': 'typed' } },
  spec: { template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'mine' } }] } } },
}));
`;

  test('the tasks that the app makes in TypeScript are in the picture', async () => {
    inFolder({ 'tasks.yaml': TASKS, 'cdk8s.yaml': 'app: node app.js\n', 'app.js': APP });
    const families = JSON.parse((await run(['graph', '--json'])).stdout);
    expect(families[1].tasks).toEqual([
      { taskId: 'other', done: false, claim: 'mine' },
      { taskId: 'typed', done: false, claim: 'mine' },
    ]);
  });

  test('an app that fails ends with 1 and its own message', async () => {
    inFolder({ 'cdk8s.yaml': 'app: node app.js\n', 'app.js': 'console.error("no tasks"); process.exit(1);' });
    expect(await run(['graph'])).toEqual({ code: 1, stdout: '', stderr: 'no tasks\n' });
  });
});

describe('graph --format html --against REV', () => {
  const page = () => run(['graph', '--format', 'html', '--against', 'HEAD']);
  const stateIn = (text: string, id: string) =>
    new RegExp(`<a class="task (\\w+)" id="${id}".*?<span class="state">([^<]*)</span>`).exec(text)?.slice(1);

  test('shows what a push does to each task, also to tasks that it removes', async () => {
    inRepository({
      before: [{ taskId: 'same' }, { taskId: 'bad' }, { taskId: 'gone' }],
      after: [{ taskId: 'same' }, { taskId: 'bad', image: 'x:2' }, { taskId: 'new' }],
    });
    const { code, stdout } = await page();
    expect(code).toBe(0);
    expect(stateIn(stdout, 'new')).toEqual(['created', 'create']);
    expect(stateIn(stdout, 'same')).toEqual(['done', 'unchanged']);
    expect(stateIn(stdout, 'bad')).toEqual(['refused', 'refuse']);
    expect(stateIn(stdout, 'gone')).toEqual(['removed', 'remove job, keep claim']);
    expect(stdout).toContain('A push compared with HEAD: 4 tasks');
  });

  test('ends with 4 if the output folder is not what a synth would write now', async () => {
    inRepository({ before: [{ taskId: 'a' }] });
    rmSync('dist', { recursive: true });
    expect(await page()).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('a push would deploy') });
  });
});
