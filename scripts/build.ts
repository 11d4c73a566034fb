import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const FOLDERS = ['lib', 'imports'];
/** The files that the compiler does not copy. */
const ASSETS = ['lib/cli/graph/page', 'lib/pod-spec/shapes.json'];

// The files of an earlier build must not be packed.
for (const folder of FOLDERS) {
  rmSync(join(ROOT, 'build', folder), { recursive: true, force: true });
}
execFileSync('node_modules/.bin/tsc', ['-p', 'scripts/tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
for (const asset of ASSETS) {
  cpSync(join(ROOT, asset), join(ROOT, 'build', asset), { recursive: true });
}
