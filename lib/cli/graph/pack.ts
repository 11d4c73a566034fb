/** The size of a rectangle, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The size up to which a picture is a page that is read from top to bottom, as wide as a README on GitHub. */
const PAGE = { width: 1040, height: 5000 };

/** The ratio of width to height of a larger picture, so that it fits a screen as a whole. */
const SCREEN = 1.6;

/**
 * Places rectangles without overlap, `gap` pixels apart: each at the highest free place, and there as far left as possible.
 *
 * The skyline holds the lowest end of the rectangles for each range of x. A rectangle is never placed above another at the
 * same x that came before it, so that the order is kept as far as possible.
 */
export function pack(sizes: readonly Size[], gap: number): Place[] {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 0);
  const wanted = area / PAGE.width <= PAGE.height ? PAGE.width : Math.sqrt(area * SCREEN);
  // The widest rectangle needs a gap on both sides.
  const limit = Math.max(widest + 2 * gap, wanted) + gap;
  let skyline = [{ x: 0, end: limit, y: 0 }];
  return sizes.map(({ width, height }) => {
    const needed = width + gap;
    let best: Place = { x: 0, y: Number.POSITIVE_INFINITY };
    for (const { x } of skyline) {
      if (x + needed > limit) break;
      let y = 0;
      for (const part of skyline) if (part.end > x && part.x < x + needed) y = Math.max(y, part.y);
      if (y < best.y) best = { x, y };
    }
    const right = best.x + needed;
    skyline = [
      ...skyline.filter((part) => part.x < best.x).map((part) => ({ ...part, end: Math.min(part.end, best.x) })),
      { x: best.x, end: right, y: best.y + height + gap },
      ...skyline.filter((part) => part.end > right).map((part) => ({ ...part, x: Math.max(part.x, right) })),
    ];
    return best;
  });
}
