import { violations } from './axe';
import { open, usePages } from './page';

usePages();

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
