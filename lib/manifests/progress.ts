import { printable } from '../mistakes/printable';

/** Within this time after the start of a process no numbers are shown, in milliseconds. */
const SHORT_WORK = 1000;
/** The time between two numbers, in milliseconds: a terminal is slower than the work. */
const INTERVAL = 100;
/** A longer line would take a second row of most terminals, which is not erased. */
const LONGEST_LINE = 78;
const ERASE_LINE = '\r\u001b[K';

let isShown = false;
let lastShown = 0;

/**
 * Shows on a terminal what the process does now, in one line on standard error that the next step replaces. Nothing is shown
 * if standard error is not a terminal, or if `CI` is set.
 */
export function showStep(step: string): void {
  if (!process.stderr.isTTY || process.env.CI) {
    return;
  }
  if (!isShown) {
    isShown = true;
    process.once('exit', endProgress);
  }
  lastShown = performance.now();
  process.stderr.write(`${ERASE_LINE}${printable(step).slice(0, LONGEST_LINE)}…`);
}

/** Shows how far work in many parts is, after the first second of the process. */
export function showCount(step: string, done: number, total: number): void {
  const now = performance.now();
  if (now > SHORT_WORK && now - lastShown > INTERVAL) {
    showStep(`${step}: ${done} of ${total}`);
  }
}

/** Erases the line of the progress. What is printed afterwards begins in an empty line. */
export function endProgress(): void {
  if (isShown) {
    isShown = false;
    process.removeListener('exit', endProgress);
    process.stderr.write(ERASE_LINE);
  }
}
