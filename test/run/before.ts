import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the tests, and the processes that they start, a temporary folder of their own. */
export default function before(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'keruta-tests-'));
}
