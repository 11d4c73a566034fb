/** A rectangle to be placed. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Width for one screen's proportions: the cards' area, half as wide again as high. */
const ASPECT = 1.6;

/**
 * Places rectangles without overlap, `gap` apart, each as high up as it goes, then as far left.
 *
 * The skyline: for every stretch of x, how far down it is taken. Later rectangles lie below earlier ones, so
 * that their order is kept as far as space allows.
 */
export function pack(sizes: readonly Size[], gap: number): Place[] {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 0);
  const limit = Math.max(widest, Math.sqrt(area * ASPECT)) + gap;
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
