import type { IConstruct } from 'constructs';
import type * as z from 'zod';
import type { Problem } from '../mistakes/problem';
import { show } from '../mistakes/show';
import { fixOf } from './fix';
import { issuesOf } from './issues';

/**
 * Checks a construct's props by a shape of this folder.
 *
 * @throws Error with every mistake of these props, each with the construct's path
 */
export function checkProps(construct: IConstruct, shape: z.ZodType, props: unknown): void {
  const result = shape.safeParse(props, { reportInput: true });
  if (!result.success) {
    refuseProps(
      construct,
      issuesOf(result.error).map((issue) => ({ ...issue, key: issue.path.join('.'), fix: fixOf(issue) })),
    );
  }
}

/** A problem with a field: of the props, or of a manifest. */
interface FieldProblem extends Pick<Problem, 'what'> {
  readonly key: string;
  readonly got?: unknown;
  readonly allowed?: string | undefined;
  readonly fix?: string | undefined;
}

/**
 * Refuses the props of a construct, if there are problems with them.
 *
 * @throws Error with every problem, each with the construct's path
 */
export function refuseProps(construct: IConstruct, problems: readonly FieldProblem[]): void {
  if (problems.length > 0) {
    throw new Error(describeProblems(construct, problems).join('\n'));
  }
}

/** A line for each problem, with the construct's path. */
export function describeProblems(construct: IConstruct, problems: readonly FieldProblem[]): string[] {
  return problems.map(({ key, what, got, allowed, fix }) => {
    const value = got === undefined ? '' : ` (got ${show(got)})`;
    const rest = [allowed && `allowed: ${allowed}`, fix].filter(Boolean).join('; ');
    return `[${construct.node.path}] ${key} ${what}${value}${rest && `; ${rest}`}`;
  });
}
