import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cli } from '../../lib/cli/cli';

/** The output of a call of `cdk8s-keruta`, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls `cdk8s-keruta` in this process. */
export async function run(args: readonly string[], color = false): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const code = await cli(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    color,
    errorColor: color,
  });
  return { code, stdout, stderr };
}

/** Works in an empty folder with these files until the test ends. */
export function inFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-test-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const before = process.cwd();
  process.chdir(folder);
  cleanups.push(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Names the output folder until the test ends. */
export function setOutdir(folder: string): void {
  const { env } = process;
  process.env = { ...env, CDK8S_OUTDIR: folder };
  cleanups.push(() => {
    process.env = env;
  });
}

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) {
    cleanup();
  }
});
