import { readFileSync } from 'node:fs';
import { formatFinding, textsToShow } from './format';
import { hasColors } from './has-colors';
import type { Warning } from './mistake';

/** The maximum number of warnings that are printed. The others are counted. */
const SHOWN = 20;

/**
 * Prints warnings to standard error, each with its place, its line and the fix.
 *
 * @param warnings the warnings, as `loadTasks` gives them
 * @example
 * ```ts
 * import { loadTasks, reportWarnings } from 'cdk8s-keruta';
 *
 * reportWarnings(loadTasks().warnings);
 * ```
 */
export function reportWarnings(warnings: readonly Warning[]): void {
  const files = new Set(warnings.flatMap(({ place }) => place?.file ?? []));
  const texts = textsToShow(new Map([...files].map((file) => [file, readText(file)])));
  const color = hasColors(process.stderr);
  for (const warning of warnings.slice(0, SHOWN)) {
    process.stderr.write(`${formatFinding(warning, texts, { level: 'warning', color })}\n`);
  }
  const more = warnings.length - SHOWN;
  if (more > 0) {
    process.stderr.write(`${more} more warning${more === 1 ? '' : 's'}\n`);
  }
}

/** The text of a file that was read before; nothing if the file has gone since, and with it the line to show. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return '';
  }
}
