import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';

/** The version that a command prints, in one line; undefined if there is no such command. */
function version(command: string, ...args: string[]): string | undefined {
  const { error, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return error === undefined ? stdout.trim().replaceAll('\n', ', ') : undefined;
}

/** The peers that a machine may lack. */
export const helmVersion = version('helm', 'version', '--short');
export const kubectlVersion = version('kubectl', 'version', '--client');

/** The machine and the versions of the tools with which the figures were measured. */
export function machine(): string {
  const [cpu] = cpus();
  const cdk8s = JSON.parse(readFileSync(require.resolve('cdk8s/package.json'), 'utf8')).version;
  return [
    `machine: ${cpus().length} CPUs (${cpu?.model.trim()}), ${platform()} ${arch()}, node ${process.version}`,
    `plain cdk8s: ${cdk8s}`,
    `helm: ${helmVersion ?? 'no such command, left out'}`,
    `kubectl: ${kubectlVersion ?? 'no such command, left out'}`,
  ].join('\n');
}
