import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { manifestsOf } from './tasks';

const MAIN = resolve('lib/cli/main.ts');

/** The JSON that `status --json` prints. */
export interface PrintedStatus {
  readonly tasks: readonly {
    readonly taskId: string;
    readonly state: string;
    readonly why: string;
    readonly next?: string;
    readonly since?: string;
    readonly needsPerson: boolean;
    readonly differs: readonly string[];
  }[];
}

/** A repository of tasks in a folder of its own, in which verbs run. */
export interface Project {
  /** The text of tasks.yaml. */
  tasks(): string;
  /** Writes tasks.yaml and its manifests, and commits them. */
  commit(tasks: string): void;
  /** Runs a verb. */
  run(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  /** Runs `status --json` in a namespace. */
  status(namespace: string): Promise<PrintedStatus>;
}

/** Runs a test in a repository, which is removed afterwards. */
export async function inProject(test: (project: Project) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-e2e-'));
  try {
    await test(projectIn(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function projectIn(folder: string): Project {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: folder });
  const run: Project['run'] = (...args) =>
    new Promise((done) => {
      const command = ['-r', require.resolve('../../../lib/typescript.cjs'), MAIN, ...args];
      execFile(process.execPath, command, { cwd: folder, maxBuffer: 2 ** 30 }, (error, stdout, stderr) =>
        done({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
  git('init', '--quiet', '--template=');
  // In place of an app of half a second.
  write('cdk8s.yaml', 'app: cp -R dist/. "$CDK8S_OUTDIR"\n');
  return {
    tasks: () => readFileSync(join(folder, 'tasks.yaml'), 'utf8'),
    commit(tasks) {
      rmSync(join(folder, 'dist'), { recursive: true, force: true });
      write('tasks.yaml', tasks);
      for (const [path, text] of manifestsOf(tasks)) {
        write(join('dist', path), text);
      }
      git('add', '--all');
      git('commit', '--quiet', '-m', 'tasks');
    },
    run,
    async status(namespace) {
      const { stdout, stderr } = await run('status', '--json', '--namespace', namespace);
      if (stdout === '') {
        throw new Error(stderr);
      }
      return JSON.parse(stdout) as PrintedStatus;
    },
  };
}
