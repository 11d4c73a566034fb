import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** tsx keeps in the temporary folder what it has compiled. */
const KEPT = /^tsx-/;

/** Removes the temporary folder of the tests, and fails if a test or a verb left something in it. */
export default function after(): void {
  const left = readdirSync(tmpdir()).filter((name) => !KEPT.test(name));
  rmSync(tmpdir(), { recursive: true });
  if (left.length > 0) {
    throw new Error(`left behind in the temporary folder: ${left.join(', ')}`);
  }
}
