import { STATES } from '../../lib/cli/status/states';
import { violations } from './axe';
import { livePage } from './live-page';
import { open, screenshot, usePages } from './page';

usePages();

const { tasks, takenAt } = livePage().statuses;
const drawn = tasks.filter(({ state }) => state !== 'not-in-git');
const failed = drawn.filter(({ state }) => STATES[state].words === 'failed');

test('the page of a cluster says when its states were taken', async () => {
  const page = await open('live.html');
  const time = new Date(takenAt).toISOString().slice(0, 16).replace('T', ' ');
  expect(await page.locator('header').textContent()).toContain(`The cluster at ${time} UTC`);
});

test('each state of the cluster is a choice of the filter, with the number of its tasks', async () => {
  expect(failed.length).toBeGreaterThan(2);
  const page = await open('live.html');
  const names = new Set(drawn.map(({ state }) => STATES[state].words));
  for (const name of names) {
    expect(await page.locator('.choice', { hasText: name }).count()).toBeGreaterThan(0);
  }
  const choice = page.locator('.choice', { hasText: /^\s*failed/ });
  expect(await choice.textContent()).toContain(String(failed.length));
  await choice.click();
  expect(await page.locator('.task:not(.context):visible').count()).toBe(failed.length);
});

test('the details of a failed task have the reason and the next command', async () => {
  const { taskId, why, next } = failed.find((task) => task.next?.includes('logs')) ?? fail();
  const page = await open(`live.html#${taskId}`);
  const details = await page.locator('#_details').textContent();
  expect(details).toContain(why);
  expect(details).toContain(`Next step${next}`);
});

function fail(): never {
  throw new Error('no recorded task has failed with a command as its next step');
}

const SIZES = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 360, height: 740 },
];

test.each(
  SIZES.flatMap((viewport) =>
    (['light', 'dark'] as const).map((scheme) => [scheme, viewport.width, viewport] as const),
  ),
)(
  'the page of a cluster fits the screen and has no barrier: %s, %d pixels wide',
  async (colorScheme, width, viewport) => {
    const page = await open(`live.html#${failed[0]?.taskId}`, { colorScheme, viewport });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    // On a phone the whole page scrolls.
    const isPhone = width === 360;
    expect(await page.locator('h1').evaluate((title) => title.getBoundingClientRect().top >= 0)).toBe(!isPhone);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, `live-${colorScheme}-${width}`);
  },
);
