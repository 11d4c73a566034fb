import { printable } from '../../../mistakes/printable';
import type { Family, TaskNode, Workspace } from '../family';
import type { StateOf } from '../state';

/** The tasks and claims for the page's script, as JSON that a script element can hold. Tasks refer to others by index. */
export function pageData(families: readonly Family[], stateOf: StateOf): string {
  const nodes = families.flatMap(({ tasks }) => tasks);
  const indexes = new Map(nodes.map((node, i) => [node, i]));
  const indexOf = (node: TaskNode) => indexes.get(node) as number;
  const workspaces = families.flatMap((family) => family.workspaces);
  const claimNumbers = new Map<Workspace, number>(workspaces.map((workspace, i) => [workspace, i]));
  const groups = families.flatMap(({ concurrentGroups }) => concurrentGroups);
  const groupNumbers = new Map(groups.map((group, i) => [group, i]));
  const data = {
    tasks: nodes.map((node) => ({
      id: node.task.taskId,
      state: stateOf(node).name,
      notes: stateOf(node).notes,
      parent: node.parent && indexOf(node.parent),
      children: node.children.map(indexOf),
      claim: claimNumbers.get(node.workspace),
      concurrentGroup: node.concurrentGroup && groupNumbers.get(node.concurrentGroup),
    })),
    claims: workspaces.map(({ claim, clonedFrom }) => ({ ...claim, clonedFrom: clonedFrom?.name })),
    groups: groups.map(({ tasks }) => tasks.map(indexOf)),
  };
  const text = JSON.stringify(data, (_, value) => (typeof value === 'string' ? printable(value) : value));
  // In a script element only "<" could end the element or start another.
  return text.replace(/</g, '\\u003c');
}
