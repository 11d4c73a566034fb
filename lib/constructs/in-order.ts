import { DependencyGraph } from 'cdk8s';
import type { IConstruct, Node } from 'constructs';

/**
 * The constructs of a tree, each after those that it depends on, in the order of cdk8s.
 *
 * Without dependencies, cdk8s' graph gives the order of the tree, and costs more than all else that is done with a chart:
 * at 10,000 tasks 1.9 s of CPU for the graph of the app and those of all charts, against 0.1 s.
 */
export function sortByDependencies(node: Node): IConstruct[] {
  const constructs = node.findAll();
  if (constructs.some((construct) => construct.node.dependencies.length > 0)) {
    return new DependencyGraph(node).topology();
  }
  // cdk8s keeps the constructs in an object by their paths, and an object has its keys that are numbers first. Only paths
  // without a slash can be numbers.
  return constructs.some((construct) => isTopLevel(construct) && /^\d+$/.test(construct.node.path))
    ? Object.values(Object.fromEntries(constructs.map((construct) => [construct.node.path, construct])))
    : constructs;
}

/** Whether a path has no slash. cdk8s makes a path anew for each question. */
function isTopLevel({ node }: IConstruct): boolean {
  return node.scope?.node.scope === undefined;
}
