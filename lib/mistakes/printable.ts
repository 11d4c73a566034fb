/**
 * Control characters, which a terminal executes, and the characters that change the direction of the text after them, so
 * that a line can look different from its content.
 *
 * @see https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const UNSAFE = /[^\P{Cc}\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The text of one line, with every character replaced that is not safe to print on a terminal. */
export function printable(line: string): string {
  return line.replace(UNSAFE, '\uFFFD');
}

/** The text of several lines, each safe to print on a terminal. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
