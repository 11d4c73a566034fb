import { existsSync } from 'node:fs';
import { hasColors } from './has-colors';
import { MistakesError } from './mistakes-error';
import { UserError } from './user-error';

/**
 * Runs a program, and shows the mistakes of a user without a stack trace, with exit code 1. Any other error is an error of
 * the program and keeps its stack.
 *
 * @param program the program; of an asynchronous one, the promise is awaited
 * @returns a promise if the program is asynchronous
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
export function reportMistakes(program: () => Promise<void>): Promise<void>;
export function reportMistakes(program: () => void): void;
export function reportMistakes(program: () => void | Promise<void>): void | Promise<void> {
  try {
    const running = program();
    return running instanceof Promise ? running.catch(report) : running;
  } catch (error) {
    report(error);
  }
}

function report(error: unknown): void {
  if (!(error instanceof UserError)) {
    throw error;
  }
  const message = error instanceof MistakesError ? error.format(hasColors(process.stderr)) : error.message;
  process.stderr.write(`${message}; ${describeOutput(process.env)}\n`);
  process.exitCode = 1;
}

/**
 * Describes the state of the manifests. The cdk8s CLI sets both variables, and deletes the output folder before it starts
 * the app.
 */
function describeOutput({
  CDK8S_OUTDIR: outdir,
  CDK8S_RECORD_CONSTRUCT_METADATA: setByCli,
}: NodeJS.ProcessEnv): string {
  return outdir === undefined || setByCli === undefined || existsSync(outdir)
    ? 'nothing was written'
    : `nothing was written, and ${outdir}/ is not there: cdk8s synth deletes it before it starts this app, ` +
        `npm run synth does not; git restore ${outdir} brings back what was committed`;
}
