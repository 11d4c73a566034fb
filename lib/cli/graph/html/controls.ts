import { groupBy } from '../../../tasks/group-by';
import type { TaskNode } from '../family';
import type { StateOf } from '../state';
import { escapeXml } from '../text';
import { formatNumber } from '../words';

/** The search field and a choice for each state that a task has. They need the page's script, which shows them. */
export function controls(nodes: readonly TaskNode[], stateOf: StateOf): string {
  const byState = [...groupBy(nodes, (node) => stateOf(node).name)];
  const choices = byState.map(([name, [first, ...others]]) =>
    choice(name, `<i class="tone ${first ? stateOf(first).tone : ''}"></i>`, name, others.length + 1),
  );
  const concurrent = nodes.filter((node) => node.concurrentGroup).length;
  return `<form id="_search" role="search" hidden>
<input id="_query" type="search" placeholder="Find a task or claim" aria-label="Find a task, claim, storage class or namespace" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
<fieldset>
<legend>Show tasks by state</legend>
${choice('', '', 'all', nodes.length, ' checked')}
${choices.join('\n')}
${concurrent > 0 ? choice('at once', '<i class="tone concurrent"></i>', 'at once', concurrent) : ''}
</fieldset>
<button type="button" id="_expand">Expand all</button>
<button type="button" id="_collapse">Collapse all</button>
<output id="_matches"></output>
</form>`;
}

function choice(value: string, mark: string, words: string, count: number, checked = ''): string {
  return (
    `<label class="choice"><input type="radio" name="state" value="${escapeXml(value)}"${checked}>` +
    `<span>${mark}${escapeXml(words)} <strong>${formatNumber(count)}</strong></span></label>`
  );
}
