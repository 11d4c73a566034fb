import { REFUSALS } from '../../../lib/cli/plan/task-plan';
import { DOCUMENTS, documentOf, refreshed } from '../../../scripts/plan';

// Each test runs some processes, for which a machine that is busy may take its time.
jest.setTimeout(60_000);

test.each(DOCUMENTS)('%s has what is made by a program (npm run outputs)', async (name) => {
  expect(documentOf(name)).toMatch(/\n<!-- (plan|states) -->\n/);
  expect(documentOf(name)).toBe(await refreshed(name));
});

test('docs/plan.md has the whole help, and every refusal', () => {
  expect(documentOf('docs/plan.md')).toContain('cdk8s-keruta plan [--against REV]');
  for (const code of Object.keys(REFUSALS)) {
    expect(documentOf('docs/plan.md')).toContain(`| \`${code}\` | `);
  }
});
