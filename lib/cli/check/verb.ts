import { parseArgs } from 'node:util';
import { UserError } from '../../mistakes/user-error';
import { appConfig } from '../app/config';
import { OUTPUT_HELP } from '../output';
import type { Verb } from '../verb';
import { check as checkTree } from './findings';
import { formatGitHub, formatJson, formatText } from './formats';
import { formatSarif } from './sarif';

/** The formats for machines. */
const FORMATS = { json: formatJson, github: formatGitHub, sarif: formatSarif } as const;

export const check: Verb = {
  help: `cdk8s-keruta check [--format json | github | sarif] [--output FILE]

Does all the checks of a synth and writes no manifest. It also fails if a folder of manifests is not what its app would write
now: a manifest that differs, one that is missing, one whose task has gone. It runs the app that cdk8s.yaml names, and, if
there is an argocd.yaml or a flux.yaml, the npm script argocd or flux.

  --format json      the mistakes and warnings as a list
  --format github    as annotations on a pull request, for GitHub Actions
  --format sarif     as SARIF 2.1.0, for code scanning and editors
  --json             short for --format json
${OUTPUT_HELP}
Examples:
  cdk8s-keruta check
  cdk8s-keruta check --format sarif --output check.sarif

Exit codes: 0 all is well, perhaps with warnings; 1 mistakes in the tasks, an app that fails, or manifests that differ;
3 it could not be done.
`,
  run(args, io) {
    const { values } = parseArgs({ args, options: { format: { type: 'string' }, json: { type: 'boolean' } } });
    const format = formatOf(values);
    const { findings, printed, failed } = checkTree(appConfig());
    if (format) {
      io.stdout(format(findings));
    } else {
      io.stderr(printed);
      io.stdout(failed ? '' : formatText(findings));
    }
    return findings.some(({ level }) => level === 'error') ? 1 : 0;
  },
};

function formatOf({ format, json }: { readonly format?: string; readonly json?: boolean }) {
  if (format !== undefined && json) {
    throw new UserError('--json and --format each name a format; allowed: one of them');
  }
  const name = json ? 'json' : format;
  if (name !== undefined && !isFormat(name)) {
    throw new UserError(`--format ${name} is not a format; allowed: ${Object.keys(FORMATS).join(', ')}`);
  }
  return name === undefined ? undefined : FORMATS[name];
}

function isFormat(name: string): name is keyof typeof FORMATS {
  return Object.hasOwn(FORMATS, name);
}
