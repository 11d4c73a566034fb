/** The package as others have it: packed, installed, compiled against and run. Needs the network. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/package/*.test.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  testTimeout: 300_000,
  maxWorkers: 1,
};
