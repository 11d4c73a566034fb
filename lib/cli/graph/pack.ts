/** A rectangle to be placed. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A page that is read from top to bottom: as wide as a browser's window or a README shows at full size. */
const PAGE = { width: 1040, height: 5000 };

/** Width to height of a picture that is too large for a page, so that all of it can be seen at once. */
const SCREEN = 1.6;

/**
 * Places rectangles without overlap, `gap` apart, each as high up as it goes, then as far left.
 *
 * The skyline: for every stretch of x, how far down it is taken. Later rectangles lie below earlier ones, so
 * that their order is kept as far as space allows.
 */
export function pack(sizes: readonly Size[], gap: number): Place[] {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 0);
  const wanted = area / PAGE.width <= PAGE.height ? PAGE.width : Math.sqrt(area * SCREEN);
  // A little more than the widest: two beside each other may have more frames than it.
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
