/** What Stryker, the mutation tester, does here: `npm run mutate -- FOLDER`. */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: { configFile: 'scripts/mutate/jest.config.js', enableFindRelatedTests: false },
  // A mutant runs against the tests alone that reach its line.
  coverageAnalysis: 'perTest',
  concurrency: 2,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `coverage/mutation/${process.env.MUTATED_FOLDER}.json` },
  clearTextReporter: { allowEmojis: false, allowColor: false, logTests: false, reportTests: false },
  tempDirName: 'coverage/mutants',
  // Stryker would read this file with the TypeScript of the project, whose version 7 has no such API.
  tsconfigFile: 'none',
};
