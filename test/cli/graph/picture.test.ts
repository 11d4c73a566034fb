import fc from 'fast-check';
import { toFamilies } from '../../../lib/cli/graph';
import { pack } from '../../../lib/cli/graph/pack';
import { type Box, METRICS, pictureOf } from '../../../lib/cli/graph/picture';
import { anyTasks } from './tasks';

describe('the picture', () => {
  const apart = (a: Box, b: Box) =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  const within = (inner: Box, outer: Box) =>
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height;

  test('always: no two tasks overlap, and frames overlap only if one is inside the other', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const picture = pictureOf(toFamilies(tasks));
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

  test('always: packed rectangles have a gap between them', () => {
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

  test('always: a frame has space for its text above the tasks, and a border around them', () => {
    const { pad, factLine } = METRICS;
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const picture = pictureOf(toFamilies(tasks));
        for (const { x, y, width, height, workspace, facts } of picture.claims) {
          const head = pad + factLine * (1 + facts.length);
          const body = { x: x + pad, y: y + head, width: width - 2 * pad, height: height - head - pad };
          for (const box of picture.tasks) if (box.node.workspace === workspace) expect(within(box, body)).toBe(true);
        }
      }),
    );
  });

  test('always: a task is in the frame of its claim, outside the frames of other clones, and in the picture', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const picture = pictureOf(toFamilies(tasks));
        for (const box of picture.tasks) {
          const frames = picture.claims.filter((frame) => within(box, frame));
          expect(frames.at(-1)?.workspace).toBe(box.node.workspace);
          expect(within(box, { x: 0, y: 0, width: picture.width, height: picture.height })).toBe(true);
          for (const frame of picture.claims) if (!frames.includes(frame)) expect(apart(box, frame)).toBe(true);
        }
      }),
    );
  });

  test('always: a child is to the right of its parent and not above the parent', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        for (const { from, to } of pictureOf(toFamilies(tasks)).edges) {
          expect(to.x).toBeGreaterThan(from.x + from.width);
          expect(to.y).toBeGreaterThanOrEqual(from.y);
        }
      }),
    );
  });
});
