import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, run, setOutdir } from '../run';
import { application, argoCd, commit, git, inRepository, synth } from './repository';

// Each test runs some processes, for which a machine that is busy may take its time.
jest.setTimeout(60_000);

const A = { taskId: 'a' };
const B = { taskId: 'b' };
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

describe('the exit code and the last line', () => {
  test('0 and nothing to change, with the tasks counted', async () => {
    inRepository({ before: [A, B] });
    expect(await run(['plan'])).toEqual({ code: 0, stdout: '2 unchanged\nnothing to change\n', stderr: '' });
  });

  test('0 for a quantity written differently', async () => {
    inRepository({ before: [{ ...A, pvcStorageSize: '1024Mi' }], after: [{ ...A, pvcStorageSize: '1Gi' }] });
    expect(await run(['plan'])).toMatchObject({ code: 0, stdout: '1 unchanged\nnothing to change\n' });
  });

  test('0 for a changed template that Argo CD ignores, which is shown', async () => {
    inRepository({ before: [A], after: [{ ...A, image: 'x:2' }], files: { 'argocd/tasks.k8s.yaml': argoCd() } });
    const { code, stdout } = await run(['plan']);
    expect(stdout).toContain('= keep job  a\n    the Job in the cluster stays as it was, as keruta-tasks says\n');
    expect(stdout).toContain('containers[main].image: keruta-agent:latest → x:2 (ignored)\n');
    expect(lastLine(stdout)).toBe('nothing to change');
    expect(code).toBe(0);
  });

  test('2 for changes', async () => {
    inRepository({ before: [A], after: [A, B] });
    const { code, stdout } = await run(['plan']);
    expect(lastLine(stdout)).toBe('1 to create');
    expect(code).toBe(2);
  });

  test('1 for what is refused, beside changes too', async () => {
    inRepository({ before: [A, B], after: [{ ...A, image: 'x:2' }, { taskId: 'c' }] });
    const { code, stdout } = await run(['plan']);
    expect(lastLine(stdout)).toBe('1 to create, 1 job to remove (claim kept), 1 refused');
    expect(code).toBe(1);
  });

  test('1 for an app that fails, with what it says', async () => {
    inRepository({ before: [A] });
    writeFileSync('cdk8s.yaml', 'app: echo "tasks.yaml:1:1 is wrong" >&2; exit 1\n');
    expect(await run(['plan'])).toEqual({ code: 1, stdout: '', stderr: 'tasks.yaml:1:1 is wrong\n' });
  });

  test.each([
    ['no such revision', ['--against', 'nope'], /nope is not a revision of this repository; .*fetch-depth: 0/],
    ['a revision that looks like an option', ['--against=--all'], /--all is not a revision of this repository/],
    ['an option that is none', ['--agianst', 'x'], /Unknown option '--agianst'.*; see cdk8s-keruta plan --help/],
    ['two formats', ['--json', '--markdown'], /--json and --markdown are two formats; allowed: one of them/],
  ])('3 for %s', async (_, args, says) => {
    inRepository({ before: [A] });
    const { code, stdout, stderr } = await run(['plan', ...args]);
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([3, '']);
  });

  test('3 for a folder that is in no Git repository', async () => {
    inFolder({ 'cdk8s.yaml': 'app: "true"\n' });
    const { code, stderr } = await run(['plan']);
    expect(stderr).toContain('this folder is in no git repository (fatal: ');
    expect(code).toBe(3);
  });

  test('3 for a repository without a commit', async () => {
    inFolder({ 'cdk8s.yaml': 'app: "true"\n' });
    git('init', '--quiet');
    const { code, stderr } = await run(['plan']);
    expect(stderr).toContain('HEAD is not a revision of this repository; commit first');
    expect(code).toBe(3);
  });

  test('3 for a committed manifest that is not YAML, named', async () => {
    inRepository({ before: [A], files: { 'dist/b.k8s.yaml': 'a: [' } });
    const { code, stderr } = await run(['plan']);
    expect(stderr).toContain('b.k8s.yaml at HEAD is not YAML: ');
    expect(code).toBe(3);
  });

  test('3 for a cdk8s.yaml that is not YAML', async () => {
    inRepository({ before: [A] });
    writeFileSync('cdk8s.yaml', 'app: a: b\n');
    const { code, stderr } = await run(['plan']);
    expect(stderr).toContain('cdk8s-keruta plan: cdk8s.yaml is not YAML: ');
    expect(code).toBe(3);
  });

  test('3 without Git', async () => {
    inRepository({ before: [A] });
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      const { code, stderr } = await run(['plan']);
      expect(stderr).toContain('git cannot be run: ');
      expect(code).toBe(3);
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('it compares', () => {
  test('what the app would write now, not what lies in the output folder, and writes nothing', async () => {
    inRepository({ before: [A], after: [A, B] });
    writeFileSync('dist/stale.k8s.yaml', 'not committed');
    const status = git('status', '--porcelain');
    expect((await run(['plan'])).stdout).toContain('+ create  b\n');
    expect(git('status', '--porcelain')).toBe(status);
    expect(readFileSync('dist/stale.k8s.yaml', 'utf8')).toBe('not committed');
  });

  test('with HEAD, or with any revision that is named', async () => {
    inRepository({ before: [A], after: [A, B] });
    for (const [name, text] of synth([A, B])) {
      writeFileSync(`dist/${name}`, text);
    }
    commit();
    git('tag', 'v1', 'HEAD~1');
    expect((await run(['plan'])).code).toBe(0);
    for (const revision of ['HEAD~1', 'v1', git('rev-parse', 'v1').trim()]) {
      expect(await run(['plan', '--against', revision])).toMatchObject({
        code: 2,
        stdout: expect.stringContaining('\n1 to create\n'),
      });
    }
  });

  test('with nothing, where no manifests are committed', async () => {
    inRepository({ after: [A, B] });
    const { code, stdout } = await run(['plan']);
    expect(lastLine(stdout)).toBe('2 to create');
    expect(code).toBe(2);
  });

  test('the Applications as they were at the revision, not as they are now', async () => {
    inRepository({ before: [A], after: [{ ...A, image: 'x:2' }] });
    mkdirSync('argocd');
    writeFileSync('argocd/tasks.k8s.yaml', argoCd());
    expect((await run(['plan'])).code).toBe(1);
    commit();
    rmSync('argocd', { recursive: true });
    expect((await run(['plan'])).code).toBe(0);
    expect((await run(['plan', '--against', 'HEAD~1'])).code).toBe(1);
  });

  test('a folder of the repository, whose name may be anything', async () => {
    const folder = 'チーム one/[a] é"';
    const source = { path: `${folder}/dist` };
    inRepository({
      folder,
      before: [A],
      after: [{ ...A, image: 'x:2' }, B],
      files: { 'argocd/tasks.k8s.yaml': application({ source }) },
    });
    const { code, stdout } = await run(['plan']);
    expect(stdout).toContain('= keep job  a\n');
    expect(lastLine(stdout)).toBe('1 to create');
    expect(code).toBe(2);
  });

  test('no folder that cdk8s.yaml alone names: npm run synth would write another', async () => {
    inRepository({ before: [A] });
    writeFileSync('cdk8s.yaml', 'app: cp -R after/. "$CDK8S_OUTDIR"\noutput: manifests\n');
    const { code, stdout, stderr } = await run(['plan']);
    expect(stderr).toContain('cdk8s.yaml has output: manifests, which npm run synth does not follow');
    expect([code, stdout]).toEqual([3, '']);
  });

  test.each([
    ['', '.'],
    ['dist', '"$PWD/dist"'],
    ['dist', 'dist/../dist/'],
    ['out put', './out put/'],
  ])('what is committed in the output folder, "%s", however it is named: %s', async (folder, name) => {
    inRepository({ before: [A], files: { 'argocd/tasks.k8s.yaml': argoCd() } });
    if (folder !== 'dist') {
      mkdirSync(folder || '.', { recursive: true });
      git('mv', 'dist/a.k8s.yaml', join(folder, 'a.k8s.yaml'));
      commit();
    }
    setOutdir(name.replace('"$PWD/dist"', join(process.cwd(), 'dist')));
    expect(await run(['plan'])).toMatchObject({ code: 0, stdout: '1 unchanged\nnothing to change\n' });
  });

  test.each([
    ['.', '.'],
    ['sub', 'sub'],
  ])('the Application of an output folder that is %s itself', async (folder, path) => {
    const files = { 'argocd/tasks.k8s.yaml': application({ source: { path } }) };
    inRepository({ folder, before: [A], after: [{ ...A, image: 'x:2' }], files });
    git('mv', 'dist/a.k8s.yaml', 'a.k8s.yaml');
    commit();
    setOutdir('.');
    expect((await run(['plan'])).stdout).toContain('= keep job  a\n');
  });

  test('manifests alone: other files in the output folder, which a synth keeps, count for nothing', async () => {
    const others = {
      'dist/nameless.k8s.yaml': '{ kind: Job, metadata: { name: x } }',
      'dist/README.md': '# x',
      'dist/kustomization.yaml': 'a: 1',
      'dist/web/my.k8s.yaml': '{ apiVersion: v1, kind: ConfigMap, metadata: { name: my } }',
    };
    inRepository({ before: [A], files: others });
    expect((await run(['plan'])).code).toBe(0);
  });
});

test('warnings of the app go to standard error', async () => {
  inRepository({ before: [A] });
  writeFileSync('cdk8s.yaml', 'app: echo "take care" >&2; cp -R after/. "$CDK8S_OUTDIR"\n');
  expect(await run(['plan'])).toMatchObject({ code: 0, stderr: 'take care\n' });
});

test('many tasks vanish only with --allow-removals; those that are done have not', async () => {
  const many = Array.from({ length: 5 }, (_, index) => ({ taskId: `t${index}`, parentTaskId: 'a' }));
  inRepository({ before: [A, ...many], after: [A] });
  const refused = await run(['plan']);
  expect(refused.code).toBe(1);
  expect(lastLine(refused.stdout)).toBe('5 refused');
  const allowed = await run(['plan', '--allow-removals']);
  expect(allowed.code).toBe(2);
  expect(lastLine(allowed.stdout)).toBe('5 jobs to remove (claims kept)');
  writeFileSync('tasks.yaml', JSON.stringify({ tasks: [A, ...many.map((task) => ({ ...task, done: true }))] }));
  expect((await run(['plan'])).code).toBe(2);
});

test('--json prints what changes, with the counts and the sums', async () => {
  const requests = (cpu: number) => ({ resources: { requests: { cpu } } });
  inRepository({
    before: [A, { ...B, ...requests(1) }],
    after: [
      { ...A, pvcStorageSize: '2Gi' },
      { ...B, ...requests(1) },
      { taskId: 'c', ...requests(2) },
    ],
  });
  const { code, stdout } = await run(['plan', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    against: { revision: 'HEAD', commit: git('rev-parse', 'HEAD').trim() },
    tasks: [
      {
        taskId: 'a',
        path: 'a.k8s.yaml',
        claim: 'git-repo-pvc-a',
        actions: ['grow-claim'],
        what: [expect.stringContaining('grows from 1Gi to 2Gi')],
        changes: [
          {
            object: 'PersistentVolumeClaim',
            field: 'spec.resources.requests.storage',
            before: '1Gi',
            after: '2Gi',
            effect: 'set',
          },
        ],
        refusals: [],
      },
      expect.objectContaining({ taskId: 'c', actions: ['create', 'create'] }),
    ],
    counts: { create: 1, change: 1, removeJob: 0, refuse: 0, unchanged: 1 },
    summary: '1 to create, 1 to change',
    usage: {
      before: { tasks: 2, runs: 2, requests: { cpu: '1' }, withoutRequests: 1, storage: '2Gi', unknownClaims: 0 },
      after: { tasks: 3, runs: 3, requests: { cpu: '3' }, withoutRequests: 1, storage: '4Gi', unknownClaims: 0 },
    },
  });
});

test('of many tasks to which the same happens, fifty are named and the others counted', async () => {
  const tasks = (image: string) =>
    Array.from({ length: 120 }, (_, index) => ({ taskId: `task-${index}`, image, done: index % 2 === 0 }));
  inRepository({ before: tasks('x:1'), after: tasks('x:2'), files: { 'argocd/tasks.k8s.yaml': argoCd() } });
  const { code, stdout } = await run(['plan']);
  expect(stdout).toContain('= keep job  task-1, task-3, ');
  expect(stdout).toContain(' and 10 more\n');
  expect(stdout).toContain('60 unchanged\nnothing to change\n');
  expect(code).toBe(0);
});
