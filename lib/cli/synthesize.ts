import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, sep } from 'node:path';
import { load } from 'js-yaml';
import { UserError } from '../mistakes/user-error';

/** Where an app writes its manifests unless told otherwise. */
export const DEFAULT_OUTPUT = 'dist';

/** What this working tree says of its app, in cdk8s.yaml. */
export interface AppConfig {
  /** The command that synthesizes. */
  readonly app: string;
  /** The folder that the manifests are committed in. */
  readonly output: string;
}

/** A shell's exit codes for a command that it cannot run. */
const [NOT_EXECUTABLE, NOT_FOUND] = [126, 127];

/** What the app would write, by each file's path from the output folder; or what it said when it failed. */
export type Synthesized =
  | { readonly files: ReadonlyMap<string, string>; readonly stderr: string }
  | { readonly failed: string };

/**
 * Reads cdk8s.yaml.
 *
 * @throws UserError if it is not there, names no app, or an output folder that `npm run synth` would not write to
 */
export function appConfig(): AppConfig {
  if (!existsSync('cdk8s.yaml')) {
    throw new UserError('cdk8s.yaml is not here; run this in the folder of the repository that holds it');
  }
  const { app, output } = parse(readFileSync('cdk8s.yaml', 'utf8'));
  if (typeof app !== 'string') {
    throw new UserError('cdk8s.yaml names no app; say how to synthesize: app: node -r tsx/cjs main.ts');
  }
  const outdir = process.env.CDK8S_OUTDIR;
  // The cdk8s CLI alone reads the key: an app started without it writes, and a plan would compare, another folder.
  if (outdir === undefined && output !== undefined && posix.normalize(`${output}/`) !== `${DEFAULT_OUTPUT}/`) {
    throw new UserError(
      `cdk8s.yaml says output: ${output}, which npm run synth does not follow: it writes ${DEFAULT_OUTPUT}/; ` +
        `remove it, or set CDK8S_OUTDIR=${output} wherever you synthesize, check and plan`,
    );
  }
  return { app, output: outdir ?? DEFAULT_OUTPUT };
}

function parse(text: string): Partial<Record<string, unknown>> {
  try {
    return (load(text) ?? {}) as Partial<Record<string, unknown>>;
  } catch (error) {
    throw new UserError(`cdk8s.yaml is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

const NOTHING_WRITTEN =
  'warning: the app wrote no manifest; with tasks that are not done, see that it writes where CDK8S_OUTDIR says, as ' +
  'new TaskApp() does\n';

/**
 * Runs the repository's own app, so that its charts count, into a folder that nobody sees. Nothing in the working
 * tree is written.
 */
export function synthesize({ app }: AppConfig): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-keruta-'));
  try {
    const { status, stderr } = spawnSync(app, {
      shell: true,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 2 ** 30,
    });
    if (status === NOT_EXECUTABLE || status === NOT_FOUND) {
      return { failed: `cdk8s.yaml names an app that cannot be run: ${app}\n${stderr}` };
    }
    if (status !== 0) {
      return { failed: stderr.trim() === '' ? `the app failed and did not say why: ${app}\n` : withApp(stderr, app) };
    }
    const files = readFolder(folder);
    return { files, stderr: files.size > 0 ? stderr : `${stderr}${NOTHING_WRITTEN}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Names the app behind a stack trace, as of a program that is not there; mistakes in the tasks are told without one. */
function withApp(stderr: string, app: string): string {
  return /^ {4}at /m.test(stderr) ? `${stderr}\nthe app that cdk8s.yaml names failed: ${app}\n` : stderr;
}

/** The texts of a folder's YAML files and of its subfolders', by their path from there; none if there is no folder. */
export function readFolder(folder: string): Map<string, string> {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  return new Map(files.map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]));
}
