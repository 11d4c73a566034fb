/** A font of the picture, with what is assumed of its width: nothing can be measured where the text is made. */
export interface Font {
  readonly family: string;
  /** Width of a character at most (monospace) or on average (sans-serif), in em, of the widest common font. */
  readonly advance: number;
}

export const MONO: Font = {
  family: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
  advance: 0.61,
};

export const SANS: Font = {
  family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  advance: 0.64,
};

/** Width of a text in pixels, rather too large than too small. */
export function textWidth(text: string, font: Font, size: number): number {
  return Math.ceil(text.length * font.advance * size);
}

/** The text, or its start and end around an ellipsis, so that it fits: both ends tell similar names apart. */
export function elide(text: string, font: Font, size: number, width: number): string {
  const room = Math.max(1, Math.floor(width / (font.advance * size)));
  if (text.length <= room) return text;
  const start = Math.ceil((room - 1) * 0.6);
  const end = room - 1 - start;
  return `${text.slice(0, start)}…${end > 0 ? text.slice(-end) : ''}`;
}

/** Puts parts into as few lines as they fit into, with a dot between them; a part too long for a line is elided. */
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

/** Text for XML and HTML, between tags and in quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c] as string);
}
