import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addTaskCharts, loadTasks, TaskApp } from '../lib';
import { REFUSALS } from '../lib/cli/plan/task-plan';
import { STATES } from '../lib/cli/status/states';
import { printed } from './printed';

const ROOT = join(__dirname, '..');
const EXAMPLE = join(ROOT, 'examples', 'plan');

/** The documents that hold what is made here, between `<!-- NAME -->` and `<!-- /NAME -->`. */
export const DOCUMENTS = ['README.md', 'README.ja.md', 'docs/plan.md', 'docs/status.md'];

/** A document as it stands. */
export function documentOf(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

/** The document with everything in it made again. */
export async function refreshed(name: string): Promise<string> {
  const parts: Record<string, () => Promise<string>> = {
    plan: async () => `\`\`\`\n${await output(['plan'])}\`\`\`\n`,
    'plan-markdown': async () => output(['plan', '--markdown']),
    'plan-help': async () => `\`\`\`\n${await output(['plan', '--help'])}\`\`\`\n`,
    'plan-tasks': async () => `\`\`\`yaml\n${readFileSync(join(EXAMPLE, 'after.yaml'), 'utf8')}\`\`\`\n`,
    refusals: async () => refusals(),
    states: async () => states(),
    'plan-workflow': async () => `\`\`\`yaml\n${workflow()}\`\`\`\n`,
  };
  let text = documentOf(name);
  for (const [part, make] of Object.entries(parts)) {
    const [start, end] = [`<!-- ${part} -->\n`, `<!-- /${part} -->\n`];
    if (text.includes(start)) {
      const made = await make();
      text = text.replace(new RegExp(`${start}.*?${end}`, 's'), () => `${start}\n${made}\n${end}`);
    }
  }
  return text;
}

/** The workflow that init writes, for a branch main. */
function workflow(): string {
  const file = join(ROOT, 'templates', 'init', '.github', 'workflows', 'tasks.yml');
  return readFileSync(file, 'utf8').replaceAll('{{branch}}', 'main');
}

function refusals(): string {
  const rows = Object.entries(REFUSALS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |\n`);
  return `| code | refused is |\n|---|---|\n${rows.join('')}`;
}

function states(): string {
  const rows = Object.entries(STATES).map(
    ([id, { words, needsPerson, meaning }]) => `| ${words} | \`${id}\` | ${needsPerson ? 'yes' : ''} | ${meaning} |\n`,
  );
  return `| state | with \`--json\` | needs a person | meaning |\n|---|---|---|---|\n${rows.join('')}`;
}

/** The output of a command in a repository where examples/plan/before.yaml was committed and after.yaml is in the working tree. */
async function output(args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-docs-'));
  const before = process.cwd();
  try {
    synth('before.yaml', join(folder, 'dist'));
    synth('after.yaml', join(folder, 'after'));
    copyFileSync(join(EXAMPLE, 'after.yaml'), join(folder, 'tasks.yaml'));
    // In place of an app of half a second.
    writeFileSync(join(folder, 'cdk8s.yaml'), 'app: cp -R dist/. "$CDK8S_OUTDIR"\n');
    process.chdir(folder);
    git('init', '--quiet', '--template=');
    git('add', 'dist');
    const settings = ['user.name=x', 'user.email=x@example.com', 'commit.gpgsign=false', 'maintenance.auto=false'];
    git(...settings.flatMap((setting) => ['-c', setting]), 'commit', '-qm', 'before');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    rmSync('dist', { recursive: true });
    renameSync('after', 'dist');
    git('add', 'dist');
    git(...settings.flatMap((setting) => ['-c', setting]), 'commit', '-qm', 'after');
    return await printed(args.includes('--help') ? args : [...args, '--against', 'origin/main']);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

function synth(tasks: string, outdir: string): void {
  mkdirSync(outdir);
  const app = new TaskApp({ outdir });
  addTaskCharts(app, loadTasks(join(EXAMPLE, tasks)).tasks);
  app.synth();
}

function git(...args: string[]): void {
  execFileSync('git', args);
}

async function main(): Promise<void> {
  for (const name of DOCUMENTS) {
    writeFileSync(join(ROOT, name), await refreshed(name));
  }
}

if (require.main === module) {
  main();
}
