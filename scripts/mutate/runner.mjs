import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** A test runner for Stryker that runs all mutants in one process. */
class Runner {
  #root = process.cwd();
  #harness = createRequire(join(this.#root, 'package.json'))('./scripts/mutate/harness.cjs');
  #temporary = mkdtempSync(join(tmpdir(), 'keruta-mutants-'));
  #files = process.env.MUTATED_TESTS.split(',').flatMap((path) => filesIn(join(this.#root, 'test', path), '.test.ts'));
  #modules = filesIn(join(this.#root, 'lib', process.env.MUTATED_FOLDER), '.ts');
  /** The file of each test. */
  #fileOf = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    process.env.TMPDIR = this.#temporary;
    // The name under which Stryker's changed code finds the mutant to run.
    globalThis.__stryker__ ??= {};
  }

  async dryRun() {
    const tests = [];
    const { __stryker__: stryker } = globalThis;
    for (const file of this.#files) {
      const blocks = this.#harness.load(this.#root, [file], this.#modules);
      let begin = 0;
      await this.#harness.run(
        blocks,
        () => true,
        (id) => {
          stryker.currentTestId = id;
          this.#fileOf.set(id, file);
          begin = Date.now();
        },
        (id, error) => {
          stryker.currentTestId = undefined;
          const outcome = error ? { status: 1, failureMessage: String(error.stack) } : { status: 0 };
          tests.push({ id, name: id, fileName: file, timeSpentMs: Date.now() - begin, ...outcome });
        },
      );
    }
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    const { __stryker__: stryker } = globalThis;
    const wanted = new Set(testFilter ?? this.#fileOf.keys());
    const files = [...new Set([...wanted].map((id) => this.#fileOf.get(id) ?? this.#fileNamed(id)))];
    let failed;
    let count = 0;
    Object.assign(stryker, {
      hitLimit,
      hitCount: 0,
      activeMutant: mutantActivation === 'static' ? activeMutant.id : undefined,
    });
    try {
      const blocks = this.#harness.load(this.#root, files, this.#modules);
      stryker.activeMutant = activeMutant.id;
      await this.#harness.run(
        blocks,
        (id) => wanted.has(id),
        () => {
          count += 1;
        },
        (id, error) => {
          failed ??= error && { id, error };
          return error !== undefined;
        },
      );
    } catch (error) {
      failed ??= { id: [...wanted][0], error };
    }
    Object.assign(stryker, { hitLimit: undefined, hitCount: undefined, activeMutant: undefined });
    return failed
      ? { status: 'killed', killedBy: [failed.id], failureMessage: String(failed.error), nrOfTests: count }
      : { status: 'survived', nrOfTests: count };
  }

  /** After a timeout Stryker starts a process that has not run all tests: a test's id begins with its file. */
  #fileNamed(id) {
    return this.#files.find((file) => id.startsWith(`${file.slice(this.#root.length + 1)} `));
  }

  dispose() {
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}

function filesIn(path, ending) {
  return path.endsWith('.ts')
    ? [path]
    : readdirSync(path, { recursive: true })
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => join(path, name));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', Runner)];
