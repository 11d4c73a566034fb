module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // These need a browser, the packed package, or a cluster: each has a script of its own.
  testPathIgnorePatterns: ['<rootDir>/test/(browser|package|e2e)/'],
  transform: { '\\.ts$': '@swc/jest' },
  // Two tests files at a time: jest's own choice on two cores is one.
  maxWorkers: 2,
  collectCoverageFrom: ['lib/**/*.ts'],
};
