import type { Family } from '../family';
import type { StateOf } from '../state';
import { escapeXml } from '../text';
import { count } from '../words';
import { titleOf } from './family-element';

/**
 * A small square for each task, next to those of its family. A screen reader and the tab key pass over the squares: the list
 * of families tells the same.
 */
export function overview(families: readonly Family[], stateOf: StateOf): string {
  return `<div id="_overview" class="overview" aria-hidden="true">${families.map((family) => squares(family, stateOf)).join('')}</div>`;
}

function squares(family: Family, stateOf: StateOf): string {
  const [first] = family.tasks;
  const title = `${titleOf(family)}: ${count(family.tasks.length, 'task', 'tasks')}`;
  const tasks = family.tasks.map(
    (node) => `<i class="${stateOf(node).tone}${node.concurrentGroup ? ' concurrent' : ''}"></i>`,
  );
  return `<a href="#${escapeXml(first?.task.taskId ?? '')}" tabindex="-1" title="${escapeXml(title)}">${tasks.join('')}</a>`;
}
