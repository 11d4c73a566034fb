import { App, Chart, DependencyGraph } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { sortByDependencies } from '../../lib/constructs/in-order';

const pathsOf = (constructs: readonly IConstruct[]) => constructs.map(({ node }) => node.path);

/** Trees, by the index of each construct's parent among those before it; with dependencies of later on earlier ones. */
const tree = fc.record({
  parents: fc.array(fc.nat(), { maxLength: 12 }),
  ids: fc.array(fc.constantFrom('a', 'b', '1', '10', '2', 'Resource', '-1', '1.5', '007'), { minLength: 12 }),
  dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
});

test('the order of constructs is that of the graph of cdk8s, with and without dependencies', () => {
  fc.assert(
    fc.property(tree, ({ parents, ids, dependencies }) => {
      const app = new App();
      const constructs: Construct[] = [app];
      for (const [index, parent] of parents.entries()) {
        const scope = constructs[parent % constructs.length] as Construct;
        const id = ids[index] as string;
        if (scope.node.tryFindChild(id) === undefined) {
          constructs.push(index % 2 === 0 ? new Construct(scope, id) : new Chart(scope, id));
        }
      }
      for (const [a, b] of dependencies) {
        const first = constructs[Math.min(a % constructs.length, b % constructs.length)] as Construct;
        const second = constructs[Math.max(a % constructs.length, b % constructs.length)] as Construct;
        if (first !== second) {
          second.node.addDependency(first);
        }
      }
      for (const { node } of constructs) {
        const graph = orCycle(() => new DependencyGraph(node).topology());
        expect(orCycle(() => sortByDependencies(node))).toEqual(graph);
      }
    }),
    { numRuns: 300 },
  );
});

/** Paths, or the message of a cycle. */
function orCycle(order: () => readonly IConstruct[]): string[] | string {
  try {
    return pathsOf(order());
  } catch (error) {
    return (error as Error).message;
  }
}
