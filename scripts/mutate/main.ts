import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const STRYKER = join(__dirname, 'node_modules', '.bin', 'stryker');

/*
 * `npm run mutate -- FOLDER… [--sample N]`: changes each line of `lib/FOLDER` in many small ways, or N random places of the
 * folder in all ways, and counts the changes that the tests in `test/FOLDER` notice. A folder is measured by its own tests,
 * since a rule whose test fails only somewhere else is hard to find. The exception: the values of tasks.yaml are checked in
 * lib/checks, and tested by the list of bad files and by the warnings about values.
 */
const TESTS: Readonly<Record<string, string>> = {
  checks: 'checks,tasks/bad-input.test.ts,tasks/value-warnings.test.ts',
};

const { positionals: folders, values } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' } },
});
if (folders.length === 0) {
  process.stderr.write(`npm run mutate -- FOLDER…; allowed: the folders of lib/: ${foldersOf('lib').join(', ')}\n`);
  process.exit(1);
}
for (const folder of folders) {
  if (!existsSync(join(ROOT, 'lib', folder)) || !existsSync(join(ROOT, 'test', folder))) {
    process.stderr.write(`lib/${folder} and test/${folder} are not both there\n`);
    process.exit(1);
  }
  const places = values.sample === undefined ? `lib/${folder}/**/*.ts` : sampleOf(folder, values.sample);
  const { status } = spawnSync(STRYKER, ['run', join(__dirname, 'stryker.config.mjs'), '--mutate', places], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, MUTATED_FOLDER: folder, MUTATED_TESTS: TESTS[folder] ?? folder },
  });
  process.exitCode = status ?? 1;
}

function sampleOf(folder: string, count: string): string {
  const { stdout, stderr } = spawnSync('node', [join(__dirname, 'sample.mjs'), folder, count], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (stdout === '') {
    throw new Error(stderr);
  }
  return stdout;
}

function foldersOf(parent: string): string[] {
  return readdirSync(join(ROOT, parent)).filter((name) => statSync(join(ROOT, parent, name)).isDirectory());
}
