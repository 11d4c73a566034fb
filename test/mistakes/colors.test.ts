import { formatFinding } from '../../lib/mistakes/format';
import { hasColors } from '../../lib/mistakes/has-colors';
import { refusal, task, textLoader } from '../tasks/support';

const RED = '\u001B[31m';
const NO_COLOR = '\u001B[39m';
const load = textLoader();

test.each<[string, boolean, NodeJS.ProcessEnv, boolean]>([
  ['a terminal has colours', true, {}, true],
  ['a pipe has none', false, {}, false],
  ['a terminal with NO_COLOR has none', true, { NO_COLOR: '1' }, false],
  ['a terminal of a CI run has none', true, { CI: 'true' }, false],
  ['a terminal that cannot show colours has none', true, { TERM: 'dumb' }, false],
  ['a pipe with FORCE_COLOR has colours', false, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR overrides NO_COLOR and CI', false, { FORCE_COLOR: '', NO_COLOR: '1', CI: '1' }, true],
  ['FORCE_COLOR=0 means none', true, { FORCE_COLOR: '0' }, false],
])('%s', (_, isTTY, env, expected) => {
  expect(hasColors({ isTTY }, env)).toBe(expected);
});

test('the first line of a mistake is coloured for a terminal, and the message of the error is not', () => {
  const error = refusal(() => load(task('imge: a')));
  const [head = '', ...rest] = error.message.split('\n');
  expect(error.format(true)).toBe([`${RED}${head}${NO_COLOR}`, ...rest].join('\n'));
  expect(error.format(false)).toBe(error.message);
});

test('the proposed key comes before the list of the keys that are allowed', () => {
  expect(refusal(() => load(task('imge: a'))).message).toMatch(/ {2}fix: did you mean image\?\n {2}allowed: taskId, /);
});

test('no line of a mistake is longer than a page, however long a name is', () => {
  const name = 'k'.repeat(100_000);
  const text = formatFinding({ code: 'unknown-parent', message: name, fix: name, allowed: name }, new Map());
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1100);
});

test('a mistake cannot write control characters of its own to a terminal', () => {
  const text = formatFinding({ code: 'wrong-text', message: 'a\u001B[2Jb\u202Ec', fix: '\u0007' }, new Map(), {
    color: true,
  });
  const own = text.replace(RED, '').replace(NO_COLOR, '');
  for (const unsafe of ['\u001B', '\u0007', '\u202E']) {
    expect(own).not.toContain(unsafe);
  }
});
