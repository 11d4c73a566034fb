import { isClone, type TaskClaim } from '../../settings/claim';
import { groupBy } from '../../tasks/group-by';
import { canRunWithOthers, claimKey, groupsAtTheSameTime, treeKey } from '../../tasks/sharing';
import type { Task } from '../../tasks/task';

/** A task at its place in a family. */
export interface TaskNode {
  readonly task: Task;
  readonly parent?: TaskNode;
  readonly children: readonly TaskNode[];
  /** Number of ancestors that the picture shows: 0 for a root. */
  readonly depth: number;
  readonly workspace: Workspace;
  /** The tasks that would run at the same time on the same claim, with this task among them. */
  readonly concurrentGroup?: ConcurrentGroup;
}

/** A claim with the tasks that mount it. */
export interface Workspace {
  readonly claim: TaskClaim;
  readonly tasks: readonly TaskNode[];
  /** The claim that this claim is a clone of. */
  readonly clonedFrom?: TaskClaim;
}

/** Tasks that are not done, use one working tree and would run at the same time. */
export interface ConcurrentGroup {
  /** `A`, `B` and so on, within the family. */
  readonly label: string;
  readonly tasks: readonly TaskNode[];
}

/** Tasks that are connected by their parents, or by an existing claim that several of them mount. */
export interface Family {
  readonly roots: readonly TaskNode[];
  /** Every task, a parent right before its children. */
  readonly tasks: readonly TaskNode[];
  /** The claim of the roots first, then those cloned from it. */
  readonly workspaces: readonly Workspace[];
  readonly concurrentGroups: readonly ConcurrentGroup[];
}

/** A node and a workspace while they are built. */
interface NodeDraft extends TaskNode {
  parent?: NodeDraft;
  readonly children: NodeDraft[];
  /** The task itself, if it has no parent. */
  root?: NodeDraft;
  depth: number;
  workspace: WorkspaceDraft;
  concurrentGroup?: ConcurrentGroup;
}
interface WorkspaceDraft extends Workspace {
  readonly tasks: NodeDraft[];
}

/**
 * Groups tasks into families, in the order of their first tasks.
 *
 * The tasks may be a part of all tasks: a task whose parent is not among them becomes a root.
 *
 * @param waits whether children wait for their parents: others of a family would run at the same time
 */
export function toFamilies(tasks: readonly Task[], waits = false): Family[] {
  const nodes = new Map<string, NodeDraft>();
  for (const task of tasks) {
    nodes.set(task.taskId, { task, children: [], depth: 0, workspace: { claim: task.claim, tasks: [] } });
  }
  const roots: NodeDraft[] = [];
  for (const node of nodes.values()) {
    const { parentTaskId } = node.task;
    node.parent = parentTaskId === undefined ? undefined : nodes.get(parentTaskId);
    (node.parent?.children ?? roots).push(node);
  }
  return [...groupBy(roots, ({ task }) => claimKey(task.claim)).values()].map((group) => toFamily(group, waits));
}

function toFamily(roots: readonly NodeDraft[], waits: boolean): Family {
  const tasks: NodeDraft[] = [];
  const workspaces: WorkspaceDraft[] = [];
  // A stack instead of recursion: a family may be deeper than the call stack.
  const waiting = roots.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { task, parent } = node;
    node.depth = parent ? parent.depth + 1 : 0;
    node.root = parent ? parent.root : node;
    let workspace = parent ? parent.workspace : workspaces[0];
    if (!workspace || (parent && isClone(task))) {
      workspace = { claim: task.claim, tasks: [], clonedFrom: parent?.task.claim };
      workspaces.push(workspace);
    }
    node.workspace = workspace;
    workspace.tasks.push(node);
    tasks.push(node);
    waiting.push(...node.children.toReversed());
  }
  const concurrentGroups = workspaces
    .map((workspace) => workspace.tasks.filter(({ task }) => canRunWithOthers(task)))
    .flatMap((onClaim) => [...groupBy(onClaim, ({ task }) => treeKey(task.claim)).values()])
    .flatMap((onTree) => groupsAtTheSameTime(onTree, waits))
    .map(toConcurrentGroup);
  return { roots, tasks, workspaces, concurrentGroups };
}

/** Labels a group of tasks, and tells its tasks of each other. */
function toConcurrentGroup(tasks: readonly NodeDraft[], index: number): ConcurrentGroup {
  const group = { label: letters(index), tasks };
  for (const node of tasks) {
    node.concurrentGroup = group;
  }
  return group;
}

/** Letters for an index: 0 is A, 25 is Z, 26 is AA. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
