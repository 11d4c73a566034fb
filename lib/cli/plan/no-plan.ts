import { printable } from '../../mistakes/printable';
import type { StaleFolder } from '../app/stale';
import type { Io } from '../verb';
import type { NoPlan } from './plan';

/** The exit code for an app that fails. */
const FAILED = 1;
/** The exit code for a folder of manifests that has to be written first. */
const STALE = 4;

/**
 * Prints why there is no plan.
 *
 * @returns the exit code of the verb
 */
export function printNoPlan(noPlan: NoPlan, io: Io): number {
  if ('failed' in noPlan) {
    io.stderr(noPlan.failed);
    return FAILED;
  }
  io.stderr(noPlan.stale.map(staleText).join(''));
  return STALE;
}

function staleText({ files, command, failed }: StaleFolder): string {
  if (failed !== undefined) {
    return `${command} fails: ${failed}`;
  }
  const [first, ...others] = files;
  const more = others.length === 0 ? '' : `, and ${others.length} more files differ`;
  return (
    printable(`${first?.file} ${first?.message}${more}; a push would deploy manifests that differ from the tasks`) +
    `\nfix: ${command}, then plan again\n`
  );
}
