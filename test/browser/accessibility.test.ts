import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { open, usePages } from './page';

usePages();

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The violations that axe finds, each with the first of its elements. */
async function violations(page: Page): Promise<string[]> {
  // The page's own policy forbids every other script: the debugger may run one all the same.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await axe.run()).violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
  });
}

const SCHEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 360, height: 740 },
];
const CASES = ['0.html', '3.html#task124', '60.html#experiment-a', 'states.html#task124'].flatMap((file) =>
  SCHEMES.flatMap((colorScheme) => SIZES.map((viewport) => [file, colorScheme, viewport.width, viewport] as const)),
);

// axe takes half a minute for a page of 2,000 tasks.
CASES.push(['2000.html', 'light', 1440, { width: 1440, height: 900 }]);

test.each(CASES)('axe finds no barrier in %s, %s, %d pixels wide', async (file, colorScheme, _, viewport) => {
  const page = await open(file, { colorScheme, viewport });
  expect(await violations(page)).toEqual([]);
});

test('axe finds no barrier in a search, and in one without a match', async () => {
  const page = await open('60.html');
  for (const text of ['experiment', 'no such task']) {
    await page.getByRole('searchbox').fill(text);
    await page.getByRole('searchbox').press('Enter');
    expect(await violations(page)).toEqual([]);
  }
});
