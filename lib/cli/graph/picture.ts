import type { Family, TaskNode, Workspace } from './family';
import { pack } from './pack';
import { elide, MONO, SANS, textWidth, wrap } from './text';
import { claimFacts } from './words';

/** Measures of the picture, in pixels. */
export const METRICS = {
  /** Inside a claim's frame, around its tasks. */
  pad: 12,
  /** Between two families. */
  gutter: 16,
  /** Between a parent and its children: two frames and a gutter, so that tasks of different families line up. */
  columnGap: 40,
  rowGap: 10,
  taskHeight: 52,
  /** Where a task's text begins, right of its mark. */
  textStart: 34,
  idSize: 12.5,
  stateSize: 11,
  claimSize: 11.5,
  factSize: 11,
  factLine: 16,
  /** Where a claim's name begins, right of its mark. */
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
  /** The task's id, elided where it is too long. */
  readonly label: string;
}

/** A claim's frame around the tasks that mount it; a claim cloned from it has its frame inside. */
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
  /** Family by family as they are placed, a parent right before its children. */
  readonly tasks: readonly TaskBox[];
  readonly edges: readonly Edge[];
}

/**
 * Where everything stands: a family's generations from left to right, a task in the row of its first child, its
 * other children below that.
 */
export function pictureOf(families: readonly Family[]): Picture {
  const width = taskWidth(families);
  // The widest families first, so that the narrow ones fill what room they leave.
  const blocks = families.map((one) => placed(one, width)).sort((a, b) => b.width - a.width);
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

/** One width for all tasks, so that they line up, in which most ids and claim names find room. */
function taskWidth(families: readonly Family[]): number {
  const { textStart, pad, idSize, claimTextStart, claimSize } = METRICS;
  const ids = families.flatMap((one) => one.tasks.map(({ task }) => textWidth(task.taskId, MONO, idSize)));
  const names = families.flatMap((one) => one.workspaces.map(({ claim }) => textWidth(claim.name, MONO, claimSize)));
  const width = Math.max(textStart + most(ids) + pad, claimTextStart + most(names));
  return Math.min(WIDEST_TASK, Math.max(NARROWEST_TASK, width));
}

/** What nine of ten numbers do not exceed, lest a single long name decide. */
function most(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.ceil(numbers.length * 0.9) - 1] ?? 0;
}

/** A subtree, or a root's frame, while its place is being found. */
interface Extent {
  /** Right end of everything in the subtree. */
  right: number;
  height: number;
  /** The frame's lines, of a task that starts a claim of its own. */
  frame?: { readonly name: string; readonly facts: readonly string[]; readonly head: number };
}

function placed(family: Family, width: number): Pick<Picture, 'width' | 'height' | 'claims' | 'tasks'> {
  const { pad, columnGap, rowGap, taskHeight } = METRICS;
  const left = (node: TaskNode) => pad + node.depth * (width + columnGap);

  // From the leaves up: how much room each subtree takes.
  const extents = new Map<TaskNode, Extent>();
  for (const node of [...family.tasks].reverse()) {
    const children = node.children.map((child) => extents.get(child) as Extent);
    const right = Math.max(left(node) + width, largest(children.map((child) => child.right)));
    const height = Math.max(taskHeight, stacked(children, rowGap));
    extents.set(node, startsFrame(node) ? framed(node.workspace, left(node), right, height) : { right, height });
  }
  const roots = family.roots.map((root) => extents.get(root) as Extent);
  const first = family.workspaces[0] as Workspace;
  const outer = framed(first, pad, largest(roots.map((root) => root.right)), stacked(roots, rowGap));

  // From the roots down: where each one stands.
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

function stacked(extents: readonly Extent[], gap: number): number {
  return extents.reduce((sum, { height }) => sum + height + gap, -gap);
}

/** The largest number, 0 of none: `Math.max(...numbers)` takes only so many arguments. */
function largest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}

/** The frame around tasks that reach from `left` to `right`. */
function framed(workspace: Workspace, left: number, right: number, height: number): Required<Extent> {
  const { pad, claimSize, claimTextStart, factSize, factLine } = METRICS;
  const name = elide(workspace.claim.name, MONO, claimSize, right - left - claimTextStart);
  const facts = wrap(claimFacts(workspace), SANS, factSize, right - left);
  const head = pad + factLine + facts.length * factLine + pad;
  return { right: right + pad, height: head + height + pad, frame: { name, facts, head } };
}

function claimBox(workspace: Workspace, x: number, y: number, { right, height, frame }: Required<Extent>): ClaimBox {
  return { workspace, x, y, width: right - x, height, name: frame.name, facts: frame.facts };
}
