import { existsSync } from 'node:fs';
import { UserError } from './user-error';

/**
 * Runs a program and shows a user's mistakes without a stack trace, with exit code 1. Any other error is
 * ours and keeps its stack.
 *
 * @example
 * ```ts
 * import { addTaskCharts, loadTasks, reportMistakes, TaskApp } from 'cdk8s-keruta';
 *
 * reportMistakes(() => {
 *   const app = new TaskApp();
 *   addTaskCharts(app, loadTasks().tasks);
 *   app.synth();
 * });
 * ```
 */
export function reportMistakes(program: () => void): void {
  try {
    program();
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    process.stderr.write(`${error.message}; ${fate(process.env)}\n`);
    process.exitCode = 1;
  }
}

/** What has become of the manifests: the cdk8s CLI, which names both, deletes its output folder and starts the app. */
function fate({ CDK8S_OUTDIR: outdir, CDK8S_RECORD_CONSTRUCT_METADATA: ofCli }: NodeJS.ProcessEnv): string {
  return outdir === undefined || ofCli === undefined || existsSync(outdir)
    ? 'nothing was written'
    : `nothing was written, and ${outdir}/ is not there: cdk8s synth deletes it before it starts this app, ` +
        `npm run synth does not; git restore ${outdir} brings back what was committed`;
}
