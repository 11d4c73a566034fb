import { endProgress, showCount, showStep } from '../../lib/manifests/progress';

const { isTTY } = process.stderr;
const { CI } = process.env;
let written: string;

beforeEach(() => {
  written = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
  process.stderr.isTTY = true;
  delete process.env.CI;
});

afterEach(() => {
  endProgress();
  jest.restoreAllMocks();
  process.stderr.isTTY = isTTY;
  if (CI !== undefined) {
    process.env.CI = CI;
  }
});

/** The text on the terminal at the end: the text after the last time that the line was erased. */
const shown = () => written.split('\r\u001b[K').at(-1);

test('a step replaces the step before it, and the end erases the line', () => {
  showStep('reading');
  expect(shown()).toBe('reading…');
  showStep('comparing');
  expect(shown()).toBe('comparing…');
  endProgress();
  expect(shown()).toBe('');
});

test('an end without a step writes nothing', () => {
  endProgress();
  expect(written).toBe('');
});

test.each([
  ['standard error is not a terminal', () => (process.stderr.isTTY = false)],
  ['CI is set', () => (process.env.CI = 'true')],
])('nothing is shown if %s', (_, given) => {
  given();
  showStep('reading');
  showCount('reading', 1, 2);
  endProgress();
  expect(written).toBe('');
});

test('numbers are shown after the first second, and not more often than a person can read', () => {
  const now = jest.spyOn(performance, 'now');
  // Long after the steps of the other tests.
  const later = 1e9;
  for (const [done, time] of [500, later, later + 50, later + 150].entries()) {
    now.mockReturnValue(time);
    showCount('comparing tasks', done, 4);
  }
  expect(written.match(/\d of 4/g)).toEqual(['1 of 4', '3 of 4']);
});

test('a step is safe to print, and takes one row of a terminal', () => {
  showStep(`running \u001b[31m${'x'.repeat(200)}`);
  expect(shown()).not.toContain('\u001b');
  expect(shown()?.length).toBeLessThan(80);
});
