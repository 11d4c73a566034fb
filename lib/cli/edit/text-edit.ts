/** A change of a text: the characters from `start` to `end` become another text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after all edits. No two edits overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let last = 0;
  for (const { start, end, text: inserted } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < last) {
      throw new Error('two edits overlap');
    }
    result += text.slice(last, start) + inserted;
    last = end;
  }
  return result + text.slice(last);
}

/** The edit that inserts whole lines below the line that contains an offset, with the line breaks of the text. */
export function linesBelow(text: string, offset: number, lines: readonly string[]): TextEdit {
  const br = lineBreakOf(text);
  if (offset > 0 && text[offset - 1] === '\n') {
    // A block scalar ends after its last line break.
    return { start: offset, end: offset, text: lines.map((line) => `${line}${br}`).join('') };
  }
  const at = lineEnd(text, offset);
  return { start: at, end: at, text: lines.map((line) => `${br}${line}`).join('') };
}

/** The offset at which the line that contains an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** The offset at which the line that contains an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The line break of a text: that of its first line. */
export function lineBreakOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}
