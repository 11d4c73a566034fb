import { printable } from '../../mistakes/printable';
import type { Family, TaskNode, Workspace } from './family';
import { CHARACTERS, elide } from './text';
import { claimFacts, count } from './words';

/** The limits of Mermaid on GitHub, which shows an error instead of a larger picture. */
const MOST_CHARACTERS = 50_000;
const MOST_EDGES = 500;

/** Characters in a line of a claim: the length of the longest name that a task gives to a claim. */
const LINE = 65;

/** Colours that are readable on a light page and on a dark page. */
const STYLE = `  classDef open fill:#e3ecff,stroke:#2f62d4,color:#1a2130
  classDef done fill:#e9ecef,stroke:#7a8494,color:#4a5362
  classDef concurrent fill:#fff1d6,stroke:#d98a00,color:#7d4900,stroke-width:3px
  classDef claim fill:none,stroke:#7a8494
`;

/**
 * The families as a Mermaid flowchart, without the fence around it that Markdown needs.
 *
 * GitHub draws at most 50,000 characters and 500 edges. As many tasks as fit are drawn, in their order, and a
 * title says how many are not.
 *
 * @param notes another line for a task, by its id @default none
 */
export function mermaid(families: readonly Family[], notes: ReadonlyMap<string, string> = new Map()): string {
  const tasks = families.flatMap((family) => family.tasks);
  // Each task has at least one edge: to its parent, or to its claim.
  let [most, tooMany] = [0, Math.min(tasks.length, MOST_EDGES) + 1];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    const { text, edges } = chart(families, tasks.slice(0, middle), notes);
    if (text.length <= MOST_CHARACTERS && edges <= MOST_EDGES) most = middle;
    else tooMany = middle;
  }
  return chart(families, tasks.slice(0, most), notes).text;
}

interface Part {
  readonly text: string;
  readonly edges: number;
}

/** The flowchart of the tasks that are drawn, with a title that counts the others. */
function chart(families: readonly Family[], drawn: readonly TaskNode[], notes: ReadonlyMap<string, string>): Part {
  const names = new Map(drawn.map((node, i) => [node, `t${i + 1}`]));
  const parts: Part[] = [];
  const rest: number[] = [];
  let claims = 0;
  for (const { tasks, workspaces } of families) {
    const shown = tasks.filter((node) => names.has(node));
    if (shown.length < tasks.length) rest.push(tasks.length - shown.length);
    for (const workspace of workspaces) {
      if (workspace.tasks.some((node) => names.has(node))) parts.push(subgraph(workspace, names, ++claims, notes));
    }
    parts.push(...shown.map((node) => arrow(node, names)));
  }
  return {
    text: `${leftOut(rest)}flowchart LR\n${parts.map(({ text }) => text).join('')}${STYLE}`,
    edges: parts.reduce((sum, part) => sum + part.edges, 0),
  };
}

/** The title that counts the tasks that are not drawn. A box with the number would be at the end of the picture, out of view. */
function leftOut(rest: readonly number[]): string {
  if (rest.length === 0) return '';
  const tasks = rest.reduce((a, b) => a + b, 0);
  const words = `not drawn: ${count(tasks, 'more task', 'more tasks')} in ${count(rest.length, 'family', 'families')}`;
  return `---\ntitle: "${words}; cdk8s-keruta graph --format html shows them"\n---\n`;
}

function arrow(node: TaskNode, names: ReadonlyMap<TaskNode, string>): Part {
  const parent = node.parent && names.get(node.parent);
  if (!parent) return { text: '', edges: 0 };
  const line = node.workspace === node.parent?.workspace ? '-->' : '-. clone .->';
  return { text: `  ${parent} ${line} ${names.get(node)}\n`, edges: 1 };
}

/**
 * The frame around the tasks of a claim. The claim is a box in the frame, since Mermaid draws the tasks over all but the first
 * line of the title of a frame.
 */
function subgraph(
  workspace: Workspace,
  names: ReadonlyMap<TaskNode, string>,
  number: number,
  notes: ReadonlyMap<string, string>,
): Part {
  const [frame, claim] = [`f${number}`, `c${number}`];
  const lines = [
    elide(workspace.claim.name, CHARACTERS, 1, LINE),
    ...claimFacts(workspace).map((fact) => elide(fact, CHARACTERS, 1, LINE)),
  ];
  const drawn = workspace.tasks.filter((node) => names.has(node));
  const tasks = drawn.map(
    (node) => `    ${names.get(node)}["${label(node, notes.get(node.task.taskId))}"]:::${style(node)}\n`,
  );
  const links = drawn
    .filter(({ parent }) => parent?.workspace !== workspace)
    .map((node) => `    ${claim} -.- ${names.get(node)}\n`);
  const text =
    `  subgraph ${frame}[" "]\n    direction LR\n    ${claim}[("${lines.map(escapeMermaid).join('<br/>')}")]:::claim\n` +
    `${tasks.join('')}${links.join('')}  end\n  class ${frame} claim\n`;
  return { text, edges: links.length };
}

function label({ task, concurrentGroup }: TaskNode, note: string | undefined): string {
  const state = [task.done ? 'done' : 'not done', ...(concurrentGroup ? [`at once ${concurrentGroup.label}`] : [])];
  const lines = [task.taskId, ...state, ...(note === undefined ? [] : [note])];
  return lines.map(escapeMermaid).join('<br/>');
}

function style({ task, concurrentGroup }: TaskNode): string {
  if (task.done) return 'done';
  return concurrentGroup ? 'concurrent' : 'open';
}

/** Writes each character that Mermaid, Markdown or HTML could interpret as an entity code of Mermaid. */
function escapeMermaid(text: string): string {
  return printable(text).replace(/[^A-Za-z0-9 .,:·…-]/gu, (c) => `#${c.codePointAt(0)};`);
}
