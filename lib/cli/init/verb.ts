import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { dump } from 'js-yaml';
import { gitUrl } from '../../argocd/shape';
import { UserError } from '../../mistakes/user-error';
import type { Verb } from '../verb';
import { type WrittenFile, writeNew } from './write';

export const init: Verb = {
  help: `cdk8s-keruta init [--repo URL]

Writes a new GitOps repository into the current folder: a first task, the program that writes the manifests, a test, a
workflow for pull requests, and the Argo CD Application. It overwrites no file: a file that is there stays as it is, and
.gitignore, .gitattributes and package.json get the lines and keys that they lack.

  --repo URL   URL at which Argo CD reads the repository; by default the URL of the remote origin

Examples:
  cdk8s-keruta init
  cdk8s-keruta init --repo https://git.example.com/team/tasks.git

Exit codes: 0 written; 3 it could not be done, and nothing was written.
`,
  run(args, io) {
    const { values } = parseArgs({ args, options: { repo: { type: 'string' } } });
    const wrong = values.repo === undefined ? undefined : gitUrl.check(values.repo);
    if (wrong) {
      throw new UserError(`--repo ${wrong.what}; ${wrong.fix ?? `allowed: ${wrong.allowed}`}`);
    }
    const around = existsSync('.git') ? undefined : git('rev-parse', '--show-toplevel');
    if (around !== undefined) {
      throw new UserError(`this folder is in the Git repository ${around}; run init in a folder outside of it`);
    }
    const repoURL = values.repo ?? origin();
    const branch = git('symbolic-ref', '--short', 'HEAD') ?? 'main';
    const files = render({
      ...versions(),
      name: packageName(),
      branch: yaml(branch),
      repoURL: yaml(repoURL ?? EXAMPLE_URL),
    });
    const written = writeNew(files);
    io.stdout(`${listOf(written)}\n${nextSteps(branch, repoURL)}`);
    return 0;
  },
};

/** The placeholder for the URL of the repository in argocd.yaml. */
const EXAMPLE_URL = 'https://git.example.com/team/tasks.git';

type Values = Readonly<Record<string, string>>;

/** The folder of the package: the compiled file is in a deeper folder than its source. */
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
      // npm does not pack a file named .gitignore.
      return [path === 'gitignore' ? '.gitignore' : path, text];
    }),
  );
}

/** A line for each file with its result, in the order of their names. */
function listOf(written: readonly WrittenFile[]): string {
  return written
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, was }) => `  ${path}${was === 'new' ? '' : `  (${was})`}\n`)
    .join('');
}

/** The versions of the packages that this package was tested with, and its own version, by name. */
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

/** A string in a form that YAML reads as a string: a branch may be called 1.0. */
function yaml(text: string): string {
  return dump(text, { lineWidth: -1 }).trim();
}

/** The URL of the remote `origin`, if Argo CD can read it and it has no password. */
function origin(): string | undefined {
  const url = git('remote', 'get-url', 'origin');
  return url !== undefined && gitUrl.check(url) === undefined ? url : undefined;
}

/** The output of git; undefined if git fails, for example without a repository. */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function nextSteps(branch: string, repoURL: string | undefined): string {
  const remote = git('remote', 'get-url', 'origin') === undefined;
  const steps = [
    ...(existsSync('.git') ? [] : [`git init --initial-branch ${branch}`]),
    ...(repoURL === undefined ? ['edit argocd.yaml: set the URL of this repository'] : []),
    'npm install',
    'npm run synth && npm run argocd && npm test',
    'git add --all && git commit -m "First task"',
    ...(remote ? [`git remote add origin ${repoURL ?? 'URL'}`] : []),
    `git push -u origin ${branch}`,
    'kubectl apply -f argocd/',
  ];
  return `Next:\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}README.md explains each step.\n`;
}
