import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { html, svg, toFamilies } from '../../lib/cli/graph';
import type { StateOf, Tone } from '../../lib/cli/graph/state';
import type { Task } from '../../lib/tasks/task';
import { startChromium } from './chromium';
import { livePage } from './live-page';
import { many, sixty, THREE, wide } from './samples';

export const SAMPLES: Record<string, readonly Task[]> = {
  '0': [],
  '3': THREE,
  '60': sixty(),
  '2000': many(2000),
  '1000': wide(1000),
};

/** Screenshots are kept in this folder, if it is set. */
const SCREENSHOTS = process.env.SCREENSHOTS;

let folder: string;
let browser: Browser;
let context: BrowserContext;
/** Messages on the console, errors and requests, of which no page may cause any. */
let complaints: string[];

/** Writes the pages of all samples, and starts a browser for the tests of a file. */
export function usePages(): void {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-keruta-graph-'));
    for (const [name, tasks] of Object.entries(SAMPLES)) {
      writeFileSync(join(folder, `${name}.html`), html(toFamilies(tasks)));
      writeFileSync(join(folder, `${name}.svg`), svg(toFamilies(tasks)));
      writeFileSync(join(folder, `${name}-in-a-page.html`), `<img src="${name}.svg">`);
    }
    writeFileSync(join(folder, 'states.html'), html(toFamilies(THREE.concat(many(12))), { stateOf: everyTone }));
    writeFileSync(join(folder, 'live.html'), livePage().text);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
}

/** A state of every tone. */
const TONES: readonly Tone[] = ['open', 'done', 'created', 'changed', 'removed', 'kept', 'refused'];
const STATES = new Map<Task, Tone>();
const everyTone: StateOf = ({ task }) => {
  const tone = STATES.get(task) ?? (TONES[STATES.size % TONES.length] as Tone);
  STATES.set(task, tone);
  return { name: tone, tone, notes: { Push: [`A push leaves the task ${tone}.`] } };
};

/** Opens a file, with a fragment if it has one. */
export async function open(file: string, options: BrowserContextOptions = {}): Promise<Page> {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const own = pathToFileURL(folder).href;
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith('data:')) complaints.push(`requested ${url}`);
  });
  await page.goto(`${own}/${file}`);
  return page;
}

export async function screenshot(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
