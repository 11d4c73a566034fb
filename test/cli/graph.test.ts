import fc from 'fast-check';
import { families, type GraphClaim, type GraphTask, html, mermaid, svg } from '../../lib/cli/graph';
import { pack } from '../../lib/cli/graph/pack';
import { DARK, LIGHT, type Palette } from '../../lib/cli/graph/palette';
import { type Box, METRICS, pictureOf } from '../../lib/cli/graph/picture';
import { elide, MONO, SANS, textWidth, wrap } from '../../lib/cli/graph/text';
import { count } from '../../lib/cli/graph/words';

function claim(name: string, more: Partial<GraphClaim> = {}): GraphClaim {
  return { name, size: '1Gi', accessMode: 'ReadWriteOnce', existing: false, ...more };
}

function task(taskId: string, more: Partial<GraphTask> = {}): GraphTask {
  return { taskId, done: false, claim: claim(`git-repo-pvc-${more.parentTaskId ?? taskId}`), ...more };
}

const ids = (nodes: readonly { task: GraphTask }[]) => nodes.map((node) => node.task.taskId);
const atOnce = (tasks: readonly GraphTask[], kind?: 'families') =>
  families(tasks, kind).flatMap((family) =>
    family.atOnce.map((group) => `${group.label}: ${ids(group.tasks).join(' ')}`),
  );

describe('families', () => {
  const three = [
    task('a', { done: true }),
    task('b', { parentTaskId: 'a' }),
    task('c', { parentTaskId: 'b', claim: claim('git-repo-pvc-a') }),
  ];

  test('a family is a root with its descendants, a parent before its children', () => {
    const [first, second] = families([...three, task('z'), task('d', { parentTaskId: 'a' })]);
    expect(ids(first?.tasks ?? [])).toEqual(['a', 'b', 'c', 'd']);
    expect(first?.tasks.map(({ depth }) => depth)).toEqual([0, 1, 2, 1]);
    expect(ids(second?.tasks ?? [])).toEqual(['z']);
  });

  test('a task whose parent is not among the tasks stands as a root', () => {
    expect(families(three.slice(1)).map(({ roots }) => ids(roots))).toEqual([['b']]);
  });

  test('roots on one existing claim are one family, in one namespace only', () => {
    const shared = claim('shared', { existing: true });
    const tasks = ['a', 'b'].map((id) => task(id, { claim: shared }));
    expect(
      families([...tasks, task('c', { claim: shared, namespace: 'other' })]).map(({ roots }) => ids(roots)),
    ).toEqual([['a', 'b'], ['c']]);
  });

  test('a clone has a workspace of its own, which its children share', () => {
    const own = claim('git-repo-pvc-b');
    const [family] = families([
      task('a', { done: true }),
      task('b', { parentTaskId: 'a', clone: true, claim: own }),
      task('c', { parentTaskId: 'b', claim: own }),
      task('d', { parentTaskId: 'a' }),
    ]);
    expect(family?.workspaces.map((one) => [one.claim.name, one.cloneOf?.name, ids(one.tasks)])).toEqual([
      ['git-repo-pvc-a', undefined, ['a', 'd']],
      ['git-repo-pvc-b', 'git-repo-pvc-a', ['b', 'c']],
    ]);
  });

  test('tasks of a claim that are not done would run at the same time', () => {
    expect(atOnce(three)).toEqual(['A: b c']);
  });

  test('one task alone, done tasks and tasks of different claims do not', () => {
    expect(atOnce([task('a'), task('b'), task('c', { parentTaskId: 'a', done: true })])).toEqual([]);
  });

  test('a clone does not run on its parent’s working tree', () => {
    const clone = task('b', { parentTaskId: 'a', clone: true, claim: claim('git-repo-pvc-b') });
    expect(atOnce([task('a'), clone])).toEqual([]);
  });

  test('tasks on a ReadWriteOncePod claim never run at the same time', () => {
    const onePod = claim('git-repo-pvc-a', { accessMode: 'ReadWriteOncePod' });
    expect(atOnce([task('a', { claim: onePod }), task('b', { parentTaskId: 'a', claim: onePod })])).toEqual([]);
  });

  test('tasks of two families on one existing claim would run at the same time', () => {
    const shared = claim('shared', { existing: true, accessMode: 'ReadWriteMany' });
    const child = task('c', { parentTaskId: 'b', claim: shared });
    const tasks = [task('a', { claim: shared }), task('b', { claim: shared, done: true }), child];
    expect(atOnce(tasks)).toEqual(['A: a c']);
    expect(atOnce(tasks, 'families')).toEqual(['A: a c']);
  });

  test('a root that is done holds up nobody, and waits for nobody: the tree of another is ordered as ever', () => {
    const shared = claim('shared', { existing: true });
    const root = task('a', { claim: shared, done: true });
    const tasks = [root, task('b', { claim: shared }), task('c', { parentTaskId: 'b', claim: shared })];
    expect(atOnce(tasks, 'families')).toEqual([]);
    expect(atOnce(tasks)).toEqual(['A: b c']);
  });

  test('where children wait for their parents, only tasks of one generation run at the same time', () => {
    const tasks = ['b', 'c'].map((id) => task(id, { parentTaskId: 'a' }));
    expect(atOnce([task('a'), ...tasks], 'families')).toEqual(['A: b c']);
  });

  test('a chain of 20,000 tasks is drawn', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) =>
      task(`t${i}`, { parentTaskId: i > 0 ? `t${i - 1}` : undefined, claim: claim('git-repo-pvc-t0') }),
    );
    expect(pictureOf(families(chain)).tasks.length).toBe(20_000);
  });
});

describe('text', () => {
  test('elided text fits its room and keeps both ends', () => {
    const text = 'migrate-the-payment-service-to-the-new-ledger-api-01';
    const shown = elide(text, MONO, 12, 200);
    expect(textWidth(shown, MONO, 12)).toBeLessThanOrEqual(200);
    expect(shown).toMatch(/^migrate.*….*-01$/);
  });

  test('text that fits is left as it is', () => {
    expect(elide('task123', MONO, 12, 200)).toBe('task123');
  });

  test('parts that fit no line together get lines of their own', () => {
    expect(wrap(['1Gi', 'ReadWriteOnce', 'class standard'], SANS, 11, 160)).toEqual([
      '1Gi · ReadWriteOnce',
      'class standard',
    ]);
  });

  test('always: lines are within their width, whatever the parts', () => {
    const part = fc.string({ minLength: 1, maxLength: 300, size: 'max' });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        for (const line of wrap(parts, SANS, 11, 180)) expect(textWidth(line, SANS, 11)).toBeLessThanOrEqual(180);
      }),
    );
  });
});

/** Tasks in random families: each inherits, clones or starts anew; claims exist already, or are shared by roots. */
const anyTasks = fc
  .array(
    fc.record({
      parent: fc.option(fc.nat(), { nil: undefined }),
      clone: fc.boolean(),
      done: fc.boolean(),
      existing: fc.option(fc.constantFrom('one', 'two'), { nil: undefined, freq: 4 }),
      length: fc.integer({ min: 1, max: 47 }),
      class: fc.option(fc.string({ minLength: 1, maxLength: 253 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((choices) => {
    const tasks: GraphTask[] = [];
    for (const [i, choice] of choices.entries()) {
      const parent = choice.parent === undefined ? undefined : tasks[choice.parent % (i || 1)];
      const taskId = `${'t'.repeat(choice.length)}-${i}`;
      const own = claim(choice.existing ?? `git-repo-pvc-${taskId}`, {
        existing: choice.existing !== undefined,
        storageClass: choice.class,
      });
      if (!parent) tasks.push(task(taskId, { done: choice.done, claim: own }));
      else {
        const cloned = claim(`git-repo-pvc-${taskId}`);
        const mounted = choice.clone ? cloned : parent.claim;
        tasks.push(
          task(taskId, { parentTaskId: parent.taskId, clone: choice.clone, done: choice.done, claim: mounted }),
        );
      }
    }
    return tasks;
  });

describe('the picture', () => {
  const apart = (a: Box, b: Box) =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  const within = (inner: Box, outer: Box) =>
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height;

  test('always: no two tasks overlap, and frames overlap only where one holds the other', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const picture = pictureOf(families(tasks));
        expect(picture.tasks.length).toBe(tasks.length);
        for (const [i, a] of picture.tasks.entries()) {
          for (const b of picture.tasks.slice(i + 1)) expect(apart(a, b)).toBe(true);
        }
        for (const [i, a] of picture.claims.entries()) {
          for (const b of picture.claims.slice(i + 1)) expect(apart(a, b) || within(b, a)).toBe(true);
        }
      }),
    );
  });

  test('always: packed rectangles are a gap apart', () => {
    const size = fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 900 }) });
    fc.assert(
      fc.property(fc.array(size, { maxLength: 30, size: 'max' }), (sizes) => {
        const places = pack(sizes, 16);
        const boxes = sizes.map(({ width, height }, i) => ({
          x: places[i]?.x ?? 0,
          y: places[i]?.y ?? 0,
          width: width + 16,
          height: height + 16,
        }));
        for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(apart(a, b)).toBe(true);
      }),
    );
  });

  test('always: a frame leaves room for its words above the tasks and a border around them', () => {
    const { pad, factLine } = METRICS;
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const picture = pictureOf(families(tasks));
        for (const { x, y, width, height, workspace, facts } of picture.claims) {
          const head = pad + factLine * (1 + facts.length);
          const body = { x: x + pad, y: y + head, width: width - 2 * pad, height: height - head - pad };
          for (const box of picture.tasks) if (box.node.workspace === workspace) expect(within(box, body)).toBe(true);
        }
      }),
    );
  });

  test('always: a task stands in its claim’s frame, outside the frames of others’ clones, and in the picture', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const picture = pictureOf(families(tasks));
        for (const box of picture.tasks) {
          const frames = picture.claims.filter((frame) => within(box, frame));
          expect(frames.at(-1)?.workspace).toBe(box.node.workspace);
          expect(within(box, { x: 0, y: 0, width: picture.width, height: picture.height })).toBe(true);
          for (const frame of picture.claims) if (!frames.includes(frame)) expect(apart(box, frame)).toBe(true);
        }
      }),
    );
  });

  test('always: a child stands right of its parent and no higher', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        for (const { from, to } of pictureOf(families(tasks)).edges) {
          expect(to.x).toBeGreaterThan(from.x + from.width);
          expect(to.y).toBeGreaterThanOrEqual(from.y);
        }
      }),
    );
  });
});

/** A family that uses what a name must not be able to break out of. */
const nasty = task('a', {
  claim: claim(`</script><script>alert(1)</script>"'&<!--]]>`, { storageClass: '`**x**`#quot;%%{init}%%' }),
  namespace: '<b>',
});

describe.each([
  ['mermaid', mermaid],
  ['svg', svg],
  ['html', html],
])('%s', (_, render) => {
  const tasks = [task('a', { done: true }), task('b', { parentTaskId: 'a' }), task('c', { parentTaskId: 'a' })];

  test('the same tasks give the same bytes', () => {
    const copy = structuredClone(tasks);
    expect(render(families(copy))).toBe(render(families(tasks)));
  });

  test('shows tasks, claim with size, mode and class, state and what runs at once', () => {
    const text = render(families(tasks));
    for (const word of ['a', 'b', 'c', 'git-repo-pvc-a', '1Gi', 'ReadWriteOnce', 'default class', 'done', 'not done']) {
      expect(text).toContain(word);
    }
    expect(text.match(/at once A/g)?.length).toBe(2);
  });

  test('no tasks are a picture too', () => {
    expect(render([])).not.toMatch(/[=" ](NaN|undefined|-?Infinity)"/);
  });

  test('names are text, never markup', () => {
    const text = render(families([nasty]));
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<b>');
  });
});

describe('mermaid', () => {
  test('a claim is framed with its tasks and tied to the first of them, and an arrow leads to each child', () => {
    const text = mermaid(families([task('end', { done: true }), task('b', { parentTaskId: 'end' })]));
    expect(text).toContain(
      [
        'flowchart LR',
        '  subgraph f1[" "]',
        '    direction LR',
        '    c1[("git-repo-pvc-end<br/>1Gi<br/>ReadWriteOnce<br/>default class")]:::claim',
        '    t1["end<br/>done"]:::done',
        '    t2["b<br/>not done"]:::open',
        '    c1 -.- t1',
        '  end',
        '  class f1 claim',
        '  t1 --> t2',
      ].join('\n'),
    );
  });

  test('every character with a meaning is written by its number', () => {
    const text = mermaid(families([nasty]));
    expect(text).toContain('#60;#47;script#62;');
    const labels = text.split('\n').filter((line) => /\[\(?"/.test(line));
    for (const line of labels)
      expect(line).toMatch(/^ +(subgraph )?[cft]\d+\[\(?"([A-Za-z0-9 .,:·…-]|#\d+;|<br\/>)*"\)?\](:::\w+)?$/);
  });

  test('is cut where GitHub would not draw it, and says how much is missing', () => {
    const text = mermaid(families(Array.from({ length: 2000 }, (_, i) => task(`task-${i}`))));
    expect(text.length).toBeLessThanOrEqual(50_000);
    const drawn = text.match(/:::open/g)?.length ?? 0;
    expect(drawn).toBeGreaterThan(200);
    expect(text).toContain(
      `not drawn: ${(2000 - drawn).toLocaleString('en')} more tasks in ${(2000 - drawn).toLocaleString('en')} families`,
    );
  });

  test('is cut at 500 edges, in the middle of a family if need be: what fits is drawn', () => {
    const wide = (root: string) => [
      task(root),
      ...Array.from({ length: 200 }, (_, i) => task(`${root}-${i}`, { parentTaskId: root })),
    ];
    const text = mermaid(families([...wide('a'), ...wide('b'), ...wide('c')]));
    expect(text.match(/--?>|-\.-/g)?.length).toBe(500);
    expect(text).toContain('not drawn: 103 more tasks in 1 family; cdk8s-keruta graph --format html shows them');
  });

  test('always: draws no more than GitHub does, and not one task less; a parent before its child', () => {
    const shape = fc.record({ tasks: fc.integer({ min: 1, max: 1200 }), parents: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(shape, fc.boolean(), ({ tasks, parents }, clone) => {
        const family = Array.from({ length: tasks }, (_, i) =>
          task(`t${i}`, i === 0 ? {} : { parentTaskId: `t${i % Math.min(i, parents)}`, clone }),
        );
        const all = families(family);
        const text = mermaid(all);
        const edges = text.match(/-->|\.->|-\.-(?= )/g)?.length ?? 0;
        expect(text.length).toBeLessThanOrEqual(50_000);
        expect(edges).toBeLessThanOrEqual(500);
        const drawn = text.match(/\]:::(open|atOnce)$/gm)?.length ?? 0;
        const ends = [...text.matchAll(/t(\d+)\n/g)].map(([, end]) => Number(end));
        expect(Math.max(...ends)).toBe(drawn);
        if (drawn < tasks) {
          expect(text).toContain(`not drawn: ${count(tasks - drawn, 'more task', 'more tasks')} in 1 family`);
          // One more task takes its box and its edges: a line of its own each, and a frame with a claim for a clone.
          expect(edges > 498 || text.length > 49_300).toBe(true);
        } else {
          expect(text).not.toContain('not drawn');
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('svg', () => {
  test('names nothing outside itself', () => {
    const text = svg(families([task('a')]));
    expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(|<script/);
  });

  test('long names are elided, with the whole name in the title', () => {
    const long = 'x'.repeat(253);
    const text = svg(families([task('a', { claim: claim(long) })]));
    expect(text).toContain(`<title>${long}\n`);
    expect(text).not.toContain(`${long}</text>`);
  });
});

describe('html', () => {
  test('its policy allows its own script and style, and nothing from elsewhere', () => {
    const text = html(families([task('a')]));
    expect(text).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:/);
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  test('grows with the tasks of a family, and not with their pairs', () => {
    const size = (tasks: number) =>
      html(families(Array.from({ length: tasks }, (_, i) => task(`t${i}`, i === 0 ? {} : { parentTaskId: 't0' }))))
        .length;
    const [none, some, many] = [size(1), size(1000), size(2000)] as [number, number, number];
    expect(many - some).toBeLessThan(1.2 * (some - none));
  });

  test('the first task is the one stop of the tab key', () => {
    const text = html(families([task('a'), task('b'), task('c', { parentTaskId: 'b' })]));
    expect(text.match(/role="treeitem" tabindex="0"/g)?.length).toBe(1);
    expect(text.match(/role="treeitem" tabindex="-1"/g)?.length).toBe(2);
  });
});

describe('colours', () => {
  function luminance(colour: string): number {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(a: string, b: string): number {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  test.each<[string, Palette]>([
    ['light', LIGHT],
    ['dark', DARK],
  ])('text has a contrast of 4.5 to its ground, a mark of 3: %s', (_, palette) => {
    for (const ground of [palette.page, palette.claim, palette.clone, palette.openGround, palette.doneGround]) {
      expect(contrast(palette.text, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.quiet, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(palette.warnText, palette.warnGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.open, palette.openGround)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.done, palette.doneGround)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.edge, palette.claim)).toBeGreaterThanOrEqual(3);
  });
});
