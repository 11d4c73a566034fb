import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { EMPTY_FOLDER } from '../../manifests/folder';
import { showStep } from '../../manifests/progress';
import { UserError } from '../../mistakes/user-error';
import { readFolder } from './read-folder';
import { restoreTree, takeSnapshot } from './tree';

/** The exit code of a shell for a command that is not executable. */
const NOT_EXECUTABLE = 126;
/** The exit code of a shell for a command that it does not find. */
const NOT_FOUND = 127;

/** The files that an app would write, by their path from the output folder; or its message, if it failed. */
export type AppRun =
  | { readonly files: ReadonlyMap<string, string>; readonly stderr: string }
  | { readonly failed: string };

const NOTHING_WRITTEN =
  'warning: the app wrote no manifest; if there are tasks that are not done, make the app write to the folder that ' +
  'CDK8S_OUTDIR names, as new TaskApp() does\n';

/**
 * Runs an app of the repository with a temporary output folder. The working tree stays as it was.
 *
 * @throws UserError if the app writes manifests to the working tree, which are put back as they were
 */
export function runApp(command: string): AppRun {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-keruta-'));
  const before = takeSnapshot();
  showStep(`running ${command}`);
  try {
    const { status, stderr } = spawnSync(command, {
      shell: true,
      encoding: 'utf8',
      env: {
        ...process.env,
        CDK8S_OUTDIR: folder,
        [EMPTY_FOLDER]: folder,
        // The command may be that of an npm script.
        PATH: [resolve('node_modules', '.bin'), process.env.PATH].join(delimiter),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 2 ** 30,
    });
    const changed = restoreTree(before);
    if (changed.length > 0) {
      throw new UserError(
        `the app does not write where CDK8S_OUTDIR says, but to ${changed.join(', ')}; remove its own outdir: ` +
          `new TaskApp() follows CDK8S_OUTDIR. Each file was put back as it was: ${command}`,
      );
    }
    if (status === NOT_EXECUTABLE || status === NOT_FOUND) {
      return { failed: `cdk8s.yaml names an app that cannot be run: ${command}\n${stderr}` };
    }
    if (status !== 0) {
      return {
        failed: stderr.trim() === '' ? `the app failed without a message: ${command}\n` : withCommand(stderr, command),
      };
    }
    const files = readFolder(folder);
    return { files, stderr: files.size > 0 ? stderr : `${stderr}${NOTHING_WRITTEN}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Names the app after a stack trace, as of a missing program. A mistake of a user needs no stack: an app that is written without
 * `reportMistakes` prints one.
 */
function withCommand(stderr: string, command: string): string {
  const stack = stderr.search(/^ {4}at /m);
  const error = /^(?:UserError|MistakesError): /m.exec(stderr);
  if (error && error.index < stack) {
    return stderr.slice(error.index + error[0].length, stack);
  }
  return stack >= 0 ? `${stderr}\nthe app that cdk8s.yaml names failed: ${command}\n` : stderr;
}
