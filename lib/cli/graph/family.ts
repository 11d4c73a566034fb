import type { PvcAccessMode } from '../../settings/values';
import { canRunWithOthers, groupsAtTheSameTime } from '../../tasks/sharing';

/** What the picture says of a claim. */
export interface GraphClaim {
  readonly name: string;
  /** Size as written; a claim that exists already has none that is known. */
  readonly size?: string;
  readonly accessMode: PvcAccessMode;
  /** Storage class; left out: the cluster's default. */
  readonly storageClass?: string;
  /** Whether the claim exists already, so that nothing here makes it. */
  readonly existing: boolean;
}

/** A task as the picture needs it. */
export interface GraphTask {
  readonly taskId: string;
  readonly parentTaskId?: string;
  readonly namespace?: string;
  readonly done: boolean;
  /** The claim that the task mounts: its own, its root's, or one that exists already. */
  readonly claim: GraphClaim;
  /** Whether the claim is the task's own and cloned from its parent's. */
  readonly clone?: boolean;
}

/** A task in its place in the family. */
export interface TaskNode {
  readonly task: GraphTask;
  readonly parent?: TaskNode;
  readonly children: readonly TaskNode[];
  /** Generations above this task in the picture: 0 for a root. */
  readonly depth: number;
  readonly workspace: Workspace;
  /** The tasks, this one among them, that would run at the same time on the same claim. */
  readonly atOnce?: AtOnce;
}

/** A claim with the tasks that mount it. */
export interface Workspace {
  readonly claim: GraphClaim;
  readonly namespace?: string;
  readonly tasks: readonly TaskNode[];
  /** The claim that this one is cloned from. */
  readonly cloneOf?: GraphClaim;
}

/** Tasks that are not done, share one working tree and would run at the same time. */
export interface AtOnce {
  /** `A`, `B` and so on, within the family. */
  readonly label: string;
  readonly tasks: readonly TaskNode[];
}

/** Tasks tied together by their parents, or by a claim that exists already and that several of them mount. */
export interface Family {
  readonly roots: readonly TaskNode[];
  /** Every task, a parent right before its children. */
  readonly tasks: readonly TaskNode[];
  /** The claim of the roots first, then those cloned from it. */
  readonly workspaces: readonly Workspace[];
  readonly atOnce: readonly AtOnce[];
}

/**
 * When the tasks of a family start: `flat`, all of them at once; `families`, a child after its parent.
 * Shards start their tasks as the flat layout does.
 */
export type GraphLayout = 'flat' | 'families';

/** A node and a workspace while they are being put together. */
interface NodeDraft extends TaskNode {
  parent?: NodeDraft;
  readonly children: NodeDraft[];
  /** The task itself, if it has no parent. */
  root?: NodeDraft;
  depth: number;
  workspace: WorkspaceDraft;
  atOnce?: AtOnce;
}
interface WorkspaceDraft extends Workspace {
  readonly tasks: NodeDraft[];
}

/**
 * Sorts tasks into families, in the order of their first tasks.
 *
 * Takes any part of the tasks: one whose parent is not among them stands as a root. The tasks are checked
 * already: ids are unique and no task is its own ancestor.
 *
 * @param layout when a family's tasks start @default flat
 */
export function families(tasks: readonly GraphTask[], layout: GraphLayout = 'flat'): Family[] {
  const nodes = new Map<string, NodeDraft>();
  for (const task of tasks) {
    nodes.set(task.taskId, { task, children: [], depth: 0, workspace: { claim: task.claim, tasks: [] } });
  }
  const rootsByClaim = new Map<string, NodeDraft[]>();
  for (const node of nodes.values()) {
    const { task } = node;
    const parent = task.parentTaskId === undefined ? undefined : nodes.get(task.parentTaskId);
    if (parent) {
      node.parent = parent;
      parent.children.push(node);
    } else {
      const claim = `${task.namespace ?? ''}/${task.claim.name}`;
      const roots = rootsByClaim.get(claim);
      if (roots) roots.push(node);
      else rootsByClaim.set(claim, [node]);
    }
  }
  return [...rootsByClaim.values()].map((roots) => family(roots, layout));
}

function family(roots: readonly NodeDraft[], layout: GraphLayout): Family {
  const tasks: NodeDraft[] = [];
  const workspaces: WorkspaceDraft[] = [];
  // A stack instead of recursion: a family may be deeper than the call stack.
  const waiting = [...roots].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { task, parent } = node;
    node.depth = parent ? parent.depth + 1 : 0;
    node.root = parent ? parent.root : node;
    let workspace = parent ? parent.workspace : workspaces[0];
    if (!workspace || (parent && task.clone)) {
      workspace = { claim: task.claim, namespace: task.namespace, tasks: [], cloneOf: parent?.task.claim };
      workspaces.push(workspace);
    }
    node.workspace = workspace;
    workspace.tasks.push(node);
    tasks.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i] as NodeDraft);
  }
  const open = workspaces.map((workspace) => workspace.tasks.filter((node) => canRunWithOthers(node.task)));
  const together = open.flatMap((onClaim) => groupsAtTheSameTime(onClaim, layout)).map(labelled);
  return { roots, tasks, workspaces, atOnce: together };
}

function labelled(tasks: readonly NodeDraft[], index: number): AtOnce {
  const atOnce = { label: letters(index), tasks };
  for (const node of tasks) node.atOnce = atOnce;
  return atOnce;
}

/** 0 is A, 25 is Z, 26 is AA. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
