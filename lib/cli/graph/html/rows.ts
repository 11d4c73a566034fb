import { groupBy } from '../../../tasks/group-by';
import type { TaskNode, Workspace } from '../family';
import type { StateOf } from '../state';
import { escapeXml } from '../text';
import { count } from '../words';

/** From so many equal siblings on, a line stands for all of them until it is expanded. */
const LEAST_COLLAPSED = 8;

/** Deeper tasks are indented no further. */
const MOST_INDENTED = 12;

/** Lines of the tree to the left of a row: past a sibling, to a task with later siblings, to the last one, or none. */
type Guide = 'line' | 'tee' | 'end' | 'gap';

/** A row that is still to be written: a task, or equal siblings. */
interface Row {
  readonly nodes: readonly [TaskNode, ...TaskNode[]];
  /** The lines that pass the row, by level. */
  readonly passing: readonly Guide[];
  /** The line that leads to the row itself; undefined for a root and for the first task of a clone. */
  readonly own: Guide | undefined;
}

/** The rows of tasks and all their descendants. A clone has a frame of its own around its task and the descendants. */
export function rows(
  roots: readonly TaskNode[],
  stateOf: StateOf,
  claimLine: (workspace: Workspace) => string,
): string {
  const texts: string[] = [];
  // A stack instead of recursion: a family may be deeper than the call stack.
  const waiting: (Row | string)[] = toRows(roots, stateOf, undefined).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') {
      texts.push(next);
      continue;
    }
    const { nodes, passing, own } = next;
    const [node] = nodes;
    const guides = [...passing, ...(own ? [own] : [])].map((guide) => `<i class="${guide}"></i>`).join('');
    if (nodes.length > 1) {
      texts.push(`<li class="row">${guides}${siblings(nodes, stateOf)}</li>`);
    } else if (node.parent && node.parent.workspace !== node.workspace) {
      texts.push(
        `<li class="row clone">${guides}<div class="claim">${claimLine(node.workspace)}<ul>${taskRow(node, stateOf)}`,
      );
      waiting.push('</ul></div></li>', ...toRows(node.children, stateOf, []).toReversed());
    } else {
      texts.push(taskRow(node, stateOf, guides));
      const below: readonly Guide[] = own ? [...passing, own === 'tee' ? 'line' : 'gap'] : passing;
      waiting.push(...toRows(node.children, stateOf, below.slice(-(MOST_INDENTED - 1))).toReversed());
    }
  }
  return texts.join('');
}

/** @param passing the lines left of the rows; undefined for roots, which have none */
function toRows(nodes: readonly TaskNode[], stateOf: StateOf, passing: readonly Guide[] | undefined): Row[] {
  const units = [...groupBy(nodes, (node) => equalityOf(node, stateOf)).values()].flatMap((equal) => {
    const [first, ...others] = equal as [TaskNode, ...TaskNode[]];
    return equal.length < LEAST_COLLAPSED ? equal.map((node) => [node] as const) : [[first, ...others] as const];
  });
  return units.map((unit, i) => ({
    nodes: unit as Row['nodes'],
    passing: passing ?? [],
    own: passing && (i === units.length - 1 ? 'end' : 'tee'),
  }));
}

/** Equal for siblings without children that have one state, on one claim. */
function equalityOf(node: TaskNode, stateOf: StateOf): unknown {
  const inherits = node.parent === undefined || node.parent.workspace === node.workspace;
  return inherits && node.children.length === 0 ? `${stateOf(node).name}/${node.concurrentGroup?.label ?? ''}` : node;
}

function siblings(nodes: Row['nodes'], stateOf: StateOf): string {
  const [node] = nodes;
  const { name, tone } = stateOf(node);
  return (
    `<details class="group ${tone}"><summary><i class="mark"></i><span class="id">${count(nodes.length, 'task', 'tasks')}</span>` +
    `<span class="state">${escapeXml(name)}</span>${badge(node.concurrentGroup?.label)}</summary>` +
    `<ul>${nodes.map((sibling) => taskRow(sibling, stateOf)).join('')}</ul></details>`
  );
}

function taskRow(node: TaskNode, stateOf: StateOf, guides = ''): string {
  const { name, tone } = stateOf(node);
  const id = escapeXml(node.task.taskId);
  const parent = node.parent ? `<span class="spoken">, child of ${escapeXml(node.parent.task.taskId)}</span>` : '';
  return (
    `<li class="row">${guides}<a class="task ${tone}" id="${id}" href="#${id}"><i class="mark"></i>` +
    `<span class="id">${id}</span><span class="state">${escapeXml(name)}</span>${badge(node.concurrentGroup?.label)}${parent}</a></li>`
  );
}

function badge(label: string | undefined): string {
  return label === undefined ? '' : `<span class="badge">at once ${label}</span>`;
}
