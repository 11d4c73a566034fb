import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { load } from 'js-yaml';
import { UserError } from '../../mistakes/user-error';
import type { Engine } from './engines';
import { readRegularFile } from './regular-file';

/** The folder that an app writes its manifests to, unless CDK8S_OUTDIR names another. */
export const DEFAULT_OUTPUT = 'dist';

/** The settings of an app in cdk8s.yaml. */
export interface AppConfig {
  /** The command that synthesizes. */
  readonly app: string;
  /** The folder that the manifests are committed in. */
  readonly output: string;
}

/**
 * Reads cdk8s.yaml.
 *
 * @throws UserError if the file is missing, names no app, or names an output folder that `npm run synth` does not write to
 */
export function appConfig(): AppConfig {
  if (!existsSync('cdk8s.yaml')) {
    throw new UserError('cdk8s.yaml is not in this folder; run the command in the folder that has it');
  }
  const { app, output } = parse(readRegularFile('cdk8s.yaml'));
  if (typeof app !== 'string') {
    throw new UserError('cdk8s.yaml names no app; set the command that synthesizes: app: node -r tsx/cjs main.ts');
  }
  const outdir = process.env.CDK8S_OUTDIR;
  // Only the cdk8s CLI reads this key: an app that is started without the CLI writes to another folder.
  if (outdir === undefined && output !== undefined && posix.normalize(`${output}/`) !== `${DEFAULT_OUTPUT}/`) {
    throw new UserError(
      `cdk8s.yaml has output: ${output}, which npm run synth does not follow: it writes ${DEFAULT_OUTPUT}/; ` +
        `remove it, or set CDK8S_OUTDIR=${output} wherever you synthesize, check and plan`,
    );
  }
  return { app, output: outdir ?? DEFAULT_OUTPUT };
}

/** The command that writes the output folder. */
export function synthCommand({ output }: AppConfig): string {
  return output === DEFAULT_OUTPUT ? 'npm run synth' : `CDK8S_OUTDIR=${output} npm run synth`;
}

/** The command of an engine's npm script; undefined in a repository without its settings file or without that script. */
export function engineCommand(engine: Engine): string | undefined {
  if (!existsSync(`${engine}.yaml`) || !existsSync('package.json')) {
    return undefined;
  }
  const text = readRegularFile('package.json');
  try {
    const { scripts } = JSON.parse(text) as { scripts?: Record<string, string> };
    return scripts?.[engine];
  } catch (error) {
    throw new UserError(`package.json cannot be read: ${(error as Error).message}`);
  }
}

function parse(text: string): Partial<Record<string, unknown>> {
  try {
    return (load(text) ?? {}) as Partial<Record<string, unknown>>;
  } catch (error) {
    throw new UserError(`cdk8s.yaml is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}
