import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from '../family';
import { pageColours } from '../palette';
import { ownState, type StateOf } from '../state';
import { escapeXml } from '../text';
import { summary } from '../words';
import { controls } from './controls';
import { pageData } from './data';
import { familyElement } from './family-element';
import { overview } from './overview';

/** A page with more tasks than this has an overview. */
const MOST_TASKS = 60;
/** The families of such a page are collapsed at first, if there are more than this. */
const MOST_OPEN = 3;

/** The parts of the page's style, in the order in which later rules replace earlier ones. */
const STYLES = ['base.css', 'controls.css', 'families.css', 'rows.css', 'details.css', 'phone.css'];

/** The parts of the page's script, in the order in which the browser runs them. */
const SCRIPTS = ['model.js', 'details.js', 'filter.js', 'keys.js'];

const EMPTY = '<p class="empty">There are no tasks yet. Add a task to tasks.yaml, and make this page again.</p>';

/** Options of a page. */
export interface PageOptions {
  /** The states that the page shows. @default - done and not done, by the settings of the tasks */
  readonly stateOf?: StateOf;
  /** A text that explains the states, before the summary. @default - nothing */
  readonly heading?: string;
}

/**
 * The families as a page for a browser: one file with search, filter and the details of each task. The page loads
 * nothing, and its own policy forbids the browser to load anything. The address of a task is `#` and its id, so that every
 * other id of the page begins with `_`, which no task id does.
 */
export function html(families: readonly Family[], { stateOf = ownState, heading = '' }: PageOptions = {}): string {
  const title = [heading, summary(families)].filter((text) => text !== '').join(': ');
  const nodes = families.flatMap(({ tasks }) => tasks);
  const isLarge = nodes.length > MOST_TASKS;
  const isOpen = !isLarge || families.length <= MOST_OPEN;
  const style = pageColours() + STYLES.map(asset).join('\n');
  const script = `(() => {\n${SCRIPTS.map(asset).join('\n')}\n})();`;
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Task families: ${escapeXml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<h1>Task families</h1>
<p>${escapeXml(title)}</p>
${controls(nodes, stateOf)}
</header>
<main>
${isLarge ? overview(families, stateOf) : ''}
<div id="_families" class="families${isLarge ? '' : ' small'}">
${nodes.length === 0 ? EMPTY : families.map((family) => familyElement(family, stateOf, isOpen)).join('\n')}
</div>
<p id="_none" class="empty" hidden>No task matches. Press Escape in the search field to show all tasks.</p>
</main>
<aside id="_aside" aria-label="Details">
<button type="button" id="_close" aria-label="Close the details" hidden>×</button>
<div id="_details" aria-live="polite"><p class="hint">Choose a task to see its details.</p></div>
<section>
<h2>How to read this page</h2>
<ul class="legend">
<li>A frame is a claim, with the tasks that mount it.</li>
<li>An indented task inherits the claim of its parent.</li>
<li>A dashed frame is a clone of the claim around it.</li>
<li>Tasks with the same letter after “at once” would run at the same time in one working tree.</li>
</ul>
</section>
<section class="keyboard">
<h2>Keyboard</h2>
<dl class="keys">
<dt><kbd>/</kbd></dt><dd>search</dd>
<dt><kbd>↓</kbd> <kbd>↑</kbd></dt><dd>next, previous</dd>
<dt><kbd>→</kbd> <kbd>←</kbd></dt><dd>expand or first child, collapse or parent</dd>
<dt><kbd>Enter</kbd></dt><dd>details, next match</dd>
<dt><kbd>Esc</kbd></dt><dd>clear the search, close the details</dd>
</dl>
</section>
</aside>
<script type="application/json" id="_data">${pageData(families, stateOf)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function asset(name: string): string {
  return readFileSync(join(__dirname, '..', 'page', name), 'utf8');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
