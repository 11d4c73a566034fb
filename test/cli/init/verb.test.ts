import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { inFolder, run } from '../run';

const ROOT = join(__dirname, '../../..');
const read = (path: string) => readFileSync(path, 'utf8');
const readHere = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Puts packages where npm would, this one as its sources; nothing is loaded from elsewhere. */
function install(): void {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  mkdirSync('node_modules/@types', { recursive: true });
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    if (name !== 'cdk8s-keruta') {
      symlinkSync(join(ROOT, 'node_modules', name), join('node_modules', name));
    }
  }
  symlinkSync(join(ROOT, 'node_modules/.bin'), 'node_modules/.bin');
  const entry = (name: string) => {
    writeFileSync(`node_modules/cdk8s-keruta/${name}.js`, `module.exports = require('${ROOT}/lib/${name}');`);
    writeFileSync(`node_modules/cdk8s-keruta/${name}.d.ts`, `export * from '${ROOT}/lib/${name}';`);
  };
  mkdirSync('node_modules/cdk8s-keruta');
  writeFileSync('node_modules/cdk8s-keruta/package.json', '{ "name": "cdk8s-keruta" }');
  entry('index');
}

/** Runs one of the new repository's npm scripts, without npm's own half a second. */
function script(name: string) {
  const { scripts } = JSON.parse(read('package.json'));
  const { CDK8S_OUTDIR, ...env } = process.env;
  const PATH = `${process.cwd()}/node_modules/.bin:${env.PATH}`;
  return spawnSync(scripts[name], { shell: true, encoding: 'utf8', env: { ...env, PATH } });
}

describe('a new repository', () => {
  test('has exact versions: this one, and those that it was tested with', async () => {
    inFolder({});
    expect(await run(['init'])).toMatchObject({ code: 0, stderr: '' });
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    const own = JSON.parse(readHere('package.json'));
    expect(dependencies['cdk8s-keruta']).toBe(own.version);
    expect(dependencies.cdk8s).toBe(own.devDependencies.cdk8s);
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('synthesizes its tasks and its Application, and check passes', async () => {
    inFolder({});
    await run(['init', '--repo', 'https://git.example.com/agents/tasks.git']);
    install();
    expect(script('synth')).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync('dist')).toEqual(['first-task.k8s.yaml']);
    expect(script('argocd')).toMatchObject({ status: 0, stderr: '' });
    expect(load(read('argocd/tasks.k8s.yaml'))).toMatchObject({
      kind: 'Application',
      spec: {
        source: { repoURL: 'https://git.example.com/agents/tasks.git', path: 'dist', targetRevision: 'main' },
        destination: { namespace: 'keruta' },
      },
    });
    expect(await run(['check'])).toMatchObject({ code: 0, stderr: '' });
  }, 60_000);

  test('has a test that fails when the charts of its app lose the protection of a claim', async () => {
    inFolder({});
    await run(['init']);
    install();
    const rules = () => {
      const { CDK8S_OUTDIR, NODE_TEST_CONTEXT, ...env } = process.env;
      const args = ['-r', 'tsx/cjs', '--test', 'test/tasks.test.ts'];
      return spawnSync(process.execPath, args, { encoding: 'utf8', env });
    };
    expect(rules()).toMatchObject({ status: 0 });
    const unprotected = `addTaskCharts(app, tasks);
      const { ApiObject, JsonPatch } = require('cdk8s');
      for (const object of app.node.findAll().filter(ApiObject.isApiObject)) {
        object.addJsonPatch(JsonPatch.add('/metadata/annotations', {}));
      }`;
    writeFileSync('main.ts', read('main.ts').replace('addTaskCharts(app, tasks);', unprotected));
    const { status, stdout } = rules();
    expect(status).toBe(1);
    expect(stdout).toContain('no machine deletes a claim');
  }, 60_000);

  test('has the programs of this repository', async () => {
    inFolder({});
    await run(['init']);
    for (const program of ['main.ts', 'argocd.ts']) {
      expect(read(program)).toBe(readHere(program).replace("'./lib'", "'cdk8s-keruta'"));
    }
  });

  test('keeps line endings as this repository does', async () => {
    inFolder({});
    await run(['init']);
    expect(read('.gitattributes')).toBe(readHere('.gitattributes'));
    execFileSync('git', ['init', '--quiet']);
    const kept = execFileSync('git', ['check-attr', 'eol', 'dist/a.k8s.yaml'], { encoding: 'utf8' });
    expect(kept).toBe('dist/a.k8s.yaml: eol: lf\n');
  });

  test('lists what it wrote and the next steps', async () => {
    inFolder({});
    const { stdout } = await run(['init']);
    expect(stdout).toContain('  .github/workflows/tasks.yml\n');
    expect(stdout).toContain('  .gitignore\n');
    expect(stdout).toMatch(/1\. git init.*\n {2}2\. edit argocd\.yaml.*\n {2}3\. npm install\n/);
    expect(stdout).toMatch(/\d\. git remote add origin URL\n {2}\d\. git push -u origin main\n/);
    const named = [...stdout.matchAll(/npm run (\w+)/g)].map(([, script]) => script);
    expect(Object.keys(JSON.parse(read('package.json')).scripts)).toEqual(expect.arrayContaining(named));
  });

  test('replaces every placeholder', async () => {
    const folder = inFolder({});
    await run(['init']);
    expect(execFileSync('grep', ['-rl', '{{', '.'], { encoding: 'utf8' }).trim()).toBe('./.github/workflows/tasks.yml');
    expect(read('.github/workflows/tasks.yml').replaceAll('${{ ', '')).not.toContain('{{');
    expect(read('README.md')).toMatch(new RegExp(`^# ${basename(folder).toLowerCase()}\n`));
  });
});

describe('for another engine', () => {
  const init = (...args: string[]) => run(['init', '--repo', 'git@git.example.com:agents/tasks.git', ...args]);

  test('flux: it has what hands the manifests to Flux, and nothing of Argo CD', async () => {
    inFolder({});
    const { stdout } = await init('--gitops', 'flux');
    install();
    expect(script('synth')).toMatchObject({ status: 0, stderr: '' });
    expect(script('flux')).toMatchObject({ status: 0, stderr: '' });
    const [repository, kustomization] = loadAll(read('flux/tasks.k8s.yaml')) as { spec: object }[];
    expect(repository?.spec).toMatchObject({
      url: 'ssh://git@git.example.com/agents/tasks.git',
      ref: { branch: 'main' },
    });
    expect(kustomization?.spec).toMatchObject({ path: './dist', targetNamespace: 'keruta' });
    expect(await run(['check'])).toMatchObject({ code: 0, stderr: '' });
    expect(read('flux.ts')).toBe(readHere('flux.ts').replace("'./lib'", "'cdk8s-keruta'"));
    expect(stdout).toMatch(/npm run synth && npm run flux && npm test\n(.*\n)*.* kubectl apply -f flux\/\n/);
    // The claims are kept from either engine, and a test sees to that.
    const mentions = spawnSync('grep', ['-rliE', 'argo', '--exclude-dir=node_modules', '.'], { encoding: 'utf8' });
    expect(mentions.stdout.trim().split('\n').sort()).toEqual(['./dist/first-task.k8s.yaml', './test/tasks.test.ts']);
    expect(stdout).not.toMatch(/argo/i);
  }, 60_000);

  test('both: it has what hands them to each', async () => {
    inFolder({});
    const { stdout } = await init('--gitops', 'both');
    expect(JSON.parse(read('package.json')).scripts).toHaveProperty('argocd');
    expect(JSON.parse(read('package.json')).scripts).toHaveProperty('flux');
    expect(load(read('argocd.yaml'))).toMatchObject({ repoURL: 'git@git.example.com:agents/tasks.git' });
    expect(load(read('flux.yaml'))).toMatchObject({ url: 'ssh://git@git.example.com/agents/tasks.git' });
    expect(stdout).toContain('npm run synth && npm run argocd && npm run flux && npm test\n');
    expect(read('README.md')).toContain('committed there is applied by Argo CD and Flux');
  });

  test('argocd is what is written unless another is said', async () => {
    inFolder({});
    await init('--gitops', 'argocd');
    const said = read('README.md');
    inFolder({});
    await init();
    expect(read('README.md').replace(/^# .*/, '')).toBe(said.replace(/^# .*/, ''));
    expect(existsSync('flux.yaml')).toBe(false);
    expect(read('README.md')).not.toMatch(/flux/i);
  });

  test('another word is refused', async () => {
    inFolder({});
    const { code, stderr } = await init('--gitops', 'helm');
    expect(code).toBe(3);
    expect(stderr).toContain('--gitops helm is not an engine; allowed: argocd, flux, both');
    expect(readdirSync('.')).toEqual([]);
  });

  test('an address that Flux does not read is refused', async () => {
    inFolder({});
    const args = ['init', '--gitops', 'both', '--repo', 'file:///srv/tasks.git'];
    expect((await run(args)).stderr).toContain(
      '--repo is not the address of a Git repository; allowed: https://HOST/PATH or ssh:',
    );
  });
});

describe('where Argo CD finds it', () => {
  const settings = () => load(read('argocd.yaml')) as Record<string, unknown>;
  const git = (...args: string[]) => execFileSync('git', args);

  test('is the remote called origin, on the branch that is checked out', async () => {
    inFolder({});
    git('init', '--quiet', '--initial-branch', '1.0');
    git('remote', 'add', 'origin', 'git@git.example.com:agents/tasks.git');
    const { stdout } = await run(['init']);
    expect(settings()).toMatchObject({ repoURL: 'git@git.example.com:agents/tasks.git', targetRevision: '1.0' });
    expect(load(read('.github/workflows/tasks.yml'))).toMatchObject({ on: { push: { branches: ['1.0'] } } });
    expect(stdout).not.toMatch(/git init|edit argocd\.yaml|git remote/);
    expect(stdout).toContain('git push -u origin 1.0\n');
  });

  test('is asked for where there is no remote, or one with a password', async () => {
    inFolder({});
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'https://me:hunter2@git.example.com/agents/tasks.git');
    const { stdout } = await run(['init']);
    expect(JSON.stringify(settings())).not.toContain('hunter2');
    expect(stdout).toContain('edit argocd.yaml');
  });

  test.each([
    ['ftp://x', 'is not the address of a Git repository; allowed: https://'],
    ['https://me:hunter2@git.example.com/x', 'has a password'],
    ['https://hunter2@git.example.com/x', 'has a password or a token'],
  ])('cannot be %s', async (url, message) => {
    inFolder({});
    const { code, stderr } = await run(['init', '--repo', url]);
    expect(code).toBe(3);
    expect(stderr).toContain(`--repo ${message}`);
    expect(stderr).not.toContain('hunter2');
    expect(readdirSync('.')).toEqual([]);
  });
});

describe('in a folder with files', () => {
  test.each([false, true])(
    'it names the patterns of .gitignore to remove (in a repository: %s)',
    async (isRepository) => {
      inFolder({ '.gitignore': 'dist/\n*.yaml\n!tasks.yaml\n!cdk8s.yaml\n/argocd/\n!/argocd/\n' });
      if (isRepository) {
        execFileSync('git', ['init', '--quiet', '--template=']);
      }
      const { stdout, stderr } = await run(['init']);
      expect(stderr).toBe('');
      expect(stdout).toContain(
        '. remove the pattern dist/ at .gitignore:1: it ignores dist/, which has to be committed\n',
      );
      expect(stdout).toContain(
        '. remove the pattern *.yaml at .gitignore:2: it ignores argocd.yaml, argocd/, which have',
      );
      expect(stdout.match(/remove the pattern/g)).toHaveLength(2);
    },
  );

  test('it writes the others, adds lines to .gitignore, and lists what it left', async () => {
    inFolder({ 'README.md': 'mine\n', LICENSE: 'MIT\n', '.gitignore': '.env', 'test/mine.test.ts': 'x' });
    const { code, stdout } = await run(['init']);
    expect(code).toBe(0);
    expect(stdout).toContain('  .gitignore  (lines added)\n');
    expect(stdout).toContain('  README.md  (left as it was)\n');
    expect(stdout).toMatch(/^ {2}main\.ts$/m);
    expect(read('README.md')).toBe('mine\n');
    expect(read('LICENSE')).toBe('MIT\n');
    expect(read('.gitignore')).toBe('.env\nnode_modules/\n');
  });

  test('a second run changes nothing', async () => {
    inFolder({ '.gitignore': 'node_modules/\n' });
    await run(['init']);
    const before = read('package.json');
    writeFileSync('main.ts', 'mine');
    const { code, stdout } = await run(['init']);
    expect(code).toBe(0);
    expect(stdout.match(/\(left as it was\)/g)).toHaveLength(12);
    expect([read('main.ts'), read('package.json')]).toEqual(['mine', before]);
  });

  test('a package.json keeps its own, as the package from a file, and gets what it lacks', async () => {
    const own = {
      name: 'mine',
      scripts: { test: 'echo "Error: no test specified" && exit 1', plan: 'my-plan' },
      devDependencies: { 'cdk8s-keruta': 'file:../cdk8s-keruta.tgz' },
    };
    inFolder({ 'package.json': JSON.stringify(own) });
    expect((await run(['init'])).stdout).toContain('  package.json  (keys added)\n');
    const { name, scripts, dependencies, devDependencies } = JSON.parse(read('package.json'));
    expect(name).toBe('mine');
    expect(scripts).toMatchObject({ plan: 'my-plan', synth: 'node -r tsx/cjs main.ts' });
    expect(scripts.test).toMatch(/^tsc && /);
    expect(devDependencies['cdk8s-keruta']).toBe('file:../cdk8s-keruta.tgz');
    expect(dependencies).not.toHaveProperty('cdk8s-keruta');
    expect(dependencies).toHaveProperty('cdk8s');
  });

  test('a pipe in place of a file is a mistake, without a wait', async () => {
    inFolder({});
    execFileSync('mkfifo', ['.gitignore']);
    const { code, stderr } = await run(['init']);
    expect(code).toBe(3);
    expect(stderr).toContain('.gitignore is a folder, a pipe or a device');
    expect(readdirSync('.')).toEqual(['.gitignore']);
  });

  test('a package.json that cannot be read is a mistake, and nothing is written', async () => {
    inFolder({ 'package.json': '{' });
    const { code, stderr } = await run(['init']);
    expect(code).toBe(3);
    expect(stderr).toContain('package.json is not a JSON object');
    expect(readdirSync('.')).toEqual(['package.json']);
  });
});

test.each([
  ['日本語', 'tasks'],
  ['Team 42: Tasks!', 'team-42-tasks'],
])('in a folder named %s the package is called %s', async (folder, name) => {
  inFolder({ [`${folder}/x`]: '' });
  process.chdir(folder);
  expect(await run(['init'])).toMatchObject({ code: 0 });
  expect(JSON.parse(read('package.json')).name).toBe(name);
});

describe('nothing is written', () => {
  test('into a folder of a repository, whose top Argo CD and the workflow would start from', async () => {
    const top = inFolder({ 'sub/x': '' });
    execFileSync('git', ['init', '--quiet']);
    rmSync('sub/x');
    process.chdir('sub');
    const { code, stderr } = await run(['init']);
    expect(code).toBe(3);
    expect(stderr).toContain(`this folder is in the Git repository ${top}; run init in a folder outside of it`);
    expect(readdirSync('.')).toEqual([]);
  });

  test('if one of the files cannot be written', async () => {
    inFolder({});
    const { writeFileSync: write } = jest.requireActual('node:fs');
    let calls = 0;
    const spy = jest.spyOn(require('node:fs'), 'writeFileSync').mockImplementation((...args) => {
      calls += 1;
      if (calls === 5) {
        throw new Error('no space left on device');
      }
      return write(...args);
    });
    const { code, stderr } = await run(['init']);
    spy.mockRestore();
    expect(code).toBe(3);
    expect(stderr).toContain('no space left on device; nothing was written');
    expect(readdirSync('.')).toEqual([]);
  });
});

describe('the workflow', () => {
  interface Job {
    readonly permissions: Record<string, string>;
    readonly 'timeout-minutes': number;
    readonly steps: readonly { uses?: string; run?: string }[];
  }
  const workflow = load(readHere('templates/init/.github/workflows/tasks.yml').replaceAll('{{branch}}', 'main')) as {
    readonly permissions: object;
    readonly concurrency: object;
    readonly jobs: Readonly<Record<'check' | 'plan' | 'comment', Job>>;
  };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('may write comments in the one job that runs no code of the pull request', () => {
    expect(workflow.permissions).toEqual({});
    const { check, plan, comment } = workflow.jobs;
    expect(check.permissions).toEqual({ contents: 'read' });
    expect(plan.permissions).toEqual({ contents: 'read' });
    expect(comment.permissions).toEqual({ 'pull-requests': 'write' });
    expect(comment.steps.filter(({ uses }) => uses)).toEqual([]);
  });

  test('pins every action to a commit, with its version in a comment', () => {
    const text = readHere('templates/init/.github/workflows/tasks.yml');
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
    expect(uses).toHaveLength(4);
    for (const action of uses) {
      expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('ends by itself, and a newer commit ends the run of an older one', () => {
    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(15);
    }
    expect(workflow.concurrency).toMatchObject({ 'cancel-in-progress': true });
  });

  test('takes nothing of a pull request into a script', () => {
    for (const { run: script } of steps.filter((step) => step.run)) {
      expect(script).not.toContain('${{');
    }
  });

  /** Runs the step that plans, with a command that prints a plan and ends with this code. */
  function plan(code: number, prints = 'echo "$@"') {
    inFolder({ npx: `#!/bin/sh\n${prints}\nexit ${code}\n` });
    chmodSync('npx', 0o755);
    const script = workflow.jobs.plan.steps.find((step) => step.run?.includes('plan'))?.run as string;
    const env = {
      PATH: `${process.cwd()}:${process.env.PATH}`,
      GITHUB_OUTPUT: 'output',
      GITHUB_STEP_SUMMARY: 'summary',
    };
    const { status } = spawnSync('bash', ['-e', '-c', script], { env });
    return { status, output: read('output'), summary: existsSync('summary') && read('summary') };
  }

  test.each([
    [0, 0],
    [2, 0],
    [1, 1],
    [3, 1],
  ])('hands the plan over, and of exit code %i makes %i', (code, status) => {
    const planned = plan(code);
    expect(planned.status).toBe(status);
    expect(planned.summary).toBe('cdk8s-keruta plan --against HEAD^1 --markdown\n');
    expect(planned.output).toMatch(/^text<<(end\S+)\ncdk8s-keruta plan .*\n\n\1\n$/);
  });

  test('hands over that the plan failed, so that the comment of an earlier plan goes', () => {
    const { status, output } = plan(1, 'echo "tasks.yaml:1:1: wrong ~~~~" >&2');
    expect(status).toBe(1);
    expect(output).toContain('### Plan: failed with exit code 1\n\n~~~~text\ntasks.yaml:1:1: wrong ----\n');
  });

  /** Runs the step that comments, with a gh that knows these comments. */
  function comment(id: string) {
    const log = `#!/bin/sh\necho "$@" >>calls\ncase "$*" in *--jq*) echo "${id}";; esac\n`;
    inFolder({ gh: log });
    chmodSync('gh', 0o755);
    const env = {
      PATH: `${process.cwd()}:${process.env.PATH}`,
      GITHUB_REPOSITORY: 'o/r',
      NUMBER: '7',
      PLAN: '$(id) `x`',
    };
    const { status } = spawnSync('bash', ['-e', '-c', workflow.jobs.comment.steps[0]?.run as string], { env });
    expect(status).toBe(0);
    expect(read('comment.md')).toBe('<!-- cdk8s-keruta plan -->\n$(id) `x`\n');
    return read('calls').trim().split('\n').at(-1);
  }

  test('writes one comment, and the next time that one again', () => {
    expect(comment('')).toBe('api --silent repos/o/r/issues/7/comments -F body=@comment.md');
    expect(comment('42')).toBe('api --silent -X PATCH repos/o/r/issues/comments/42 -F body=@comment.md');
  });
});
