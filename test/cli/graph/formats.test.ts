import fc from 'fast-check';
import { html, mermaid, svg, toFamilies } from '../../../lib/cli/graph';
import { DARK, LIGHT, type Palette } from '../../../lib/cli/graph/palette';
import { count } from '../../../lib/cli/graph/words';
import { claim, nasty, task } from './tasks';

describe.each([
  ['mermaid', mermaid],
  ['svg', svg],
  ['html', html],
])('%s', (_, render) => {
  const tasks = [task('a', { done: true }), task('b', { parentTaskId: 'a' }), task('c', { parentTaskId: 'a' })];

  test('the same tasks give the same bytes', () => {
    const copy = structuredClone(tasks);
    expect(render(toFamilies(copy))).toBe(render(toFamilies(tasks)));
  });

  test('shows tasks, states, the tasks that run at once, and the claim with its size, mode and class', () => {
    const text = render(toFamilies(tasks));
    for (const word of ['a', 'b', 'c', 'git-repo-pvc-a', '1Gi', 'ReadWriteOnce', 'default class', 'done', 'not done']) {
      expect(text).toContain(word);
    }
    expect(text.match(/at once A/g)?.length).toBe(2);
  });

  test('draws a picture without tasks', () => {
    expect(render([])).not.toMatch(/[=" ](NaN|undefined|-?Infinity)"/);
  });

  test('writes names as text and never as markup', () => {
    const text = render(toFamilies([nasty]));
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<b>');
  });
});

describe('mermaid', () => {
  test('a claim is framed with its tasks and tied to the first of them, and an arrow leads to each child', () => {
    const text = mermaid(toFamilies([task('end', { done: true }), task('b', { parentTaskId: 'end' })]));
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

  test('writes every character that has a meaning as an entity code', () => {
    const text = mermaid(toFamilies([nasty]));
    expect(text).toContain('#60;#47;script#62;');
    const labels = text.split('\n').filter((line) => /\[\(?"/.test(line));
    for (const line of labels)
      expect(line).toMatch(/^ +(subgraph )?[cft]\d+\[\(?"([A-Za-z0-9 .,:·…-]|#\d+;|<br\/>)*"\)?\](:::\w+)?$/);
  });

  test('draws only as many tasks as GitHub draws, and counts the others', () => {
    const text = mermaid(toFamilies(Array.from({ length: 2000 }, (_, i) => task(`task-${i}`))));
    expect(text.length).toBeLessThanOrEqual(50_000);
    const drawn = text.match(/:::open/g)?.length ?? 0;
    expect(drawn).toBeGreaterThan(200);
    expect(text).toContain(
      `not drawn: ${(2000 - drawn).toLocaleString('en')} more tasks in ${(2000 - drawn).toLocaleString('en')} families`,
    );
  });

  test('draws at most 500 edges, also if that divides a family', () => {
    const wide = (root: string) => [
      task(root),
      ...Array.from({ length: 200 }, (_, i) => task(`${root}-${i}`, { parentTaskId: root })),
    ];
    const text = mermaid(toFamilies([...wide('a'), ...wide('b'), ...wide('c')]));
    expect(text.match(/--?>|-\.-/g)?.length).toBe(500);
    expect(text).toContain('not drawn: 103 more tasks in 1 family; cdk8s-keruta graph --format html shows them');
  });

  test('always: draws as many tasks as GitHub can draw, parents before children', () => {
    const shape = fc.record({ tasks: fc.integer({ min: 1, max: 1200 }), parents: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(shape, fc.boolean(), ({ tasks, parents }, clone) => {
        const family = Array.from({ length: tasks }, (_, i) =>
          task(
            `t${i}`,
            i === 0 ? {} : { parentTaskId: `t${i % Math.min(i, parents)}`, workspace: clone ? 'clone' : 'inherit' },
          ),
        );
        const all = toFamilies(family);
        const text = mermaid(all);
        const edges = text.match(/-->|\.->|-\.-(?= )/g)?.length ?? 0;
        expect(text.length).toBeLessThanOrEqual(50_000);
        expect(edges).toBeLessThanOrEqual(500);
        const drawn = text.match(/\]:::(open|concurrent)$/gm)?.length ?? 0;
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
  test('refers to nothing outside the document', () => {
    const text = svg(toFamilies([task('a')]));
    expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(|<script/);
  });

  test('shortens long names, and has the whole name in the title', () => {
    const long = 'x'.repeat(253);
    const text = svg(toFamilies([task('a', { claim: claim(long) })]));
    expect(text).toContain(`<title>${long}\n`);
    expect(text).not.toContain(`${long}</text>`);
  });
});

describe('html', () => {
  test('its policy allows its own script and style, and nothing from elsewhere', () => {
    const text = html(toFamilies([task('a')]));
    expect(text).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:/);
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  test('grows with the number of tasks in a family, and not with its square', () => {
    const size = (tasks: number) =>
      html(toFamilies(Array.from({ length: tasks }, (_, i) => task(`t${i}`, i === 0 ? {} : { parentTaskId: 't0' }))))
        .length;
    const [none, some, many] = [size(1), size(1000), size(2000)] as [number, number, number];
    expect(many - some).toBeLessThan(1.2 * (some - none));
  });

  test('the address of a task is its id, which no other id of the page can be', () => {
    const text = html(toFamilies([task('query'), task('details')]));
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string);
    expect(ids.filter((id) => !id.startsWith('_'))).toEqual(['query', 'details']);
    expect(text).toContain('href="#query"');
  });

  test('a chain of 20,000 tasks is written, and each task is indented by 12 lines at most', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => task(`t${i}`, i === 0 ? {} : { parentTaskId: `t${i - 1}` }));
    const text = html(toFamilies(chain));
    expect(text).toContain('href="#t19999"');
    expect(text).not.toMatch(/(<i class="\w+"><\/i>){13}<a/);
  });

  test('8 equal siblings are a line that expands, and 7 are lines of their own', () => {
    const siblings = (count: number) =>
      html(
        toFamilies([
          task('root', { done: true }),
          ...Array.from({ length: count }, (_, i) => task(`t${i}`, { parentTaskId: 'root' })),
          task('ended', { parentTaskId: 'root', done: true }),
        ]),
      );
    expect(siblings(8)).toContain(
      '<details class="group open"><summary><i class="mark"></i><span class="id">8 tasks</span>',
    );
    expect(siblings(7)).not.toContain('<details class="group');
  });

  test('a clone has a frame of its own with its descendants', () => {
    const own = claim('git-repo-pvc-b');
    const text = html(
      toFamilies([
        task('a', { done: true }),
        task('b', { parentTaskId: 'a', workspace: 'clone', claim: own }),
        task('c', { parentTaskId: 'b', claim: own }),
        task('d', { parentTaskId: 'a' }),
      ]),
    );
    expect(text).toMatch(/<li class="row clone">.*id="b".*id="c".*<\/ul><\/div><\/li>.*id="d"/);
  });
});

test.each([
  ['mermaid', mermaid],
  ['svg', svg],
  ['html', html],
])('%s has no control character and no character that changes the direction of text', (_, render) => {
  const text = render(toFamilies([task('a', { claim: claim('x\u0007\u001b[31m\u202E\u2066y\u0000') })]));
  expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u202E\u2066]|#8238;|#27;|\\u001b/u);
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
    const tones = ['open', 'done', 'created', 'changed', 'removed', 'kept', 'refused'] as const;
    const grounds = tones.map((tone) => palette[`${tone}Ground`]);
    for (const tone of tones) expect(contrast(palette[tone], palette[`${tone}Ground`])).toBeGreaterThanOrEqual(3);
    for (const ground of [palette.page, palette.claim, palette.clone, ...grounds]) {
      expect(contrast(palette.text, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.quiet, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(palette.warnText, palette.warnGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.link, palette.claim)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.edge, palette.claim)).toBeGreaterThanOrEqual(3);
  });
});
