import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dump } from 'js-yaml';
import { argoCdUrl } from '../../argocd/shape';
import type { TextRule } from '../../checks/text';
import { fluxUrl, sshUrlOf } from '../../flux/shape';
import type { Problem } from '../../mistakes/problem';
import { UserError } from '../../mistakes/user-error';
import { groupBy } from '../../tasks/group-by';
import { ENGINE_KEYS, type Engine, nameEngines } from '../app/engines';
import type { Verb } from '../verb';
import { findIgnored } from './ignored';
import { render, versions } from './render';
import { type WrittenFile, writeNew } from './write';

export const init: Verb = {
  help: `cdk8s-keruta init [--gitops argocd | flux | both] [--repo URL] [--propose-done]

Writes a new GitOps repository into the current folder: a first task, the program that writes the manifests, a test, a
workflow for pull requests, and what hands the manifests to Argo CD, to Flux or to both. It overwrites no file: a file that
is there stays as it is, and .gitignore, .gitattributes and package.json get the lines and keys that they lack.

  --gitops argocd   write what hands the manifests to Argo CD; the default
  --gitops flux     write what hands them to Flux
  --gitops both     write both
  --propose-done    write a workflow too that proposes done: true for tasks whose Jobs have succeeded; see docs/edit.md
  --repo URL        URL at which the engine reads the repository; by default the URL of the remote origin

Examples:
  cdk8s-keruta init
  cdk8s-keruta init --gitops flux --repo https://git.example.com/team/tasks.git

Exit codes: 0 written; 3 it could not be done, and nothing was written.
`,
  run(args, io) {
    const { values } = parseArgs({
      args,
      options: { gitops: { type: 'string' }, repo: { type: 'string' }, 'propose-done': { type: 'boolean' } },
    });
    const engines = enginesOf(values.gitops ?? 'argocd');
    const [wrong] = values.repo === undefined ? [] : urlProblems(engines, values.repo);
    if (wrong) {
      throw new UserError(`--repo ${wrong.what}; ${wrong.fix ?? `allowed: ${wrong.allowed}`}`);
    }
    const around = existsSync('.git') ? undefined : git('rev-parse', '--show-toplevel');
    if (around !== undefined) {
      throw new UserError(`this folder is in the Git repository ${around}; run init in a folder outside of it`);
    }
    const repoURL = values.repo ?? originUrl(engines);
    const branch = git('symbolic-ref', '--short', 'HEAD') ?? 'main';
    const files = render(engines, {
      ...versions(),
      name: packageName(),
      branch: toYamlString(branch),
      repoURL: toYamlString(repoURL ?? EXAMPLE_URL),
      fluxURL: toYamlString(FINDS.flux.urlOf(repoURL ?? EXAMPLE_URL)),
      engines: nameEngines(engines),
      files: engines.map((engine) => `\`${engine}.yaml\``).join(' and '),
      scripts: scriptsOf(engines),
    });
    if (!values['propose-done']) {
      files.delete(DONE_WORKFLOW);
    }
    const written = writeNew(files);
    const outputs = ['dist', ...engines].map((folder) => `${folder}/${OUTPUT}`);
    const committed = [...files.keys(), 'package-lock.json', ...outputs];
    io.stdout(`${listOf(written)}\n${nextSteps(engines, branch, repoURL, ignoredSteps(committed))}`);
    return 0;
  },
};

/** How an engine finds a repository: the address as it takes it, and its rule for addresses. */
const FINDS: Readonly<Record<Engine, { readonly rule: TextRule; urlOf(url: string): string }>> = {
  argocd: { rule: argoCdUrl, urlOf: (url) => url },
  flux: { rule: fluxUrl, urlOf: (url) => sshUrlOf(url) ?? url },
};

function enginesOf(choice: string): readonly Engine[] {
  const chosen = ENGINE_KEYS.filter((engine) => choice === 'both' || choice === engine);
  if (chosen.length === 0) {
    throw new UserError(`--gitops ${choice} is not an engine; allowed: ${ENGINE_KEYS.join(', ')}, both`);
  }
  return chosen;
}

function urlProblems(engines: readonly Engine[], url: string): Problem[] {
  return engines.flatMap((engine) => FINDS[engine].rule.check(FINDS[engine].urlOf(url)) ?? []);
}

/** The commands that write the objects of the engines, one after the other. */
function scriptsOf(engines: readonly Engine[]): string {
  return engines.map((engine) => `npm run ${engine}`).join(' && ');
}

/** The workflow that reads the cluster, which not every team lets its CI do. */
const DONE_WORKFLOW = '.github/workflows/done.yml';

/** Stands in the settings files until somebody says where the repository is. */
const EXAMPLE_URL = 'https://git.example.com/team/tasks.git';

/** The files with what became of each, in the order of their names. */
function listOf(written: readonly WrittenFile[]): string {
  return written
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, was }) => `  ${path}${was === 'new' ? '' : `  (${was})`}\n`)
    .join('');
}

/** The folder's name, as npm takes it. */
function packageName(): string {
  const name = basename(resolve('.'))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
  return name.replace(/^-+|-+$/g, '') || 'tasks';
}

/** A string in a form that YAML reads as a string: a branch may be called 1.0. */
function toYamlString(text: string): string {
  return dump(text, { lineWidth: -1 }).trim();
}

/** The URL of the remote `origin`, if the engines can read it and it has no password. */
function originUrl(engines: readonly Engine[]): string | undefined {
  const url = git('remote', 'get-url', 'origin');
  return url !== undefined && urlProblems(engines, url).length === 0 ? url : undefined;
}

/** The output of git; undefined if git fails, for example without a repository. */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** A file that stands for all files in a folder of manifests. */
const OUTPUT = 'tasks.k8s.yaml';

/** A step for each pattern of Git that ignores a path which has to be committed. */
function ignoredSteps(paths: readonly string[]): string[] {
  const byPattern = groupBy(findIgnored(paths), ({ file, line }) => `${file}:${line}`);
  return [...byPattern].map(([place, ignored]) => {
    const names = ignored.map(({ path }) => path.replace(`/${OUTPUT}`, '/')).join(', ');
    const have = ignored.length === 1 ? 'has' : 'have';
    return `remove the pattern ${ignored[0]?.pattern} at ${place}: it ignores ${names}, which ${have} to be committed`;
  });
}

function nextSteps(
  engines: readonly Engine[],
  branch: string,
  repoURL: string | undefined,
  ignored: readonly string[],
): string {
  const remote = git('remote', 'get-url', 'origin') === undefined;
  const steps = [
    ...ignored,
    ...(existsSync('.git') ? [] : [`git init --initial-branch ${branch}`]),
    ...(repoURL === undefined ? engines.map((engine) => `edit ${engine}.yaml: set the URL of this repository`) : []),
    'npm install',
    `npm run synth && ${scriptsOf(engines)} && npm test`,
    'git add --all && git commit -m "First task"',
    ...(remote ? [`git remote add origin ${repoURL ?? 'URL'}`] : []),
    `git push -u origin ${branch}`,
    ...engines.map((engine) => `kubectl apply -f ${engine}/`),
  ];
  return `Next:\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}README.md explains each step.\n`;
}
