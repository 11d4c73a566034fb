import { groupBy } from '../../../tasks/group-by';
import type { Family, Workspace } from '../family';
import type { StateOf } from '../state';
import { escapeXml } from '../text';
import { claimFacts, count } from '../words';
import { rows } from './rows';

/** A family: a line that is always shown, and its claims and tasks, which the line shows and hides. */
export function familyElement(family: Family, stateOf: StateOf, isOpen: boolean): string {
  const [first] = family.workspaces;
  return (
    `<details class="family"${isOpen ? ' open' : ''}><summary><span class="id">${escapeXml(titleOf(family))}</span>` +
    `<span class="facts">${escapeXml(countsOf(family, stateOf))}</span>${bar(family, stateOf)}</summary>` +
    `<div class="claim">${first ? claimLine(first) : ''}<ul>${rows(family.roots, stateOf, claimLine)}</ul></div></details>`
  );
}

/** The id of the root; of a family with several roots the claim that they share. */
export function titleOf({ roots, workspaces }: Family): string {
  const [root] = roots;
  const [workspace] = workspaces;
  return (roots.length === 1 ? root?.task.taskId : workspace?.claim.name) ?? '';
}

function countsOf({ tasks }: Family, stateOf: StateOf): string {
  const states = [...groupBy(tasks, (node) => stateOf(node).name)].map(([name, nodes]) =>
    nodes.length === tasks.length ? name : `${nodes.length} ${name}`,
  );
  const concurrent = tasks.filter((node) => node.concurrentGroup).length;
  return [count(tasks.length, 'task', 'tasks'), ...states, ...(concurrent > 0 ? [`${concurrent} at once`] : [])].join(
    ' · ',
  );
}

/** The share of each state, as a bar. */
function bar({ tasks }: Family, stateOf: StateOf): string {
  let x = 0;
  const parts = [...groupBy(tasks, (node) => stateOf(node).tone)].map(([tone, { length }]) => {
    const part = `<rect class="${tone}" x="${x}" width="${length}" height="1"/>`;
    x += length;
    return part;
  });
  return `<svg class="bar" viewBox="0 0 ${tasks.length} 1" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`;
}

function claimLine(workspace: Workspace): string {
  const facts = claimFacts(workspace).join(' · ');
  return `<p class="claim-line"><span class="label">claim</span> <span class="name">${escapeXml(workspace.claim.name)}</span> <span class="facts">${escapeXml(facts)}</span></p>`;
}
