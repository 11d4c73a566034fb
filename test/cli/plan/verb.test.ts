import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, run, setOutdir } from '../run';
import { application, argoCd, commit, flux, git, inRepository, synth } from './repository';

// Each test runs some processes, for which a machine that is busy may take its time.
jest.setTimeout(60_000);

const A = { taskId: 'a' };
const B = { taskId: 'b' };
/** The second line has the counts. */
const countsLine = (text: string) => text.split('\n')[1];

const unchanged = (count: number, revision = 'HEAD') =>
  `The working tree compared with ${revision}\nnothing to change, ${count} unchanged\n`;

describe('the exit code and the counts', () => {
  test('0 and nothing to change, with the tasks counted', async () => {
    inRepository({ before: [A, B] });
    expect(await run(['plan'])).toEqual({ code: 0, stdout: unchanged(2), stderr: '' });
  });

  test('0 for a quantity written differently', async () => {
    inRepository({ before: [{ ...A, pvcStorageSize: '1024Mi' }], after: [{ ...A, pvcStorageSize: '1Gi' }] });
    expect(await run(['plan'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing to change, 1 unchanged'),
    });
  });

  test('0 for a changed template that Argo CD ignores, which is shown', async () => {
    inRepository({ before: [A], after: [{ ...A, image: 'x:2' }], files: { 'argocd/tasks.k8s.yaml': argoCd() } });
    const { code, stdout } = await run(['plan']);
    expect(stdout).toContain('= keep job  a\n    the Job in the cluster stays as it was, as keruta-tasks says\n');
    expect(stdout).toContain('containers[main].image: keruta-agent:latest → x:2 (ignored)\n');
    expect(countsLine(stdout)).toBe('nothing to change');
    expect(code).toBe(0);
  });

  test('0 for a change that Flux ignores, in whose words it is told', async () => {
    inRepository({ before: [A], after: [{ ...A, image: 'x:2' }], files: { 'flux/tasks.k8s.yaml': flux() } });
    const { code, stdout } = await run(['plan']);
    expect(stdout).toContain('= keep job  a\n    the Job in the cluster stays as it was, as keruta-tasks says\n');
    expect(stdout).toContain('Flux leaves the Jobs of a as they are');
    expect(stdout).not.toContain('Argo');
    expect(code).toBe(0);
  });

  test('1 for what Flux would fail at, with a fix for the engine of the settings file alone', async () => {
    inRepository({ before: [A], after: [{ ...A, image: 'x:2' }], files: { 'flux.yaml': 'targetNamespace: agents\n' } });
    const { code, stdout } = await run(['plan']);
    expect(stdout).toContain('Flux would apply nothing of the commit, of no other task either [job-template]');
    expect(stdout).toContain('(npm run flux)');
    expect(stdout).not.toMatch(/argo/i);
    expect(code).toBe(1);
  });

  test('2 for changes', async () => {
    inRepository({ before: [A], after: [A, B] });
    const { code, stdout } = await run(['plan']);
    expect(countsLine(stdout)).toBe('1 to create, 1 unchanged');
    expect(code).toBe(2);
  });

  test('1 for a refused change, also next to other changes', async () => {
    inRepository({ before: [A, B], after: [{ ...A, image: 'x:2' }, { taskId: 'c' }] });
    const { code, stdout } = await run(['plan']);
    expect(countsLine(stdout)).toBe('1 to create, 1 job to remove (claim kept), 1 refused');
    expect(code).toBe(1);
  });

  test('2 for a file that Git tracks, although a pattern of .gitignore fits it', async () => {
    inRepository({ before: [A], after: [{ ...A, pvcStorageSize: '2Gi' }] });
    writeFileSync('.gitignore', 'a.k8s.yaml\n');
    expect(await run(['plan'])).toMatchObject({ code: 2, stdout: expect.stringContaining('1 to change') });
  });

  test('3 for an output folder that Git ignores, which no push contains', async () => {
    inRepository({ before: [A], after: [A, B], files: { '.gitignore': 'b.k8s.yaml\n' } });
    expect(await run(['plan'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Git ignores dist/b.k8s.yaml, so a push does not contain it'),
    });
  });

  test('1 for an app that fails, with what it says', async () => {
    inRepository({ before: [A] });
    writeFileSync('cdk8s.yaml', 'app: echo "tasks.yaml:1:1 is wrong" >&2; exit 1\n');
    expect(await run(['plan'])).toEqual({ code: 1, stdout: '', stderr: 'tasks.yaml:1:1 is wrong\n' });
  });

  test.each([
    ['no such revision', ['--against', 'nope'], /nope is not a revision of this repository; .*fetch-depth: 0$/m],
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
  test('the output folder that is pushed: one that is not what a synth would write is no plan, and stays as it is', async () => {
    inRepository({ before: [A], after: [A, B] });
    writeFileSync('dist/b.k8s.yaml', 'not synthesized');
    const { code, stdout, stderr } = await run(['plan']);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(
      /^dist\/b\.k8s\.yaml is not what a synth would write.*\nfix: npm run synth, then plan again\n$/,
    );
    expect(readFileSync('dist/b.k8s.yaml', 'utf8')).toBe('not synthesized');
  });

  test('the objects of Argo CD that are pushed with it: stale ones are no plan either', async () => {
    inRepository({
      before: [A],
      files: {
        'argocd.yaml': '',
        'package.json': JSON.stringify({ scripts: { argocd: 'echo x >"$CDK8S_OUTDIR/a.k8s.yaml"' } }),
      },
    });
    const { code, stderr } = await run(['plan']);
    expect(code).toBe(4);
    expect(stderr).toMatch(/^argocd\/a\.k8s\.yaml is missing.*\nfix: npm run argocd, then plan again\n$/);
  });

  describe('with the revision that is deployed, as far as the clone knows', () => {
    function withRemote(): void {
      inRepository({ before: [A] });
      git('init', '--quiet', '--bare', '--template=', '.git/remote.git');
      git('branch', '-M', 'main');
      git('remote', 'add', 'origin', './.git/remote.git');
      git('push', '--quiet', 'origin', 'main');
      for (const [name, text] of synth([A, B])) {
        writeFileSync(`dist/${name}`, text);
        writeFileSync(`.after/${name}`, text);
      }
      commit();
    }

    const head = async () => (await run(['plan'])).stdout.split('\n').slice(0, 2);

    test('the upstream of the branch, before the push', async () => {
      withRemote();
      git('branch', '--quiet', '--set-upstream-to=origin/main');
      expect(await head()).toEqual([
        'The working tree compared with origin/main, which this branch is 1 commit ahead of',
        '1 to create, 1 unchanged',
      ]);
    });

    test('else the default branch of the remote, however far the branch is from it', async () => {
      withRemote();
      git('remote', 'set-head', 'origin', 'main');
      expect((await head())[0]).toBe(
        'The working tree compared with origin/main, which this branch is 1 commit ahead of',
      );
      git('push', '--quiet', 'origin', 'main');
      git('reset', '--quiet', '--soft', 'HEAD~1');
      expect((await head())[0]).toBe(
        'The working tree compared with origin/main, which this branch is 1 commit behind',
      );
    });

    test('of a remote with a default branch of any name, that one', async () => {
      withRemote();
      git('push', '--quiet', 'origin', 'main~1:refs/heads/trunk');
      git('remote', 'set-head', 'origin', 'trunk');
      expect((await head())[0]).toContain('compared with origin/trunk,');
    });

    test('of a remote that has only one branch, that one, and of an empty remote HEAD', async () => {
      withRemote();
      git('push', '--quiet', 'origin', ':main', 'main~1:refs/heads/trunk');
      expect((await head())[0]).toContain('compared with origin/trunk,');
      git('push', '--quiet', 'origin', ':trunk');
      expect((await head())[0]).toBe('The working tree compared with HEAD');
    });

    test('of a remote with several branches, master too', async () => {
      withRemote();
      git('push', '--quiet', 'origin', ':main', 'main~1:refs/heads/a', 'main~1:refs/heads/master');
      expect((await head())[0]).toContain('compared with origin/master,');
    });

    test('of a remote without a known default branch, its only branch, else main or master', async () => {
      withRemote();
      const compared = (await head())[0];
      expect(compared).toBe('The working tree compared with origin/main, which this branch is 1 commit ahead of');
      git('push', '--quiet', 'origin', 'main~1:refs/heads/a');
      expect((await head())[0]).toBe(compared);
      git('push', '--quiet', 'origin', ':main', 'main~1:refs/heads/b');
      expect((await head())[0]).toBe('The working tree compared with HEAD');
    });

    test('else HEAD', async () => {
      withRemote();
      git('remote', 'remove', 'origin');
      expect(await head()).toEqual(['The working tree compared with HEAD', 'nothing to change, 2 unchanged']);
    });
  });

  test('what is synthesized and not committed yet, which the last line says', async () => {
    inRepository({ before: [A], after: [A, B] });
    const { stdout } = await run(['plan']);
    expect(stdout).toMatch(/\ndist\/b\.k8s\.yaml is not committed yet: git add --all && git commit, then push\n$/);
    mkdirSync('argocd');
    writeFileSync('argocd/tasks.k8s.yaml', argoCd());
    expect((await run(['plan'])).stdout).toContain(' and 1 more files are not committed yet');
    commit();
    expect((await run(['plan', '--against', 'HEAD~1'])).stdout).not.toContain('not committed');
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
        stdout: expect.stringContaining('\n1 to create, 1 unchanged\n'),
      });
    }
  });

  test('with nothing, where no manifests are committed', async () => {
    inRepository({ after: [A, B] });
    const { code, stdout } = await run(['plan']);
    expect(countsLine(stdout)).toBe('2 to create');
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
    expect(countsLine(stdout)).toBe('1 to create');
    expect(code).toBe(2);
  });

  test('no folder that cdk8s.yaml alone names: npm run synth would write another', async () => {
    inRepository({ before: [A] });
    writeFileSync('cdk8s.yaml', 'app: cp -R .after/. "$CDK8S_OUTDIR"\noutput: manifests\n');
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
    expect(await run(['plan'])).toMatchObject({ code: 0, stdout: unchanged(1) });
  });

  test.each([
    ['.', '.'],
    ['sub', 'sub'],
  ])('the Application of an output folder that is %s itself', async (folder, path) => {
    const files = { 'argocd/tasks.k8s.yaml': application({ source: { path } }) };
    inRepository({ folder, before: [A], after: [{ ...A, image: 'x:2' }], files });
    git('restore', 'dist');
    git('mv', 'dist/a.k8s.yaml', 'a.k8s.yaml');
    commit();
    copyFileSync('.after/a.k8s.yaml', 'a.k8s.yaml');
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
    rmSync('dist/nameless.k8s.yaml');
    expect((await run(['plan'])).code).toBe(0);
  });
});

test('warnings of the app go to standard error', async () => {
  inRepository({ before: [A] });
  writeFileSync('cdk8s.yaml', 'app: echo "take care" >&2; cp -R .after/. "$CDK8S_OUTDIR"\n');
  expect(await run(['plan'])).toMatchObject({ code: 0, stderr: 'take care\n' });
});

test('many tasks vanish only with --allow-removals; those that are done have not', async () => {
  const many = Array.from({ length: 5 }, (_, index) => ({ taskId: `t${index}`, parentTaskId: 'a' }));
  inRepository({ before: [A, ...many], after: [A] });
  const refused = await run(['plan']);
  expect(refused.code).toBe(1);
  expect(countsLine(refused.stdout)).toBe('5 refused, 1 unchanged');
  const allowed = await run(['plan', '--allow-removals']);
  expect(allowed.code).toBe(2);
  expect(countsLine(allowed.stdout)).toBe('5 jobs to remove (claims kept), 1 unchanged');
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
    against: { revision: 'HEAD', ahead: 0, behind: 0, commit: git('rev-parse', 'HEAD').trim() },
    uncommitted: ['dist/a.k8s.yaml', 'dist/c.k8s.yaml'],
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
    counts: { create: 1, runAgain: 0, change: 1, removeJob: 0, refuse: 0, unchanged: 1 },
    summary: '1 to create, 1 to change',
    usage: {
      before: { tasks: 2, runs: 2, requests: { cpu: '1' }, withoutRequests: 1, storage: '2Gi', unknownClaims: 0 },
      after: { tasks: 3, runs: 3, requests: { cpu: '3' }, withoutRequests: 1, storage: '4Gi', unknownClaims: 0 },
    },
  });
});

test('of many tasks to which the same happens ten are named and the others counted, unless all are asked for', async () => {
  const tasks = (image: string) =>
    Array.from({ length: 120 }, (_, index) => ({ taskId: `task-${index}`, image, done: index % 2 === 0 }));
  inRepository({ before: tasks('x:1'), after: tasks('x:2'), files: { 'argocd/tasks.k8s.yaml': argoCd() } });
  const { code, stdout } = await run(['plan']);
  expect(stdout).toMatch(/\n= keep job {2}task-1, task-3, .*, task-19 and 50 more\n/);
  expect(stdout).toMatch(
    /\nArgo CD leaves the Jobs of task-1, .* and 50 more as they are: the change runs no agent\. /,
  );
  expect(stdout).toContain('raise its run: run: 2 after the first');
  expect(countsLine(stdout)).toBe('nothing to change, 60 unchanged');
  expect(code).toBe(0);
  expect((await run(['plan', '--all'])).stdout).toContain(', task-117, task-119\n');
});

test.each([
  ['no containers', 'containers:', 'containers: null\n      x:'],
  ['a map for a list', 'accessModes:\n    - ReadWriteOnce', 'accessModes: { a: b }'],
  ['a string for a number', 'backoffLimit: 0', 'backoffLimit: x'],
  ['no spec', '\nspec:', '\nother:'],
  ['labels that are no map', '  labels:\n    app', '  labels: x\n  other:\n    app'],
])('a committed manifest that was edited by hand is compared as far as it goes: %s', async (_, from, to) => {
  inRepository({ before: [A] });
  const committed = readFileSync('dist/a.k8s.yaml', 'utf8');
  writeFileSync('dist/a.k8s.yaml', committed.replaceAll(from, to));
  commit();
  writeFileSync('dist/a.k8s.yaml', committed);
  const { code, stderr } = await run(['plan']);
  expect([0, 1, 2]).toContain(code);
  expect(stderr).toBe('');
});

test.each([
  ['sources', { source: undefined, sources: 3 }],
  ['ignoreDifferences', { ignoreDifferences: { a: 'b' } }],
  ['syncPolicy', { syncPolicy: ['x'] }],
  ['destination', { destination: 'here' }],
])('a committed Application whose %s are of another type counts as one without', async (_, spec) => {
  inRepository({ before: [A], after: [A, B], files: { 'argocd/tasks.k8s.yaml': application(spec) } });
  expect(await run(['plan'])).toMatchObject({ code: 2, stderr: '' });
});
