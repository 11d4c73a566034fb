import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { addTaskCharts, loadTasks, TaskApp } from '../../../lib';
import { inFolder, run } from '../run';
import { type AnyFile, anyFile } from './files';

/** The manifests of all tasks, by their paths. */
function manifests(): Map<string, string> {
  const app = new TaskApp();
  addTaskCharts(app, loadTasks().tasks);
  return new Map(app.manifests().map(({ path, text }) => [path, text]));
}

const without = (all: Map<string, string>, id: string) =>
  Object.fromEntries([...all].filter(([path]) => path !== `${id}.k8s.yaml`));

/** The number of characters that two texts have in common at their beginning and at their end. */
function inCommon(a: string, b: string): number {
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) {
    tail += 1;
  }
  return head + tail;
}

interface Edited {
  readonly code: number;
  readonly before: string;
  readonly after: string;
  readonly manifestsBefore: Map<string, string>;
  readonly manifestsAfter: Map<string, string>;
}

async function edit({ text }: AnyFile, ...args: string[]): Promise<Edited> {
  writeFileSync('tasks.yaml', text);
  const manifestsBefore = manifests();
  const { code, stderr } = await run(args);
  expect(stderr).toBe('');
  return {
    code,
    before: text,
    after: readFileSync('tasks.yaml', 'utf8'),
    manifestsBefore,
    manifestsAfter: manifests(),
  };
}

const someTask = fc.tuple(anyFile, fc.nat()).map(([file, number]) => {
  const id = file.ids[number % file.ids.length] as string;
  return { file, id };
});

const check = (property: fc.IAsyncProperty<[{ file: AnyFile; id: string }]>) => fc.assert(property, { numRuns: 20 });

test('done changes no manifest of another task, and no text but the value or the line of done', async () => {
  inFolder({});
  await check(
    fc.asyncProperty(someTask, async ({ file, id }) => {
      const { code, before, after, ...then } = await edit(file, 'done', id);
      expect(code).toBe(0);
      expect(without(then.manifestsAfter, id)).toEqual(without(then.manifestsBefore, id));
      expect(then.manifestsAfter.get(`${id}.k8s.yaml`) ?? '').not.toContain('kind: Job');
      expect(inCommon(before, after)).toBeGreaterThanOrEqual(before.length - 'false'.length);
    }),
  );
});

test('rerun changes no manifest of another task, and gives the Job another name', async () => {
  inFolder({});
  await check(
    fc.asyncProperty(someTask, async ({ file, id }) => {
      const { code, ...then } = await edit(file, 'rerun', id);
      expect(code).toBe(0);
      expect(without(then.manifestsAfter, id)).toEqual(without(then.manifestsBefore, id));
      expect(then.manifestsAfter.get(`${id}.k8s.yaml`)).toContain(`name: keruta-job-${id}-2\n`);
    }),
  );
});

test('add changes no manifest of another task, and inserts text at one place', async () => {
  inFolder({});
  await check(
    fc.asyncProperty(someTask, async ({ file, id }) => {
      const { code, before, after, ...then } = await edit(file, 'add', 'new', '--parent', id, '--set', 'timeout=5');
      expect(code).toBe(0);
      expect(without(then.manifestsAfter, 'new')).toEqual(Object.fromEntries(then.manifestsBefore));
      expect(then.manifestsAfter.has('new.k8s.yaml')).toBe(true);
      expect(inCommon(before, after)).toBe(before.length);
    }),
  );
});

test('remove changes no manifest of another task, and takes text from one place', async () => {
  inFolder({});
  await check(
    fc.asyncProperty(
      someTask.filter(({ file, id }) => !file.parents.has(id)),
      async ({ file, id }) => {
        const { code, before, after, ...then } = await edit(file, 'remove', id);
        expect(code).toBe(0);
        expect(Object.fromEntries(then.manifestsAfter)).toEqual(without(then.manifestsBefore, id));
        // A list that becomes empty is written as one.
        const kept = before.includes('tasks: [') ? after : after.replace('tasks: []', 'tasks:');
        expect(inCommon(before, kept)).toBe(kept.length);
      },
    ),
  );
});
