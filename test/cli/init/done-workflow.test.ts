import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { inFolder, run } from '../run';

const FILE = '.github/workflows/done.yml';
const TEXT = readFileSync(join(__dirname, '../../..', 'templates/init', FILE), 'utf8');

interface Job {
  readonly permissions: Record<string, string>;
  readonly 'timeout-minutes': number;
  readonly steps: readonly { uses?: string; with?: object; run?: string }[];
}

const workflow = load(TEXT) as {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<Record<'find' | 'propose', Job>>;
};
const { find, propose } = workflow.jobs;
const scriptOf = (job: Job) => job.steps.at(-1)?.run as string;
const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' });

test('is written with --propose-done alone', async () => {
  inFolder({});
  await run(['init']);
  expect(existsSync(FILE)).toBe(false);
  inFolder({});
  expect((await run(['init', '--propose-done'])).stdout).toContain(`  ${FILE}\n`);
  expect(readFileSync(FILE, 'utf8')).toBe(TEXT);
});

test('runs on the default branch alone, never for a pull request', () => {
  expect(Object.keys(workflow.on)).toEqual(['schedule', 'workflow_dispatch']);
});

test('may write to the repository in the one job that installs and runs nothing', () => {
  expect(workflow.permissions).toEqual({});
  expect(find.permissions).toEqual({ contents: 'read' });
  expect(find.steps[0]?.with).toEqual({ 'persist-credentials': false });
  expect(propose.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
  expect(scriptOf(propose)).not.toMatch(/\bnp[mx]\b/);
});

test('gives the kubeconfig to the one step that asks the cluster', () => {
  expect(TEXT.match(/secrets\./g)).toHaveLength(1);
  expect(find.steps.filter((step) => 'env' in step)).toEqual([find.steps.at(-1)]);
});

test('pins every action to a commit, ends by itself, and takes no expression into a script', () => {
  const uses = [...TEXT.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
  expect(uses).toHaveLength(3);
  for (const action of uses) {
    expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
  for (const job of [find, propose]) {
    expect(job['timeout-minutes']).toBeLessThanOrEqual(15);
    expect(scriptOf(job)).not.toContain('${{');
  }
});

/** Runs the script of a job in a repository with these commands in place of the real ones. */
function runScript(job: Job, commands: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(commands)) {
    writeFileSync(`../bin/${name}`, `#!/bin/sh\n${text}\n`);
    chmodSync(`../bin/${name}`, 0o755);
  }
  const PATH = `${join(process.cwd(), '..', 'bin')}:${process.env.PATH}`;
  return spawnSync('bash', ['--norc', '-e', '-c', scriptOf(job)], { encoding: 'utf8', env: { ...env, PATH } });
}

/** A clone of a repository with one task. The commands stand next to it. */
function inClone(): void {
  inFolder({ 'bin/.keep': '', 'clone/tasks.yaml': 'tasks:\n  - taskId: a\n' });
  git('init', '--quiet', '--bare', 'origin.git');
  process.chdir('clone');
  git('init', '--quiet', '--initial-branch', 'main', '--template=');
  git('add', '--all');
  git('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '--quiet', '-m', 'one');
  git('remote', 'add', 'origin', '../origin.git');
}

/** The search, with a command that edits the file of tasks in this way. */
function search(edit: string): { output: string; asked: string } {
  const commands = { npx: `echo "$@" >../asked; cat "$RUNNER_TEMP/kubeconfig" >>../asked; ${edit}`, npm: 'true' };
  const { status, stderr } = runScript(find, commands, {
    GITHUB_OUTPUT: '../output',
    RUNNER_TEMP: '..',
    KUBECONFIG_TEXT: 'kind: Config',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(existsSync('../kubeconfig')).toBe(false);
  return {
    output: existsSync('../output') ? readFileSync('../output', 'utf8') : '',
    asked: readFileSync('../asked', 'utf8'),
  };
}

test('hands over nothing if no task has succeeded, and leaves no kubeconfig', () => {
  inClone();
  const { output, asked } = search('true');
  expect(output).toBe('');
  expect(asked).toBe('cdk8s-keruta done --succeeded --live --kubeconfig ../kubeconfig\nkind: Config\n');
});

test.each([
  ['', 1],
  ['7', 0],
])('proposes the edit on a branch of its own; with the open pull request "%s" it makes %i more', (open, created) => {
  inClone();
  const { output } = search('echo "    done: true" >>tasks.yaml');
  git('reset', '--quiet', '--hard');
  const PATCH = output.replace(/^patch=/, '').trim();
  const gh = `echo "$@" >>../calls; case "$*" in "pr list"*) echo "${open}";; esac`;
  const { status, stderr } = runScript(propose, { gh }, { PATCH, BASE: 'main', GH_TOKEN: 'x' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(git('--git-dir', '../origin.git', 'show', 'keruta-done:tasks.yaml')).toBe(
    'tasks:\n  - taskId: a\n    done: true\n',
  );
  expect(readFileSync('../calls', 'utf8').match(/^pr create --base main --head keruta-done /gm) ?? []).toHaveLength(
    created,
  );
});
