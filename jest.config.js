module.exports = {
  roots: ['<rootDir>/lib', '<rootDir>/test', '<rootDir>/scripts', '<rootDir>/bench'],
  // lib, scripts and bench hold no tests: jest reads them to know which tests reach a file that has changed.
  testMatch: ['**/*.test.ts'],
  // These need a browser, the packed package, or a cluster: each has a script of its own.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(browser|package|e2e)/'],
  globalSetup: '<rootDir>/test/run/before.ts',
  globalTeardown: '<rootDir>/test/run/after.ts',
  transform: { '\\.ts$': '@swc/jest' },
  // Two tests files at a time: jest's own choice on two cores is one.
  maxWorkers: 2,
  collectCoverageFrom: ['lib/**/*.ts'],
};
