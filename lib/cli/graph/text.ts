import { printable } from '../../mistakes/printable';

/** A font of the picture. The widths of its characters are assumed, since the program cannot measure text. */
export interface Font {
  readonly family: string;
  /** Width of a character in em, in the widest of the common fonts. */
  readonly advance: (character: string) => number;
}

export const MONO: Font = {
  family: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
  advance: () => 0.61,
};

export const SANS: Font = {
  family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  advance: (character) => {
    if (/[ijlftrI.,:;'|!() -]/.test(character)) return 0.42;
    return /[mwA-Z%@…]/.test(character) ? 0.9 : 0.66;
  },
};

/** A font for text that is measured in characters: at size 1, each character has the width 1. */
export const CHARACTERS: Font = { family: 'any', advance: () => 1 };

/** Upper estimate of the width of a text, in pixels. */
export function textWidth(text: string, font: Font, size: number): number {
  let width = 0;
  for (const character of text) width += font.advance(character);
  return Math.ceil(width * size);
}

/** The text, or its start and end with an ellipsis between them if it is too wide: similar names differ at both ends. */
export function elide(text: string, font: Font, size: number, width: number): string {
  let shown = text;
  for (let kept = text.length - 1; textWidth(shown, font, size) > width && kept > 0; kept--) {
    const start = Math.ceil(kept * 0.6);
    shown = `${text.slice(0, start)}…${text.slice(text.length - (kept - start))}`;
  }
  return shown;
}

/** Joins parts to as few lines as possible, with dots between the parts. A part that is too wide for a line is shortened. */
export function wrap(parts: readonly string[], font: Font, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line ? `${line} · ${part}` : part;
    if (line && textWidth(longer, font, size) > width) {
      lines.push(line);
      line = part;
    } else {
      line = longer;
    }
  }
  if (line) lines.push(line);
  return lines.map((text) => elide(text, font, size, width));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML and HTML, between tags and in quoted attributes, without control characters that XML does not allow. */
export function escapeXml(text: string): string {
  return text
    .split('\n')
    .map(printable)
    .join('\n')
    .replace(/[&<>"']/g, (c) => ENTITIES[c] as string);
}
