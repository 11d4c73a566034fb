import type { Family, TaskNode, Workspace } from './family';
import { pack } from './pack';
import { elide, MONO, SANS, textWidth, wrap } from './text';
import { claimFacts } from './words';

/** Measures of the picture, in pixels. */
export const METRICS = {
  /** Space between the frame of a claim and its tasks. */
  pad: 12,
  /** Space between two families. */
  gutter: 16,
  /** Space between a parent and its children: the same as between the tasks of two families next to each other. */
  columnGap: 40,
  rowGap: 10,
  taskHeight: 52,
  /** Space for the mark of a task, to the left of its text. */
  textStart: 34,
  idSize: 12.5,
  stateSize: 11,
  claimSize: 11.5,
  factSize: 11,
  factLine: 16,
  /** Space for the mark of a claim, to the left of its name. */
  claimTextStart: 20,
} as const;

const NARROWEST_TASK = 176;
const WIDEST_TASK = 264;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TaskBox extends Box {
  readonly node: TaskNode;
  /** The id of the task, shortened if it is too long. */
  readonly label: string;
}

/** The frame of a claim around the tasks that mount it. The frame of a clone is inside the frame of its source. */
export interface ClaimBox extends Box {
  readonly workspace: Workspace;
  readonly name: string;
  readonly facts: readonly string[];
}

export interface Edge {
  readonly from: TaskBox;
  readonly to: TaskBox;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly claims: readonly ClaimBox[];
  /** The tasks, family by family; a parent is before its children. */
  readonly tasks: readonly TaskBox[];
  readonly edges: readonly Edge[];
}

/**
 * Places all families. Each generation of a family is a column, to the right of its parents; a task is in the row of its first
 * child, and its other children are below.
 */
export function pictureOf(families: readonly Family[]): Picture {
  const width = taskWidth(families);
  // The widest families come first, so that narrow families fill the space next to them.
  const blocks = families.map((one) => placeFamily(one, width)).sort((a, b) => b.width - a.width);
  const places = pack(blocks, METRICS.gutter);
  const claims: ClaimBox[] = [];
  const tasks: TaskBox[] = [];
  const boxes = new Map<TaskNode, TaskBox>();
  blocks.forEach((block, i) => {
    const { x, y } = places[i] as (typeof places)[number];
    for (const box of block.claims) claims.push({ ...box, x: box.x + x, y: box.y + y });
    for (const box of block.tasks) {
      const moved = { ...box, x: box.x + x, y: box.y + y };
      tasks.push(moved);
      boxes.set(moved.node, moved);
    }
  });
  const edges = tasks.flatMap((to) => {
    const from = to.node.parent && boxes.get(to.node.parent);
    return from ? [{ from, to }] : [];
  });
  const right = largest(claims.map((box) => box.x + box.width));
  const bottom = largest(claims.map((box) => box.y + box.height));
  return { width: right, height: bottom, claims, tasks, edges };
}

/** The width of all tasks: enough for most ids and claim names. */
function taskWidth(families: readonly Family[]): number {
  const { textStart, pad, idSize, claimTextStart, claimSize } = METRICS;
  const ids = families.flatMap((one) => one.tasks.map(({ task }) => textWidth(task.taskId, MONO, idSize)));
  const names = families.flatMap((one) => one.workspaces.map(({ claim }) => textWidth(claim.name, MONO, claimSize)));
  const width = Math.max(textStart + ninthDecile(ids) + pad, claimTextStart + ninthDecile(names));
  return Math.min(WIDEST_TASK, Math.max(NARROWEST_TASK, width));
}

/** The smallest number that nine of ten numbers do not exceed: a single long name does not decide. */
function ninthDecile(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.ceil(numbers.length * 0.9) - 1] ?? 0;
}

/** The space that a task needs with its descendants, or that the frame around all roots needs. */
interface Extent {
  /** The x of its right end. */
  right: number;
  height: number;
  /** The lines at the top of a frame. @default - no frame: the task inherits the claim of its parent */
  frame?: { readonly name: string; readonly facts: readonly string[]; readonly head: number };
}

function placeFamily(family: Family, width: number): Pick<Picture, 'width' | 'height' | 'claims' | 'tasks'> {
  const { pad, columnGap, rowGap, taskHeight } = METRICS;
  const left = (node: TaskNode) => pad + node.depth * (width + columnGap);

  // From the leaves to the roots: the space that each task needs with its descendants.
  const extents = new Map<TaskNode, Extent>();
  for (const node of family.tasks.toReversed()) {
    const children = node.children.map((child) => extents.get(child) as Extent);
    const right = Math.max(left(node) + width, largest(children.map((child) => child.right)));
    const height = Math.max(taskHeight, heightOf(children, rowGap));
    extents.set(node, startsFrame(node) ? frameAround(node.workspace, left(node), right, height) : { right, height });
  }
  const roots = family.roots.map((root) => extents.get(root) as Extent);
  const first = family.workspaces[0] as Workspace;
  const outer = frameAround(first, pad, largest(roots.map((root) => root.right)), heightOf(roots, rowGap));

  // From the roots to the leaves: the place of each task.
  const claims: ClaimBox[] = [claimBox(first, 0, 0, outer)];
  const tasks: TaskBox[] = [];
  const tops = new Map<TaskNode, number>();
  const place = (nodes: readonly TaskNode[], top: number) => {
    let y = top;
    for (const node of nodes) {
      tops.set(node, y);
      y += (extents.get(node) as Extent).height + rowGap;
    }
  };
  place(family.roots, outer.frame.head);
  for (const node of family.tasks) {
    const extent = extents.get(node) as Extent;
    let y = tops.get(node) as number;
    const x = left(node);
    if (extent.frame) {
      claims.push(claimBox(node.workspace, x - pad, y, { ...extent, frame: extent.frame }));
      y += extent.frame.head;
    }
    const label = elide(node.task.taskId, MONO, METRICS.idSize, width - METRICS.textStart - pad);
    tasks.push({ node, x, y, width, height: taskHeight, label });
    place(node.children, y);
  }
  return { width: outer.right, height: outer.height, claims, tasks };
}

function startsFrame(node: TaskNode): boolean {
  return node.parent !== undefined && node.workspace !== node.parent.workspace;
}

function heightOf(extents: readonly Extent[], gap: number): number {
  return extents.reduce((sum, { height }) => sum + height + gap, -gap);
}

/** The largest number, or 0 if there are none. `Math.max(...numbers)` fails with many arguments. */
function largest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}

/** The space of a frame around tasks between `left` and `right`. */
function frameAround(workspace: Workspace, left: number, right: number, height: number): Required<Extent> {
  const { pad, claimSize, claimTextStart, factSize, factLine } = METRICS;
  const name = elide(workspace.claim.name, MONO, claimSize, right - left - claimTextStart);
  const facts = wrap(claimFacts(workspace), SANS, factSize, right - left);
  const head = pad + factLine + facts.length * factLine + pad;
  return { right: right + pad, height: head + height + pad, frame: { name, facts, head } };
}

function claimBox(workspace: Workspace, x: number, y: number, { right, height, frame }: Required<Extent>): ClaimBox {
  return { workspace, x, y, width: right - x, height, name: frame.name, facts: frame.facts };
}
