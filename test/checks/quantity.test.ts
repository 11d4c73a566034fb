import { parseQuantity } from '../../lib/checks/quantity';

const NANO = 10n ** 9n;

test.each<[string, bigint]>([
  ['1Ki', 2n ** 10n * NANO],
  ['1Mi', 2n ** 20n * NANO],
  ['1Gi', 2n ** 30n * NANO],
  ['1Ti', 2n ** 40n * NANO],
  ['1Pi', 2n ** 50n * NANO],
  ['1Ei', 2n ** 60n * NANO],
  ['1n', 1n],
  ['1u', 1000n],
  ['1m', 10n ** 6n],
  ['1', NANO],
  ['1k', 10n ** 3n * NANO],
  ['1M', 10n ** 6n * NANO],
  ['1G', 10n ** 9n * NANO],
  ['1T', 10n ** 12n * NANO],
  ['1P', 10n ** 15n * NANO],
  ['1E', 10n ** 18n * NANO],
  ['1e3', 1000n * NANO],
  ['1.5', 15n * 10n ** 8n],
  ['-2', -2n * NANO],
  ['0.0000000001', 1n],
  ['1.0000000001', NANO + 1n],
  ['1.000000001', NANO + 1n],
])('%s is %i billionths', (text, nano) => {
  expect(parseQuantity(text)).toBe(nano);
});
