import type { Family, TaskNode, Workspace } from './family';
import { CHARACTERS, elide } from './text';
import { claimFacts, count } from './words';

/** What GitHub's Mermaid draws at most; beyond it shows an error instead of a picture. */
const MOST_CHARACTERS = 50_000;
const MOST_EDGES = 500;

/** Characters in a line of a claim: as much as the longest claim name of the contract needs, 65. */
const LINE = 65;

/** Colours that read well on a light and on a dark page alike. */
const STYLE = `  classDef open fill:#e3ecff,stroke:#2f62d4,color:#1a2130
  classDef done fill:#e9ecef,stroke:#7a8494,color:#4a5362
  classDef atOnce fill:#fff1d6,stroke:#d98a00,color:#7d4900,stroke-width:3px
  classDef claim fill:none,stroke:#7a8494
`;

/**
 * The families as a Mermaid flowchart, without the fence around it that Markdown needs.
 *
 * GitHub draws at most 50,000 characters and 500 edges. The families that fit are drawn, in their order, and a
 * last box says how many are not.
 *
 * @param notes a line more for a task, by its id @default none
 */
export function mermaid(families: readonly Family[], notes: ReadonlyMap<string, string> = new Map()): string {
  const counter = { tasks: 0, claims: 0 };
  let text = 'flowchart LR\n';
  let edges = 0;
  for (const [index, family] of families.entries()) {
    const part = chart(family, counter, notes);
    edges += part.edges;
    const rest = leftOut(families.slice(index));
    if (text.length + part.text.length + rest.length + STYLE.length > MOST_CHARACTERS || edges > MOST_EDGES) {
      text += rest;
      break;
    }
    text += part.text;
  }
  return text + STYLE;
}

function leftOut(families: readonly Family[]): string {
  const tasks = families.reduce((sum, family) => sum + family.tasks.length, 0);
  return `  rest["${escapeMermaid(`not drawn: ${count(tasks, 'more task', 'more tasks')} in ${count(families.length, 'family', 'families')}; cdk8s-keruta graph --format html shows them`)}"]\n`;
}

interface Counter {
  tasks: number;
  claims: number;
}

function chart(family: Family, counter: Counter, notes: ReadonlyMap<string, string>): { text: string; edges: number } {
  const names = new Map<TaskNode, string>();
  for (const node of family.tasks) names.set(node, `t${++counter.tasks}`);
  const claims = family.workspaces.map((workspace) => subgraph(workspace, names, ++counter.claims, notes));
  const edges = family.tasks.flatMap((node) => {
    const parent = node.parent && names.get(node.parent);
    if (!parent) return [];
    const arrow = node.workspace === node.parent?.workspace ? '-->' : '-. clone .->';
    return [`  ${parent} ${arrow} ${names.get(node)}\n`];
  });
  const links = claims.reduce((sum, one) => sum + one.links, 0);
  return { text: claims.map(({ text }) => text).join('') + edges.join(''), edges: edges.length + links };
}

/**
 * The frame around a claim's tasks, with the claim in it: a box of its own, since the tasks would cover all but the
 * first line of a frame's title.
 */
function subgraph(
  workspace: Workspace,
  names: ReadonlyMap<TaskNode, string>,
  number: number,
  notes: ReadonlyMap<string, string>,
) {
  const [frame, claim] = [`f${number}`, `c${number}`];
  const lines = [
    elide(workspace.claim.name, CHARACTERS, 1, LINE),
    ...claimFacts(workspace).map((fact) => elide(fact, CHARACTERS, 1, LINE)),
  ];
  const tasks = workspace.tasks.map(
    (node) => `    ${names.get(node)}["${label(node, notes.get(node.task.taskId))}"]:::${style(node)}\n`,
  );
  const links = workspace.tasks
    .filter(({ parent }) => parent?.workspace !== workspace)
    .map((node) => `    ${claim} -.- ${names.get(node)}\n`);
  const text =
    `  subgraph ${frame}[" "]\n    direction LR\n    ${claim}[("${lines.map(escapeMermaid).join('<br/>')}")]:::claim\n` +
    `${tasks.join('')}${links.join('')}  end\n  class ${frame} claim\n`;
  return { text, links: links.length };
}

function label({ task, atOnce }: TaskNode, note: string | undefined): string {
  const state = [task.done ? 'done' : 'not done', ...(atOnce ? [`at once ${atOnce.label}`] : [])];
  const lines = [task.taskId, ...state, ...(note === undefined ? [] : [note])];
  return lines.map(escapeMermaid).join('<br/>');
}

function style({ task, atOnce }: TaskNode): string {
  if (task.done) return 'done';
  return atOnce ? 'atOnce' : 'open';
}

/** Mermaid's own way to write a character; whatever could mean something to Mermaid, Markdown or HTML is so written. */
function escapeMermaid(text: string): string {
  return text.replace(/[^A-Za-z0-9 .,:·…-]/gu, (c) => `#${c.codePointAt(0)};`);
}
