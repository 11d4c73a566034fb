import { printable } from '../../mistakes/printable';
import { STATES } from './states';
import type { Statuses } from './statuses';
import { notes, reasonOf, shownTasks, since, summary } from './text';

/** The states as a table in Markdown. */
export function statusMarkdown(statuses: Statuses, all: boolean): string {
  const rows = shownTasks(statuses, all).map((task) =>
    [
      code(task.taskId),
      STATES[task.state].words,
      since(task, statuses),
      escapeCell(reasonOf(task)),
      code(task.next ?? ''),
    ].join(' | '),
  );
  const table = ['| task | state | since | why | next |', '|---|---|---|---|---|', ...rows.map((row) => `| ${row} |`)];
  return [`**${summary(statuses)}**`, '', ...(rows.length > 0 ? table : []), ...notes(statuses)]
    .map((line) => `${line}\n`)
    .join('');
}

/** Text of a cell: no character of it is Markdown or HTML. */
function escapeCell(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|~&@]/g, (character) => `&#${character.codePointAt(0)};`);
}

function code(text: string): string {
  return text === '' ? '' : `\`${printable(text).replace(/[`|]/g, '')}\``;
}
