import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { mermaid, toFamilies } from '../../lib/cli/graph';
import type { Task } from '../../lib/tasks/task';
import { anyTasks, nasty, task } from '../cli/graph/tasks';
import { startChromium } from './chromium';
import { many, sixty, THREE, wide } from './samples';

interface MermaidLibrary {
  initialize(settings: { startOnLoad: boolean }): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startChromium();
  page = await browser.newPage();
  await page.setContent('<!doctype html>');
  await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
});
afterAll(() => browser.close());

/** The texts that Mermaid draws, each with a space instead of a line break. */
async function draw(text: string): Promise<string> {
  const svg = await page.evaluate(async (text) => {
    const library = (globalThis as unknown as { mermaid: MermaidLibrary }).mermaid;
    library.initialize({ startOnLoad: false });
    return (await library.render('picture', text)).svg;
  }, text);
  return page.evaluate((svg) => {
    const parsed = new DOMParser().parseFromString(svg.replaceAll('<br>', '<br/>'), 'text/html');
    for (const style of parsed.querySelectorAll('style')) style.remove();
    for (const line of parsed.querySelectorAll('br')) line.replaceWith(' ');
    return parsed.body.textContent ?? '';
  }, svg);
}

const drawTasks = (tasks: readonly Task[]) => draw(mermaid(toFamilies(tasks)));
const clone = (taskId: string, parentTaskId: string) =>
  task(taskId, { parentTaskId, workspace: 'clone', claim: task(taskId).claim });

test.each<[string, readonly Task[]]>([
  ['no tasks', []],
  ['a family', THREE],
  ['a clone in a family', [task('a', { done: true }), task('b', { parentTaskId: 'a' }), clone('c', 'a')]],
  ['a clone of a clone, with a child', [task('a'), clone('b', 'a'), clone('c', 'b'), task('d', { parentTaskId: 'b' })]],
  ['every way to share a claim', sixty()],
  ['names with every character that Mermaid or HTML interprets', [nasty]],
])('Mermaid draws %s', async (_, tasks) => {
  const drawn = await drawTasks(tasks);
  for (const { taskId } of tasks) expect(drawn).toContain(taskId);
});

test('Mermaid draws the notes of a plan', async () => {
  const notes = new Map([['task123', 'remove job, keep claim']]);
  expect(await draw(mermaid(toFamilies(THREE), notes))).toContain('remove job, keep claim');
});

test('Mermaid shows names as text', async () => {
  expect(await drawTasks([nasty])).toContain(nasty.claim.name);
});

test.each([
  ['families of many shapes', many(2000)],
  ['one wide family', wide(1000)],
])('Mermaid draws what is left of 1,000 and more tasks: %s', async (_, tasks) => {
  expect(await drawTasks(tasks)).toContain('not drawn');
});

test('always: Mermaid draws every task of random families', async () => {
  await fc.assert(
    fc.asyncProperty(anyTasks, async (tasks) => {
      const drawn = await drawTasks(tasks);
      for (const { taskId } of tasks) expect(drawn).toContain(taskId);
    }),
    { numRuns: 30 },
  );
});

test('Mermaid draws every picture of the docs', async () => {
  const folder = join(__dirname, '../../docs');
  const pages = ['../README.md', ...readdirSync(folder).filter((name) => name.endsWith('.md'))];
  const texts = pages.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, text]) => text ?? ''),
  );
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(await draw(text)).toMatch(/\w/);
});
