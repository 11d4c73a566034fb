import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { html, svg, toFamilies } from '../../lib/cli/graph';
import type { Task } from '../../lib/tasks/task';
import { startChromium } from './chromium';
import { many, sixty, THREE, wide } from './samples';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-keruta-graph-'));
const SAMPLES: Record<string, readonly Task[]> = {
  '3': THREE,
  '60': sixty(),
  '2000': many(2000),
  '1000': wide(1000),
};

let browser: Browser;
let context: BrowserContext;
/** What no page may do: write to the console, throw, ask for anything. */
let complaints: string[];

beforeAll(async () => {
  for (const [name, tasks] of Object.entries(SAMPLES)) {
    writeFileSync(join(folder, `${name}.html`), html(toFamilies(tasks)));
    writeFileSync(join(folder, `${name}.svg`), svg(toFamilies(tasks)));
    writeFileSync(join(folder, `${name}-in-a-page.html`), `<img src="${name}.svg">`);
  }
  browser = await startChromium();
  process.stderr.write(`screenshots: ${folder}\n`);
});
afterAll(() => browser.close());
beforeEach(() => {
  complaints = [];
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(file: string, options: BrowserContextOptions = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const own = pathToFileURL(folder).href;
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith('data:')) complaints.push(`asked for ${url}`);
  });
  await page.goto(`${own}/${file}`);
  return page;
}

const screenshot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });
const task = (page: Page, id: string) => page.getByRole('treeitem', { name: new RegExp(`^${id},`) });
const focused = (page: Page) => page.evaluate(() => document.querySelector('.task:focus .id')?.textContent);
const percent = async (page: Page) => Number.parseInt((await page.locator('#scale').textContent()) ?? '', 10);
const scrolled = (page: Page) => page.locator('#canvas').evaluate((it) => [it.scrollLeft, it.scrollTop] as const);

/** Whether the task lies within the canvas, large enough to be read. */
async function readable(page: Page, id: string): Promise<boolean> {
  const outer = await page.locator('#canvas').boundingBox();
  const box = await task(page, id).boundingBox();
  if (!outer || !box) return false;
  const inside = box.x >= outer.x && box.y >= outer.y;
  return (
    inside &&
    box.x + box.width <= outer.x + outer.width &&
    box.y + box.height <= outer.y + outer.height &&
    box.height > 20
  );
}

describe.each(Object.keys(SAMPLES))('a page of %s tasks', (name) => {
  test('shows every task, and asks for nothing', async () => {
    const page = await open(`${name}.html`);
    expect(await page.getByRole('treeitem').count()).toBe(SAMPLES[name]?.length);
    await screenshot(page, `${name}-light`);
  });

  test('keeps every text inside its box', async () => {
    const page = await open(`${name}.html`);
    await page.keyboard.press('1');
    const overflowing = await page.evaluate(() =>
      [...document.querySelectorAll<SVGGraphicsElement>('.task, .claim, .badge')].flatMap((group) => {
        const box = group.querySelector<SVGGraphicsElement>(':scope > rect')?.getBBox() as DOMRect;
        return [...group.querySelectorAll<SVGGraphicsElement>(':scope > text')].flatMap((text) => {
          const { x, y, width, height } = text.getBBox();
          const inside = x >= box.x && y >= box.y && x + width <= box.x + box.width && y + height <= box.y + box.height;
          return inside ? [] : [text.textContent];
        });
      }),
    );
    expect(overflowing).toEqual([]);
  });

  test('shows the colours that the reader prefers', async () => {
    const colours = (page: Page) =>
      page.evaluate(() =>
        ['body', '.claim > .frame', '.task .box', '.task .id', 'aside'].map((selector) => {
          const style = getComputedStyle(document.querySelector(selector) as Element);
          return selector.startsWith('.') ? style.fill : style.backgroundColor;
        }),
      );
    const page = await open(`${name}.html`, { colorScheme: 'dark' });
    const dark = await colours(page);
    await screenshot(page, `${name}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await colours(page);
    for (const [i, colour] of light.entries()) expect(colour).not.toBe(dark[i]);
  });
});

test('a search leads to the first match, Enter to the next ones, and an arrow into the picture', async () => {
  const page = await open('60.html');
  await page.keyboard.press('/');
  await page.keyboard.type('experiment-a');
  expect(await page.locator('.task.match').count()).toBe(3);
  expect(await page.locator('#matches').textContent()).toBe('1 of 3');
  expect(await page.locator('#details h2').textContent()).toBe('experiment-a');
  expect(await readable(page, 'experiment-a')).toBe(true);
  await page.keyboard.press('Enter');
  expect(await page.locator('#details h2').textContent()).toBe('experiment-a-tests');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  expect(await page.locator('#matches').textContent()).toBe('3 of 3');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('experiment-a-deeper');
  await screenshot(page, '60-search');
});

test('a search finds by claim and class, says when nothing matches, and Escape ends it', async () => {
  const page = await open('60.html');
  await page.getByRole('searchbox').fill('existing-pvc-name');
  expect(await page.locator('#matches').textContent()).toBe('1 of 3');
  await page.getByRole('searchbox').fill('csi-ssd');
  expect(await page.locator('.task.match').count()).toBe(7);
  await page.getByRole('searchbox').fill('no such task');
  expect(await page.locator('#matches').textContent()).toBe('0 found');
  expect(await page.locator('#next').isDisabled()).toBe(true);
  await page.getByRole('combobox').selectOption('done');
  await page.getByRole('searchbox').press('Escape');
  expect(await page.locator('#matches').textContent()).toBe('');
  expect(await page.locator('#picture.searching').count()).toBe(0);
});

test('a choice of state marks its tasks and leaves the view alone', async () => {
  const page = await open('2000.html');
  await page.getByRole('combobox').selectOption('at once');
  const atOnce = toFamilies(many(2000)).flatMap((family) => family.atOnce.flatMap((group) => group.tasks));
  expect(await page.locator('.task.match').count()).toBe(atOnce.length);
  expect(await page.locator('.task.match:not(.at-once)').count()).toBe(0);
  expect(await percent(page)).toBeLessThan(20);
  await screenshot(page, '2000-at-once');
  await page.getByRole('button', { name: 'Next match' }).click();
  expect(await page.locator('#matches').textContent()).toBe(`1 of ${atOnce.length.toLocaleString('en')}`);
});

test('zoom changes the size and keeps the point under the pointer where it is', async () => {
  const page = await open('60.html');
  await page.keyboard.press('1');
  expect(await percent(page)).toBe(100);
  const before = await task(page, 'task123').boundingBox();
  await page.keyboard.press('+');
  const after = await task(page, 'task123').boundingBox();
  expect(await percent(page)).toBe(125);
  expect((after?.width ?? 0) / (before?.width ?? 1)).toBeCloseTo(1.25, 2);
  await page.keyboard.press('-');
  expect(await percent(page)).toBe(100);

  // Where the pointer is within the task, in parts of its width, before and after.
  const part = async (x: number) => {
    const box = await task(page, 'task123').boundingBox();
    return (x - (box?.x ?? 0)) / (box?.width ?? 1);
  };
  await task(page, 'task123').hover();
  const { x, width } = (await task(page, 'task123').boundingBox()) ?? { x: 0, width: 0 };
  const pointer = x + width / 2;
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => Number.parseInt(document.querySelector('#scale')?.textContent ?? '', 10) > 150);
  expect(await part(pointer)).toBeCloseTo(0.5, 1);

  await page.getByRole('button', { name: 'Fit' }).click();
  const whole = await page
    .locator('#canvas')
    .evaluate((it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]);
  expect(whole).toEqual([0, 0]);
});

test('the wheel and a drag move the view, and a drag is no click', async () => {
  const page = await open('60.html');
  await page.keyboard.press('1');
  await page.keyboard.press('+');
  const [, start] = await scrolled(page);
  await page.mouse.move(500, 500);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction((y) => document.querySelector('#canvas')?.scrollTop === y, start + 300);
  const [left, top] = await scrolled(page);
  await page.mouse.down();
  await page.mouse.move(420, 440, { steps: 5 });
  await page.mouse.up();
  expect(await scrolled(page)).toEqual([left + 80, top + 60]);

  await page.keyboard.press('1');
  await task(page, 'task124').hover();
  await page.mouse.down();
  const box = await task(page, 'task124').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10, { steps: 5 });
  await page.mouse.up();
  expect(await page.locator('[aria-selected="true"]').count()).toBe(0);
});

test('the keyboard alone reaches every task: one stop of the tab key, then arrows', async () => {
  const page = await open('3.html');
  await page.getByRole('button', { name: 'Fit' }).focus();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('task123');
  await screenshot(page, '3-focus');
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('task124');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('task125');
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toBe('task124');
  await page.keyboard.press('ArrowLeft');
  expect(await focused(page)).toBe('task123');
  await page.keyboard.press('End');
  expect(await focused(page)).toBe('task125');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('aside') !== null)).toBe(true);
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('task125');
});

test('focus is visible: the box gets a border of its own, thicker than any other', async () => {
  const page = await open('3.html');
  const border = () =>
    task(page, 'task124')
      .locator('.box')
      .evaluate((box) => {
        const { stroke, strokeWidth } = getComputedStyle(box);
        return [stroke, Number.parseFloat(strokeWidth)] as const;
      });
  const [stroke, width] = await border();
  await page.getByRole('button', { name: 'Fit' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  const [focusedStroke, focusedWidth] = await border();
  expect(focusedStroke).not.toBe(stroke);
  expect(focusedWidth).toBeGreaterThan(width + 2);
});

test('every task says its state, claim and company to a screen reader', async () => {
  const page = await open('3.html');
  expect(await task(page, 'task124').getAttribute('aria-label')).toBe(
    'task124, not done, claim git-repo-pvc-task123, would run at the same time as 1 more',
  );
  expect(await task(page, 'task125').getAttribute('aria-level')).toBe('2');
  expect(await task(page, 'task125').getAttribute('aria-posinset')).toBe('2');
});

test('a click shows all that is known of a task, with links to its relatives', async () => {
  const page = await open('3.html');
  await task(page, 'task124').click();
  const details = page.locator('#details');
  for (const text of ['not done', 'git-repo-pvc-task123', '1Gi', 'ReadWriteOnce', "the cluster's default"]) {
    expect(await details.textContent()).toContain(text);
  }
  await details.getByRole('button', { name: 'task125' }).click();
  expect(await focused(page)).toBe('task125');
  await details.getByRole('button', { name: 'task123' }).click();
  expect(await focused(page)).toBe('task123');
  expect(await details.getByRole('button').allTextContents()).toEqual(['task124', 'task125']);
});

test('long names are shown whole in the details', async () => {
  const page = await open('60.html');
  await page.getByRole('searchbox').fill('archived');
  expect(await page.locator('#details').textContent()).toContain(`${'archive.'.repeat(31)}claim`);
  const aside = await page.locator('aside').evaluate((it) => it.scrollWidth - it.clientWidth);
  expect(aside).toBe(0);
  await screenshot(page, '60-long-names');
});

test('of many relatives the details show the number first, and each of them on demand', async () => {
  const page = await open('1000.html');
  await task(page, 'root').click();
  await expectFolded('999 tasks', 999);
  await task(page, 'child-7').click();
  await screenshot(page, '1000-folded');
  await expectFolded('998 tasks', 998);
  await page.locator('#details').getByRole('button', { name: 'child-2', exact: true }).click();
  expect(await focused(page)).toBe('child-2');

  async function expectFolded(words: string, links: number) {
    const relatives = page.locator('#details details');
    expect(await relatives.getByRole('button').count()).toBe(0);
    await relatives.getByText(words, { exact: true }).click();
    expect(await relatives.getByRole('button').count()).toBe(links);
  }
});

test('2,000 tasks can be used: seen as a whole, searched, walked through', async () => {
  const page = await open('2000.html');
  const whole = await page
    .locator('#canvas')
    .evaluate((it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]);
  expect(whole).toEqual([0, 0]);
  await page.getByRole('searchbox').fill('agent-1004-6');
  expect(await readable(page, 'agent-1004-6')).toBe(true);
  await page.keyboard.press('ArrowDown');
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowDown');
  const walked = await focused(page);
  expect(walked).not.toBe('agent-1004-6');
  expect(await readable(page, walked ?? '')).toBe(true);
  await screenshot(page, '2000-walked');
});

test('without its script the page still shows the whole picture', async () => {
  const page = await open('60.html', { javaScriptEnabled: false });
  expect(await page.locator('.task').count()).toBe(60);
  expect(await page.locator('#picture').boundingBox()).toMatchObject({ width: expect.any(Number) });
});

test('a narrow window puts the details below the picture', async () => {
  const page = await open('3.html', { viewport: { width: 400, height: 800 } });
  const canvas = await page.locator('#canvas').boundingBox();
  const aside = await page.locator('aside').boundingBox();
  expect(aside?.y).toBeGreaterThanOrEqual((canvas?.y ?? 0) + (canvas?.height ?? 0));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  await screenshot(page, '3-narrow');
});

test.each(['light', 'dark'] as const)('the SVG stands alone in a page, %s', async (colorScheme) => {
  for (const name of ['3', '60']) {
    const page = await open(`${name}-in-a-page.html`, { colorScheme });
    expect(await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
    await page.screenshot({ path: join(folder, `${name}-svg-${colorScheme}.png`), fullPage: true });
    await context.close();
  }
});
