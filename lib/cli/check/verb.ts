import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Difference, firstDifference } from '../../manifests/difference';
import { isManifest } from '../../manifests/folder';
import { MistakesError } from '../../mistakes/mistakes-error';
import { UserError } from '../../mistakes/user-error';
import { appConfig, DEFAULT_OUTPUT, readFolder, synthesize } from '../synthesize';
import type { Io, Verb } from '../verb';

/** What is wrong, and where. */
interface Finding {
  readonly level: 'error' | 'warning';
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The mistake's code; none for a manifest that differs. */
  readonly code?: string;
  readonly message: string;
  readonly fix?: string | undefined;
}

/** At most so many manifests are named; a count tells of the others. */
const SHOWN = 20;

const LINE_ENDINGS =
  'is what a synth would write but for its line endings: * text=auto eol=lf in .gitattributes keeps Git from changing them';

export const check: Verb = {
  help: `cdk8s-keruta check [--format github | --json]

Does all the checks of a synth and writes nothing. Fails also when the output folder is not what a synth would write
now: a manifest that differs, one that is missing, one whose task has gone. Runs the app that cdk8s.yaml names.

  --format github   the findings as annotations on a pull request, for GitHub Actions
  --json            the findings as a list of level, file, line, column, code, message, fix

Exit codes: 0 all is well, perhaps with warnings; 1 mistakes in the tasks, an app that fails, or manifests that
differ; 3 it could not be done.
`,
  run(args, io) {
    const { values } = parseArgs({ args, options: { format: { type: 'string' }, json: { type: 'boolean' } } });
    if (values.format !== undefined && values.format !== 'github') {
      throw new UserError(`--format ${values.format} is not a format; allowed: github`);
    }
    if (values.format && values.json) {
      throw new UserError('--json and --format github are two formats; allowed: one of them');
    }
    const config = appConfig();
    const result = synthesize(config);
    if ('failed' in result && !values.format && !values.json) {
      io.stderr(result.failed);
      return 1;
    }
    const findings =
      'failed' in result
        ? mistakes(result.failed)
        : [...warnings(result.stderr), ...differences(config.output, result.files)];
    if (values.json) {
      io.stdout(`${JSON.stringify(findings, null, 2)}\n`);
    } else if (values.format) {
      io.stdout(findings.map(annotation).join(''));
    } else {
      show(findings, io);
    }
    return findings.some(({ level }) => level === 'error') ? 1 : 0;
  },
};

/** What made the app fail: the mistakes in the tasks, each with its place, or else what it said itself. */
function mistakes(said: string): Finding[] {
  // What reads tasks takes longer to load than to run: only an app that failed needs it.
  const { loadTasks }: typeof import('../../tasks/load') = require('../../tasks/load');
  try {
    loadTasks();
    return [{ level: 'error', message: said.trim() }];
  } catch (error) {
    if (!(error instanceof MistakesError)) {
      throw error;
    }
    return error.mistakes.map(({ code, message, place, allowed, fix }) => ({
      level: 'error',
      ...(place && { file: place.file, line: place.start.line, column: place.start.column }),
      code,
      message: allowed === undefined ? message : `${message}; allowed: ${allowed}`,
      fix,
    }));
  }
}

function warnings(said: string): Finding[] {
  const lines = said.split('\n').filter((line) => line !== '');
  return lines.map((line) => ({ level: 'warning', message: line.replace(/^warning: /, '') }));
}

/** Where the folder is not what a synth would write. */
function differences(folder: string, expected: ReadonlyMap<string, string>): Finding[] {
  const where = folder === DEFAULT_OUTPUT ? '' : `CDK8S_OUTDIR=${folder} `;
  const fix = `synthesize, and commit the folder: ${where}npm run synth`;
  const actual = readFolder(folder);
  const written = [...expected].flatMap(([path, text]): Finding[] => {
    const file = join(folder, path);
    const found = actual.get(path);
    if (found === undefined) {
      return [{ level: 'error', file, message: 'is missing: a synth would write it', fix }];
    }
    if (found === text) {
      return [];
    }
    const difference = firstDifference(found.replaceAll('\r\n', '\n'), text);
    const message = difference ? describe(difference) : LINE_ENDINGS;
    return [{ level: 'error', file, line: difference?.line ?? 1, message, fix }];
  });
  const left = [...actual]
    .filter(([path, text]) => isManifest(path, text) && !expected.has(path))
    .map(
      ([path]): Finding => ({
        level: 'error',
        file: join(folder, path),
        message: 'is left over: no task makes it',
        fix,
      }),
    );
  const all = [...written, ...left];
  const more = all.length - SHOWN;
  return more > 0 ? [...all.slice(0, SHOWN), { level: 'error', message: `${more} more manifests differ`, fix }] : all;
}

function describe({ was, is }: Difference): string {
  return was === is
    ? 'is not what a synth would write: other spaces or blank lines'
    : `is not what a synth would write: ${was || 'nothing'} instead of ${is || 'nothing'}`;
}

function show(findings: readonly Finding[], io: Io): void {
  for (const { level, file, line, message } of findings) {
    const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
    (level === 'error' ? io.stdout : io.stderr)(`${place}${level === 'warning' ? 'warning: ' : ''}${message}\n`);
  }
  const errors = findings.filter(({ level }) => level === 'error');
  io.stdout(
    errors[0] ? `fix: ${errors[0].fix}\n` : 'the tasks are right, and the manifests are what a synth would write\n',
  );
}

/** @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
function annotation({ level, file, line, column, code, message, fix }: Finding): string {
  const properties = Object.entries({ file, line, col: column, title: code })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  const text = fix === undefined ? message : `${message}\nfix: ${fix}`;
  return `::${level}${properties.length > 0 ? ` ${properties.join(',')}` : ''}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
