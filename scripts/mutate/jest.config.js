const config = require('../../jest.config.js');

/** The tests of the folder that is mutated. */
module.exports = {
  ...config,
  rootDir: '../..',
  testMatch: [`<rootDir>/test/${process.env.MUTATED_FOLDER}/**/*.test.ts`],
};
