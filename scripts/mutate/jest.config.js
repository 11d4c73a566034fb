const config = require('../../jest.config.js');

// The tests of the folder that is mutated.
const { MUTATED_FOLDER, MORE_TESTS } = process.env;
const tests = [`${MUTATED_FOLDER}/**/*.test.ts`, ...(MORE_TESTS ? [MORE_TESTS] : [])];
module.exports = { ...config, rootDir: '../..', testMatch: tests.map((test) => `<rootDir>/test/${test}`) };
