import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addTaskCharts, loadTasks, TaskApp } from '../lib';
import { printed } from './printed';

const DOCS = join(__dirname, '..', 'docs');

/** The pages that show outputs: commands with what they print; and the verbs that each page describes. */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  status: ['status'],
  graph: ['graph'],
  explain: ['explain'],
  check: ['check'],
  claims: ['claims'],
  edit: ['done', 'rerun', 'add', 'remove'],
  init: ['init'],
};

/** The age of claims is counted from here. */
const NOW = '2026-01-13T05:00:00Z';

const CLAIMS = [
  ['git-repo-pvc-login-page', '5Gi', '2026-01-01T00:00:00Z'],
  ['git-repo-pvc-search', '1Gi', '2026-01-05T00:00:00Z'],
  ['git-repo-pvc-removed', '1Gi', '2026-01-12T20:00:00Z'],
].map(([name, storage, creationTimestamp]) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name,
    namespace: 'agents',
    creationTimestamp,
    labels: { app: 'keruta', 'task-id': name?.replace('git-repo-pvc-', '') },
  },
  status: { phase: 'Bound', capacity: { storage } },
}));

/** The tasks of docs/status.md, each with the fixture whose objects it has. */
const LIVE = {
  billing: 'running',
  export: 'claim-no-class',
  'login-page': 'failed-exit',
  search: 'node',
  signup: 'succeeded',
};

/** The objects of these fixtures, recorded in one hour, as those of the tasks. */
function liveObjects(): object[] {
  return Object.entries(LIVE).flatMap(([taskId, fixture]) => {
    const text = readFileSync(join(DOCS, '..', 'test', 'fixtures', 'live', `${fixture}.json`), 'utf8')
      .replace(new RegExp(`(keruta-job-|git-repo-pvc-|"task-id": ")${fixture}`, 'g'), `$1${taskId}`)
      .replaceAll(`"value": "${fixture}"`, `"value": "${taskId}"`)
      .replace(/\d{4}-\d\d-\d\dT\d\d:/g, '2026-01-13T04:');
    const { items } = JSON.parse(text, (key, value) => (key.startsWith('sim/') ? undefined : value)) as {
      items: object[];
    };
    return items;
  });
}

/** The files that the commands of a page find, in addition to the page's own tasks. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  check: {
    'cdk8s.yaml': 'app: sh app.sh\n',
    // In place of an app of half a second.
    'app.sh': 'printf \'# …\\n          image: keruta-agent:1.5.0\\n\' >"$CDK8S_OUTDIR/login-page.k8s.yaml"\n',
    'dist/login-page.k8s.yaml': '# …\n          image: keruta-agent:1.4.0\n',
    'dist/old-task.k8s.yaml': '',
  },
  status: {
    'cdk8s.yaml': 'app: cp dist/* "$CDK8S_OUTDIR"\n',
    'live.json': JSON.stringify({ items: liveObjects() }),
  },
  claims: {
    'claims.json': JSON.stringify({ items: CLAIMS }),
    'cdk8s.yaml': "app: 'true'\n",
    'dist/removed.k8s.yaml': '# the manifest of a task that has left since\n',
  },
};

/** A page as it stands. */
export function pageOf(name: string): string {
  return readFileSync(join(DOCS, `${name}.md`), 'utf8');
}

/** The page with its commands run again. A block of Mermaid becomes what `graph` prints. */
export async function refreshed(name: string): Promise<string> {
  let page = pageOf(name);
  const yaml = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);
  const tasks = yaml.find((text) => /^tasks:/m.test(text));
  const files = tasks === undefined ? {} : { ...FILES[name], 'tasks.yaml': tasks };
  for (const [block, language] of [...page.matchAll(/^```(console|mermaid)\n.*?^```/gms)]) {
    let text = '';
    if (language === 'mermaid') {
      text = await output(name, ['graph'], files);
    } else {
      for (const [line, args = ''] of block.matchAll(/^\$ npx cdk8s-keruta (.*)\n/gm)) {
        text += line + (await output(name, args.split(' '), files));
      }
    }
    page = page.replace(block, () => `\`\`\`${language}\n${text}\`\`\``);
  }
  return page;
}

/** The output of a command in a folder of its own. */
async function output(page: string, args: readonly string[], files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-docs-'));
  const [before, now] = [process.cwd(), Date.now];
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), new Date(NOW), new Date(NOW));
  }
  process.chdir(folder);
  if (page === 'status') {
    synth();
  }
  commitAndRemove('dist/removed.k8s.yaml');
  Date.now = () => Date.parse(NOW);
  try {
    return await printed(args);
  } finally {
    Date.now = now;
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

/** Writes the manifests of tasks.yaml in the working folder. */
function synth(): void {
  const app = new TaskApp({ outdir: 'dist' });
  addTaskCharts(app, loadTasks('tasks.yaml').tasks);
  app.synth();
}

/** Commits a manifest, if it is there, and its removal: a claim of its task was made by this repository. */
function commitAndRemove(file: string): void {
  if (existsSync(file)) {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args]);
    git('init', '--quiet', '--template=');
    git('add', file);
    git('commit', '-qm', 'add');
    git('rm', '-q', file);
    git('commit', '-qm', 'remove');
  }
}

async function main(): Promise<void> {
  for (const name of Object.keys(PAGES)) {
    writeFileSync(join(DOCS, `${name}.md`), await refreshed(name));
  }
}

if (require.main === module) {
  main();
}
