import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { dump } from 'js-yaml';
import { gitUrl } from '../../argocd/shape';
import { UserError } from '../../mistakes/user-error';
import type { Verb } from '../verb';

export const init: Verb = {
  help: `cdk8s-keruta init [--repo URL]

Writes a new GitOps repository into the current folder, which has to be empty but for .git: a first task, the program
that writes the manifests, a test, a workflow for pull requests, and the Argo CD Application.

  --repo URL   where Argo CD finds the repository; taken from the remote called origin unless said

Exit codes: 0 written; 3 it could not be done, and nothing was written.
`,
  run(args, io) {
    const { values } = parseArgs({ args, options: { repo: { type: 'string' } } });
    const wrong = values.repo === undefined ? undefined : gitUrl.check(values.repo);
    if (wrong) {
      throw new UserError(`--repo ${wrong.what}; ${wrong.fix ?? `allowed: ${wrong.allowed}`}`);
    }
    const found = readdirSync('.').filter((name) => name !== '.git');
    if (found.length > 0) {
      const [first, ...others] = found;
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      throw new UserError(`this folder is not empty: it holds ${first}${more}; run init in a new folder`);
    }
    const around = existsSync('.git') ? undefined : git('rev-parse', '--show-toplevel');
    if (around !== undefined) {
      throw new UserError(`this folder lies in the Git repository ${around}; run init in a folder outside of it`);
    }
    const repoURL = values.repo ?? origin();
    const branch = git('symbolic-ref', '--short', 'HEAD') ?? 'main';
    const files = render({
      ...versions(),
      name: packageName(),
      branch: yaml(branch),
      repoURL: yaml(repoURL ?? EXAMPLE_URL),
    });
    write(files);
    io.stdout(
      `${[...files.keys()]
        .sort()
        .map((path) => `  ${path}\n`)
        .join('')}\n${nextSteps(branch, repoURL)}`,
    );
    return 0;
  },
};

/** Stands in argocd.yaml until somebody says where the repository is. */
const EXAMPLE_URL = 'https://git.example.com/team/tasks.git';

type Values = Readonly<Record<string, string>>;

/** The package's own folder: the compiled file lies deeper than its source. */
const PACKAGE = dirname(require.resolve('cdk8s-keruta/package.json'));

/** The texts of the new repository, by their paths. */
function render(values: Values): Map<string, string> {
  const folder = join(PACKAGE, 'templates', 'init');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).map((name) => name.split(sep).join('/'));
  return new Map(
    files.map((path) => {
      const text = readFileSync(join(folder, path), 'utf8').replace(/\{\{([^\s{}]+)\}\}/g, (_, key: string) => {
        const value = values[key];
        if (value === undefined) {
          throw new Error(`${path} asks for ${key}`);
        }
        return value;
      });
      // npm packs no file of that name.
      return [path === 'gitignore' ? '.gitignore' : path, text];
    }),
  );
}

/** Writes all of them, or none. */
function write(files: ReadonlyMap<string, string>): void {
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  } catch (error) {
    // The folder was empty: what is in it now was written here.
    for (const path of files.keys()) {
      rmSync(path.split('/')[0] as string, { recursive: true, force: true });
    }
    throw new UserError(`the files cannot be written: ${(error as Error).message}; nothing was written`);
  }
}

/** The versions that this package was tested with, by name; its own too. */
function versions(): Values {
  const { name, version, devDependencies } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  return { ...devDependencies, [name]: version };
}

/** The folder's name, as npm takes it. */
function packageName(): string {
  const name = basename(resolve('.'))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
  return name.replace(/^-+|-+$/g, '') || 'tasks';
}

/** A text as YAML reads it as a text: a branch may be called 1.0. */
function yaml(text: string): string {
  return dump(text, { lineWidth: -1 }).trim();
}

/** The address of origin, if it is one that Argo CD reads and holds no password. */
function origin(): string | undefined {
  const url = git('remote', 'get-url', 'origin');
  return url !== undefined && gitUrl.check(url) === undefined ? url : undefined;
}

/** What git says; nothing if it fails, as it does without a repository. */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function nextSteps(branch: string, repoURL: string | undefined): string {
  const remote = git('remote', 'get-url', 'origin') === undefined;
  const steps = [
    ...(existsSync('.git') ? [] : [`git init --initial-branch ${branch}`]),
    ...(repoURL === undefined ? ['edit argocd.yaml: where Argo CD finds this repository'] : []),
    'npm install',
    'npm run synth && npm run argocd && npm test',
    'git add --all && git commit -m "First task"',
    ...(remote ? [`git remote add origin ${repoURL ?? 'URL'}`] : []),
    `git push -u origin ${branch}`,
    'kubectl apply -f argocd/',
  ];
  return `Next:\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}README.md says more.\n`;
}
