import type { Finding } from '../../mistakes/mistake';
import { MistakesError } from '../../mistakes/mistakes-error';
import { type AppConfig, synthCommand } from '../app/config';
import { runApp } from '../app/run-app';
import { type StaleFolder, staleEngines, staleOutput } from '../app/stale';

/** A mistake or a warning that a check found. */
export interface CheckFinding extends Finding {
  readonly level: 'error' | 'warning';
}

/** The findings of a check, and what the app itself printed. */
export interface CheckResult {
  readonly findings: readonly CheckFinding[];
  /** Standard error of the app: its mistakes and warnings as a person reads them. */
  readonly printed: string;
  /** Whether the app ended with an error, which is in `printed`. */
  readonly failed: boolean;
}

/** The maximum number of files that the findings name. The others are counted. */
const SHOWN = 20;

/**
 * Runs the apps of the repository, and compares what they would write with the folders that are there.
 *
 * @throws UserError if the check cannot be done
 */
export function check(config: AppConfig): CheckResult {
  const app = runApp(config.app);
  if ('failed' in app) {
    return { findings: mistakes(app.failed), printed: app.failed, failed: true };
  }
  const stale = staleFindings(staleOutput(config.output, app.files, synthCommand(config)));
  return {
    findings: [...warnings(app.stderr), ...stale, ...staleEngines().flatMap(staleFindings)],
    printed: app.stderr,
    failed: false,
  };
}

/** The mistakes in the files of tasks, or the message of an app that failed for another reason. */
function mistakes(printed: string): CheckFinding[] {
  const loaded = load();
  return loaded instanceof MistakesError
    ? loaded.mistakes.map((mistake) => ({ level: 'error', ...mistake }))
    : [{ level: 'error', code: 'app-failed', message: printed.trim() }];
}

/** The warnings about the tasks, and those that an app of another kind prints itself. */
function warnings(printed: string): CheckFinding[] {
  const loaded = load();
  const own = loaded instanceof MistakesError ? [] : loaded.warnings;
  const others = [...printed.matchAll(/^warning: (.*)$/gm)].map(([, message = '']) => message);
  return [
    ...own.map((warning) => ({ level: 'warning' as const, ...warning })),
    ...others.map((message) => ({ level: 'warning' as const, code: 'app-warning' as const, message })),
  ];
}

function load() {
  // The reader of tasks takes longer to load than to run, and a plan does not need it.
  const { loadTasks }: typeof import('../../tasks/load') = require('../../tasks/load');
  try {
    return loadTasks();
  } catch (error) {
    if (error instanceof MistakesError) {
      return error;
    }
    throw error;
  }
}

function staleFindings({ files, command, failed }: StaleFolder): CheckFinding[] {
  if (failed !== undefined) {
    return [{ level: 'error', code: 'app-failed', message: failed.trim() }];
  }
  const fix = `synthesize, and commit the folder: ${command}`;
  const findings = files.slice(0, SHOWN).map(({ file, line, message }): CheckFinding => {
    const start = { line: line ?? 1, column: 1, offset: 0 };
    return { level: 'error', code: 'stale-manifest', message, place: { file, start, end: start }, fix };
  });
  const more = files.length - SHOWN;
  return more > 0
    ? [...findings, { level: 'error', code: 'stale-manifest', message: `${more} more manifests differ`, fix }]
    : findings;
}
