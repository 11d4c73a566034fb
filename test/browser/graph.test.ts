import type { Page } from 'playwright-core';
import { toFamilies } from '../../lib/cli/graph';
import { open, SAMPLES, screenshot, usePages } from './page';
import { many } from './samples';

usePages();

const task = (page: Page, id: string) => page.locator(`.task[id="${id}"]`);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
const details = (page: Page) => page.locator('#_details');
const shownTasks = (page: Page) => page.locator('.task:not(.context):visible').count();

async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text);
  // The page waits for the next key before it searches.
  await page.waitForFunction(
    (words) => document.querySelector('#_matches')?.textContent !== words,
    await matches(page),
  );
}
const matches = (page: Page) => page.locator('#_matches').textContent();
const choose = (page: Page, name: string) => page.locator('.choice', { hasText: name }).click();

describe.each(Object.keys(SAMPLES))('a page of %s tasks', (name) => {
  test('has every task with its own id, and no id twice', async () => {
    const page = await open(`${name}.html`);
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(SAMPLES[name]?.map(({ taskId }) => taskId) ?? []));
    await screenshot(page, `${name}-light`);
  });

  test('shows the colours that the reader prefers', async () => {
    const colours = (page: Page) =>
      page.evaluate(() =>
        ['body', 'header', 'aside', 'button'].map(
          (selector) => getComputedStyle(document.querySelector(selector) as Element).backgroundColor,
        ),
      );
    const page = await open(`${name}.html`, { colorScheme: 'dark' });
    const dark = await colours(page);
    await screenshot(page, `${name}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    for (const [i, colour] of (await colours(page)).entries()) expect(colour).not.toBe(dark[i]);
  });

  test('fits a phone that is 360 pixels wide', async () => {
    const page = await open(`${name}.html`, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await screenshot(page, `${name}-phone`);
  });
});

test('a page without tasks says so, and how to add one', async () => {
  const page = await open('0.html');
  expect(await page.locator('.empty:visible').textContent()).toContain('There are no tasks yet');
  expect(await page.getByRole('searchbox').isVisible()).toBe(false);
});

test('a link to a task expands its family, brings the task into view and shows its details', async () => {
  const page = await open('2000.html#agent-1004-6');
  await page.waitForFunction(() => document.activeElement?.id === 'agent-1004-6');
  expect(await task(page, 'agent-1004-6').isVisible()).toBe(true);
  const box = await task(page, 'agent-1004-6').boundingBox();
  expect(box?.y).toBeGreaterThan(0);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
  expect(await details(page).locator('h2').textContent()).toBe('agent-1004-6');
  await screenshot(page, '2000-link');
});

test('a link to a task that is not there shows the page as it is', async () => {
  const page = await open('3.html#gone%');
  expect(await details(page).textContent()).toContain('Choose a task');
});

test('a click shows all that is known of a task, with links to its relatives, and Back leads to the task before', async () => {
  const page = await open('3.html');
  await task(page, 'task124').click();
  for (const text of ['not done', 'git-repo-pvc-task123', '1Gi', 'ReadWriteOnce', "the cluster's default"]) {
    expect(await details(page).textContent()).toContain(text);
  }
  await details(page).getByRole('link', { name: 'task125' }).click();
  expect(await focused(page)).toBe('task125');
  expect(page.url()).toMatch(/#task125$/);
  await page.goBack();
  await page.waitForFunction(() => document.activeElement?.id === 'task124');
  await page.keyboard.press('Escape');
  expect(await details(page).textContent()).toContain('Choose a task');
  expect(await focused(page)).toBe('task124');
});

test('a search shows the matches with their ancestors, and Enter leads from match to match', async () => {
  const page = await open('60.html');
  await page.keyboard.press('/');
  await page.keyboard.type('experiment-a');
  await page.keyboard.press('Enter');
  expect(await matches(page)).toBe('1 of 3');
  expect(await shownTasks(page)).toBe(3);
  expect(await page.locator('.task.context:visible').allTextContents()).toEqual([expect.stringContaining('base')]);
  expect(await details(page).locator('h2').textContent()).toBe('experiment-a');
  await page.keyboard.press('Shift+Enter');
  expect(await matches(page)).toBe('3 of 3');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  expect(await shownTasks(page)).toBe(60);
  await screenshot(page, '60-search');
});

test('a search finds by claim and storage class, and says when no task matches', async () => {
  const page = await open('60.html');
  await search(page, 'existing-pvc-name');
  expect(await matches(page)).toBe('3 of 60');
  await search(page, 'csi-ssd');
  expect(await matches(page)).toBe('7 of 60');
  await search(page, 'no such task');
  expect(await matches(page)).toBe('0 of 60');
  expect(await page.locator('#_none').isVisible()).toBe(true);
  await page.getByRole('searchbox').press('Escape');
  expect(await matches(page)).toBe('');
  expect(await page.locator('#_none').isVisible()).toBe(false);
});

test('a page searches when the reader pauses, not on every key', async () => {
  const page = await open('2000.html');
  await page.evaluate(() => {
    const changes = { count: 0 };
    Object.assign(globalThis, { changes });
    new MutationObserver(() => {
      changes.count++;
    }).observe(document.querySelector('#_matches') as Element, { childList: true });
  });
  await page.getByRole('searchbox').pressSequentially('agent-1004');
  await page.waitForFunction(() => document.querySelector('#_matches')?.textContent !== '');
  expect(await page.evaluate(() => (globalThis as unknown as { changes: { count: number } }).changes.count)).toBe(1);
});

test('a choice of a state shows the tasks in that state, with the number of each', async () => {
  const page = await open('2000.html');
  const concurrent = toFamilies(many(2000)).flatMap((family) =>
    family.concurrentGroups.flatMap((group) => group.tasks),
  );
  expect(await page.locator('.choice', { hasText: 'at once' }).textContent()).toContain(
    concurrent.length.toLocaleString('en'),
  );
  await choose(page, 'at once');
  expect(await matches(page)).toBe(`${concurrent.length.toLocaleString('en')} of 2,000`);
  expect(await page.locator('.task:not(.context)').count()).toBe(concurrent.length);
  expect(await page.locator('#_overview i:not(.context)').count()).toBe(concurrent.length);
  await screenshot(page, '2000-concurrent');
  await choose(page, 'all');
  expect(await matches(page)).toBe('');
  await page.getByRole('radio', { name: /^done/ }).check({ force: true });
  const done = many(2000).filter((task) => task.done).length;
  expect(await matches(page)).toBe(`${done} of 2,000`);
});

test('the states of a page are its colours, its filter and a part of the details', async () => {
  const page = await open('states.html');
  const colours = await page
    .locator('.task')
    .evaluateAll((links) => new Set(links.map((link) => getComputedStyle(link).borderColor)).size);
  expect(colours).toBe(7);
  await screenshot(page, 'states');
  await choose(page, 'refused');
  expect(await page.locator('.task.refused:not(.context)').count()).toBe(await shownTasks(page));
  await page.locator('.task.refused').first().click();
  expect(await details(page).textContent()).toContain('A push leaves the task refused.');
});

test('the keyboard alone reaches every task: arrows walk, expand and collapse', async () => {
  const page = await open('3.html');
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  const walked: (string | undefined)[] = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'End', 'ArrowLeft']) {
    await page.keyboard.press(key);
    walked.push(await focused(page));
  }
  expect(walked).toEqual(['task123', 'task124', 'task125', 'task124', 'task123', 'task125', 'task123']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await page.locator('.family').getAttribute('open')).toBe(null);
  await screenshot(page, '3-focus');
});

test('focus is visible', async () => {
  const page = await open('3.html#task124');
  await page.keyboard.press('ArrowDown');
  const outline = await task(page, 'task125').evaluate((link) => getComputedStyle(link).outlineWidth);
  expect(Number.parseFloat(outline)).toBeGreaterThanOrEqual(2);
});

test('equal siblings are one line until they are expanded', async () => {
  const page = await open('1000.html');
  expect(await page.locator('.task:visible').count()).toBe(1);
  expect(await page.locator('.group > summary').textContent()).toContain('999 tasks');
  await page.locator('.group > summary').click();
  expect(await page.locator('.task:visible').count()).toBe(1000);
  await page.getByRole('button', { name: 'Collapse all' }).click();
  expect(await page.locator('.task:visible').count()).toBe(0);
});

test('of many relatives the details show the number first, and each of them on demand', async () => {
  const page = await open('1000.html#child-7');
  const relatives = details(page).locator('details');
  expect(await relatives.getByRole('link').count()).toBe(0);
  await relatives.getByText('998 tasks', { exact: true }).click();
  expect(await relatives.getByRole('link').count()).toBe(998);
});

test('long names are shown whole', async () => {
  const page = await open('60.html#archived');
  expect(await details(page).textContent()).toContain(`${'archive.'.repeat(31)}claim`);
  expect(await page.locator('aside').evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  expect(await page.locator('main').evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
});

test('without its script the page shows every task', async () => {
  const page = await open('60.html', { javaScriptEnabled: false });
  expect(await page.locator('.task:visible').count()).toBe(60);
});

test('on a phone the details of a task are a sheet that can be closed, and leave the task in view', async () => {
  const page = await open('60.html', { viewport: { width: 360, height: 740 } });
  await task(page, 'experiment-b').click();
  const sheet = await page.locator('aside').boundingBox();
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBe(740);
  expect(sheet?.y).toBeGreaterThanOrEqual(370);
  const box = await task(page, 'experiment-b').boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(sheet?.y ?? 0);
  await screenshot(page, '60-phone-sheet');
  await page.getByRole('button', { name: 'Close the details' }).click();
  expect(await page.locator('body.selected').count()).toBe(0);
});

test.each(['light', 'dark'] as const)('the SVG stands alone in a page, %s', async (colorScheme) => {
  for (const name of ['3', '60']) {
    const page = await open(`${name}-in-a-page.html`, { colorScheme });
    expect(await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
    await screenshot(page, `${name}-svg-${colorScheme}`);
  }
});
