/** The page in a real Chromium: `CHROMIUM=path npm run test:browser`, /usr/bin/chromium unless told otherwise. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  testTimeout: 60_000,
  maxWorkers: 1,
};
