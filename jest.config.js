module.exports = {
  roots: ['<rootDir>/lib', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  // Two tests files at a time: jest's own choice on two cores is one.
  maxWorkers: 2,
  collectCoverageFrom: ['lib/**/*.ts'],
};
