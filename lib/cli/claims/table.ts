import { styleText } from 'node:util';
import { printable } from '../../mistakes/printable';
import type { ListedClaim } from './listed-claim';

/** The claims as a table, with the commands that delete the orphaned ones. */
export function claimsTable(claims: readonly ListedClaim[], color: boolean): string {
  if (claims.length === 0) {
    return 'no claims\n';
  }
  const rows = claims.map(({ namespace, name, size, status, created, state, tasks }) => {
    const users = tasks.map(({ taskId, done }) => (done ? `${taskId} (done)` : taskId)).join(', ');
    return [namespace, name, size, status, age(created), state, users];
  });
  const table = [['NAMESPACE', 'CLAIM', 'SIZE', 'STATUS', 'AGE', 'STATE', 'TASKS'], ...rows];
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

/** The time since the creation, as kubectl shows it. */
function age(created: string): string {
  const seconds = Math.max(0, (Date.now() - Date.parse(created)) / 1000);
  if (Number.isNaN(seconds)) {
    return '';
  }
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const;
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['s', 1];
  return `${Math.floor(seconds / length)}${unit}`;
}
