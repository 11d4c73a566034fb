import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const STRYKER = join(__dirname, 'node_modules', '.bin', 'stryker');

/*
 * `npm run mutate -- FOLDER…`: changes each line of `lib/FOLDER` in many small ways and counts the changes that the tests
 * in `test/FOLDER` notice. A folder is measured by its own tests, since a rule whose test fails only somewhere else is hard to
 * find. The exception: the values of tasks.yaml are checked in lib/checks, and tested by the list of bad files.
 */
const TESTS: Readonly<Record<string, string>> = { checks: 'checks,tasks/bad-input.test.ts' };

const folders = process.argv.slice(2);
if (folders.length === 0) {
  process.stderr.write(`npm run mutate -- FOLDER…; allowed: the folders of lib/: ${foldersOf('lib').join(', ')}\n`);
  process.exit(1);
}
for (const folder of folders) {
  if (!existsSync(join(ROOT, 'lib', folder)) || !existsSync(join(ROOT, 'test', folder))) {
    process.stderr.write(`lib/${folder} and test/${folder} are not both there\n`);
    process.exit(1);
  }
  const { status } = spawnSync(
    STRYKER,
    ['run', join(__dirname, 'stryker.config.mjs'), '--mutate', `lib/${folder}/**/*.ts`],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, MUTATED_FOLDER: folder, MUTATED_TESTS: TESTS[folder] ?? folder },
    },
  );
  process.exitCode = status ?? 1;
}

function foldersOf(parent: string): string[] {
  return readdirSync(join(ROOT, parent)).filter((name) => statSync(join(ROOT, parent, name)).isDirectory());
}
