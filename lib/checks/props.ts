import type { IConstruct } from 'constructs';
import type * as z from 'zod';
import { masked } from '../mistakes/masked';
import { show } from '../mistakes/show';
import { issuesOf } from './issues';

/**
 * Checks a construct's props by a shape of this folder.
 *
 * @throws Error with every mistake of these props, each with the construct's path
 */
export function checkProps(construct: IConstruct, shape: z.ZodType, props: unknown): void {
  const result = shape.safeParse(props, { reportInput: true });
  if (result.success) {
    return;
  }
  const lines = issuesOf(result.error).map((issue) => {
    const got = issue.got === undefined ? '' : ` (got ${masked(show(issue.got))})`;
    const rest = [issue.allowed && `allowed: ${issue.allowed}`, issue.fix()].filter(Boolean).join('; ');
    return `[${construct.node.path}] ${issue.path.join('.')} ${issue.what}${got}${rest && `; ${rest}`}`;
  });
  throw new Error(lines.join('\n'));
}
