/** The settings of Stryker, the mutation tester, for `npm run mutate -- FOLDER`. */
export default {
  testRunner: 'in-process',
  plugins: [new URL('runner.mjs', import.meta.url).pathname],
  // A mutant runs only against the tests that reach its line.
  coverageAnalysis: 'perTest',
  // A mutant in code that runs when a module is loaded (a table, a regular expression) needs every test of the folder: these
  // mutants take half of the time. They are reported as ignored, and are not part of the score.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 60_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `coverage/mutation/${process.env.MUTATED_FOLDER}.json` },
  clearTextReporter: { allowEmojis: false, allowColor: false, logTests: false, reportTests: false },
  tempDirName: 'coverage/mutants',
  // Stryker would read this file with the TypeScript of the project, whose version 7 has no such API.
  tsconfigFile: 'none',
};
