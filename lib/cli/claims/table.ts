import { styleText } from 'node:util';
import { printable } from '../../mistakes/printable';
import { age } from '../live/age';
import type { ListedClaim } from './listed-claim';

/**
 * The claims as a table, with the commands that delete the orphaned ones.
 *
 * @param now the moment up to which ages count, in milliseconds since 1970
 */
export function claimsTable(
  claims: readonly ListedClaim[],
  { color, now }: { readonly color: boolean; readonly now: number },
): string {
  if (claims.length === 0) {
    return 'no claims\n';
  }
  const rows = claims.map(({ namespace, name, size, status, created, state, tasks, pods }) => {
    const users = tasks.map(({ taskId, done }) => (done ? `${taskId} (done)` : taskId)).join(', ');
    return [namespace, name, size, status, age(created, now), state, users, pods.join(', ')];
  });
  const table = [['NAMESPACE', 'CLAIM', 'SIZE', 'STATUS', 'AGE', 'STATE', 'TASKS', 'PODS'], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => {
    const line = printable(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    return color && row[5] === 'orphaned' ? styleText('yellow', line, { validateStream: false }) : line;
  });
  return [...lines.map((line) => `${line}\n`), ...orphans(claims), ...unknown(claims)].join('');
}

function orphans(claims: readonly ListedClaim[]): string[] {
  const commands = claims.flatMap((claim) => (claim.commands ? [claim.commands] : []));
  if (commands.length === 0) {
    return [];
  }
  const them = commands.length === 1 ? 'it' : 'them';
  return [
    `\n${commands.length} orphaned: a task of this repository made ${them}, and no task mounts ${them} any more. A claim may hold work\n` +
      'that is nowhere else. Check the content first; these commands delete a claim permanently:\n',
    ...commands.map((group) => `\n${group.map((command) => `  ${command}\n`).join('')}`),
  ];
}

function unknown(claims: readonly ListedClaim[]): string[] {
  const count = claims.filter(({ state }) => state === 'unknown').length;
  return count === 0
    ? []
    : [
        `\n${count} unknown: no task here mounts ${count === 1 ? 'this claim' : 'these claims'}, and no commit here has made ` +
          `${count === 1 ? 'it' : 'them'}. Another repository may.\n`,
      ];
}
