import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawing, legend } from './drawing';
import type { Family, TaskNode, Workspace } from './family';
import { drawingStyle, pageColours } from './palette';
import { type Picture, pictureOf, type TaskBox } from './picture';
import { escapeXml } from './text';
import { summary } from './words';

/**
 * The families as a page for a browser: one file, in which one can pan, zoom and search and read every task's
 * details, with the mouse or the keyboard alone. It loads nothing, and its own policy forbids it to.
 */
export function html(families: readonly Family[]): string {
  const picture = pictureOf(families);
  const title = summary(families);
  const style = pageColours() + asset('page.css') + drawingStyle();
  const script = asset('page.js');
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const indexes = new Map(picture.tasks.map((box, index) => [box.node, index]));
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
<form id="search" role="search">
<input id="query" type="search" placeholder="Find a task, claim or class" aria-label="Find a task, claim or class" aria-describedby="matches" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
<select id="state" aria-label="Which tasks">
<option value="">all tasks</option>
<option value="open">not done</option>
<option value="done">done</option>
<option value="atOnce">at once</option>
</select>
<div class="joined" role="group" aria-label="Matches">
<button type="button" id="previous" aria-label="Previous match" title="Previous match (Shift+Enter)" disabled>‹</button>
<button type="button" id="next" aria-label="Next match" title="Next match (Enter)" disabled>›</button>
</div>
<output id="matches" for="query state"></output>
</form>
<div class="joined" role="group" aria-label="Zoom">
<button type="button" id="out" aria-label="Zoom out" aria-keyshortcuts="-" title="Zoom out (-)">−</button>
<button type="button" id="scale" aria-label="Actual size" aria-keyshortcuts="1" title="Actual size (1)">100%</button>
<button type="button" id="in" aria-label="Zoom in" aria-keyshortcuts="+" title="Zoom in (+)">+</button>
<button type="button" id="fit" aria-keyshortcuts="0" title="Show everything (0)">Fit</button>
</div>
</header>
<main id="canvas">
<svg id="picture" role="tree" aria-label="Tasks by family" width="${picture.width}" height="${picture.height}" viewBox="0 0 ${picture.width} ${picture.height}">
${drawing(picture, (box, index) => treeitem(box, index))}
</svg>
</main>
<aside aria-label="Details">
<div id="details"><p class="hint">Choose a task to see its details.</p></div>
<section>
<h2>Legend</h2>
<ul class="legend">
${legend(picture)
  .map(
    ({ mark, words }) =>
      `<li><svg width="16" height="16" viewBox="-1 -1 16 16" aria-hidden="true">${mark}</svg>${escapeXml(words)}</li>`,
  )
  .join('\n')}
</ul>
</section>
<section>
<h2>Keys</h2>
<dl class="keys">
<dt><kbd>→</kbd> <kbd>←</kbd></dt><dd>first child, parent</dd>
<dt><kbd>↓</kbd> <kbd>↑</kbd></dt><dd>down, up the column</dd>
<dt><kbd>/</kbd></dt><dd>search</dd>
<dt><kbd>Enter</kbd></dt><dd>next match</dd>
<dt><kbd>+</kbd> <kbd>-</kbd></dt><dd>zoom</dd>
<dt><kbd>0</kbd> <kbd>1</kbd></dt><dd>everything, actual size</dd>
</dl>
</section>
</aside>
<script type="application/json" id="data">${data(picture, families, indexes)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** What makes a task's element an item of a tree: one stop of the tab key, the others by arrows. */
function treeitem({ node }: TaskBox, index: number): string {
  const { task, parent, depth, workspace, atOnce } = node;
  const words = [
    task.taskId,
    task.done ? 'done' : 'not done',
    `claim ${workspace.claim.name}`,
    ...(atOnce ? [`would run at the same time as ${atOnce.tasks.length - 1} more`] : []),
  ];
  const position = parent
    ? ` aria-setsize="${parent.children.length}" aria-posinset="${parent.children.indexOf(node) + 1}"`
    : '';
  return ` role="treeitem" tabindex="${index === 0 ? 0 : -1}" aria-selected="false" aria-level="${depth + 1}"${position} aria-label="${escapeXml(words.join(', '))}"`;
}

/** What the page's script knows: tasks in the order of their elements, claims and groups, linked by their numbers. */
function data(picture: Picture, families: readonly Family[], indexes: ReadonlyMap<TaskNode, number>): string {
  const workspaces = families.flatMap((family) => family.workspaces);
  const claimNumbers = new Map<Workspace, number>(workspaces.map((workspace, i) => [workspace, i]));
  const groups = families.flatMap((family) => family.atOnce);
  const groupNumbers = new Map(groups.map((group, i) => [group, i]));
  const index = (node: TaskNode) => indexes.get(node) as number;
  const tasks = picture.tasks.map(({ node, x, y, width, height }) => ({
    id: node.task.taskId,
    done: node.task.done === true,
    depth: node.depth,
    parent: node.parent && index(node.parent),
    children: node.children.map(index),
    claim: claimNumbers.get(node.workspace),
    atOnce: node.atOnce && groupNumbers.get(node.atOnce),
    box: [x, y, width, height],
  }));
  const claims = workspaces.map(({ claim, cloneOf }) => ({ ...claim, cloneOf: cloneOf?.name }));
  // In a script element only "<" could end the element or start another.
  return JSON.stringify({ tasks, claims, groups: groups.map((group) => group.tasks.map(index)) }).replace(
    /</g,
    '\\u003c',
  );
}

function asset(name: string): string {
  return readFileSync(join(__dirname, 'page', name), 'utf8');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
