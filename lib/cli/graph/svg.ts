import { drawing, legend } from './drawing';
import type { Family } from './family';
import { drawingStyle } from './palette';
import { type Picture, pictureOf } from './picture';
import { escapeXml, SANS, textWidth } from './text';
import { summary } from './words';

const MARGIN = 16;
const TITLE_SIZE = 14;
const LINE = 22;

/**
 * The families as an SVG document without scripts, fonts and addresses. It follows the light or dark scheme of the reader's
 * system.
 */
export function svg(families: readonly Family[]): string {
  const picture = pictureOf(families);
  const title = summary(families);
  const inner = Math.max(picture.width, textWidth(title, SANS, TITLE_SIZE));
  const key = legendLines(picture, inner);
  const head = MARGIN + LINE + key.height + 10;
  const width = inner + 2 * MARGIN;
  const height = head + picture.height + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${escapeXml(title)}</title>
<style>
${drawingStyle()}.title { font-size: ${TITLE_SIZE}px; font-weight: 600; }
</style>
<rect class="page" width="${width}" height="${height}" rx="12"/>
<text class="title" x="${MARGIN}" y="${MARGIN + 15}">${escapeXml(title)}</text>
<g transform="translate(${MARGIN} ${MARGIN + LINE})">
${key.elements}
</g>
<g transform="translate(${MARGIN} ${head})">
${drawing(picture)}
</g>
</svg>
`;
}

/** The legend, on as many lines as it needs. */
function legendLines(picture: Picture, width: number): { elements: string; height: number } {
  let x = 0;
  let y = 4;
  const elements: string[] = [];
  for (const { mark, words } of legend(picture)) {
    const wide = 20 + textWidth(words, SANS, 11);
    if (x > 0 && x + wide > width) {
      x = 0;
      y += LINE;
    }
    elements.push(`<g transform="translate(${x} ${y})">${mark}<text x="20" y="11">${escapeXml(words)}</text></g>`);
    x += wide + 8;
  }
  return { elements: elements.join('\n'), height: elements.length > 0 ? y + LINE - 4 : 0 };
}
