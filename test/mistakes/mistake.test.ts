import { refusal, task, textLoader, where, yaml } from '../tasks/support';

const load = textLoader();

/** The message that is printed for a text, with the name of the file instead of its path. */
function printed(text: string): string {
  return refusal(() => load(text)).message.replaceAll(/\S*\/(?=tasks\.yaml)/g, '');
}

test('a mistake is shown with its place, code and line, the value, what is allowed and the fix', () => {
  expect(printed(task('pvcStorageSize: 1GB'))).toBe(
    yaml`
    tasks.yaml:3:21: pvcStorageSize is not a quantity [wrong-quantity]
        3 |     pvcStorageSize: 1GB
          |                     ^^^
      got: "1GB"
      fix: did you mean 1Gi or 1G?
      allowed: a number with a suffix (Ki Mi Gi Ti Pi Ei, n u m k M G T P E) or without: 1Gi, 1.5Gi, 500M

    1 mistake
  `.trimEnd(),
  );
});

test('the other place that belongs to a mistake is shown too', () => {
  expect(printed('tasks:\n  - taskId: a\n  - taskId: a')).toBe(
    yaml`
    tasks.yaml:3:13: taskId a is taken by another task [duplicate-task]
        3 |   - taskId: a
          |             ^
      got: "a"
      fix: rename or remove one of the two; to run a task again, raise its run
      allowed: an id that no other task has
      the other: tasks.yaml:2:13
        2 |   - taskId: a
          |             ^

    1 mistake
  `.trimEnd(),
  );
});

test('carets stand below their text after tabs, and end with the line', () => {
  expect(printed('tasks: [{\ttaskId:\t"A\n\n  B" }]')).toContain(
    '    1 | tasks: [{\ttaskId:\t"A\n      |          \t       \t^^\n',
  );
});

test('long lines are cut around the place, long values at their end', () => {
  const [, line = '', carets = '', got = ''] = printed(
    `tasks: [{ taskId: a, image: "${'i'.repeat(300)} ", logLevel: debug }]`,
  ).split('\n');
  expect(line).toHaveLength(8 + 160);
  expect(line.at(carets.indexOf('^'))).toBe('"');
  expect(carets.trimEnd().length).toBeLessThanOrEqual(8 + 160);
  expect(got).toBe(`  got: "${'i'.repeat(159)}…`);
});

test('control characters of the text do not reach the terminal', () => {
  expect(printed('tasks: [{ taskId: "a\x1B[2Jb" }]')).toContain('    1 | tasks: [{ taskId: "a\uFFFD[2Jb" }]\n');
  expect(printed(task('"\\u0007": x'))).toContain('tasks.yaml:3:5: \uFFFD is not a known key');
});

test('characters that change the direction of a text are not printed: a line would show something else than it holds', () => {
  expect(printed('tasks: [{ taskId: "a\u202Eb\u2066" }]')).toContain('    1 | tasks: [{ taskId: "a\uFFFDb\uFFFD" }]\n');
});

test('mistakes are plain data: JSON holds all of them', () => {
  const { kind, mistakes } = refusal(() => load('tasks:\n  - taskId: a\n  - taskId: a\n    image: 1'));
  expect(kind).toBe('tasks');
  expect(JSON.parse(JSON.stringify(mistakes))).toEqual(mistakes);
  expect(mistakes[0]).toMatchObject({
    place: {
      file: expect.stringMatching(/tasks\.yaml$/),
      start: { line: 3, column: 13, offset: 33 },
      end: { line: 3, column: 14, offset: 34 },
    },
    related: [{ message: 'the other', place: { start: { line: 2, column: 13, offset: 19 } } }],
  });
});

test('a proposal is looked for at a bounded number of misspelt parents', () => {
  const tasks = Array.from({ length: 300 }, (_, n) => `  - { taskId: task${n}, parentTaskId: tusk${n} }\n`);
  const { mistakes } = refusal(() => load(`tasks:\n${tasks.join('')}`));
  expect(mistakes.map(({ code }) => code)).toEqual(Array(300).fill('unknown-parent'));
  expect(mistakes.filter(({ fix }) => fix?.startsWith('did you mean task'))).toHaveLength(200);
});

test('mistakes are in the order of the text', () => {
  const { mistakes } = refusal(() =>
    load(yaml`
      tasks:
        - { taskId: a, parentTaskId: a, image: 1 }
        - { taskId: b, image: 2, repository: none, 1: x }
        - { taskId: a }
      defaults: { timeout: -1 }
    `),
  );
  expect(mistakes.map(({ code }) => code)).toEqual([
    'own-parent',
    'wrong-type',
    'wrong-type',
    'yaml-key',
    'duplicate-task',
    'wrong-number',
  ]);
});

test('no stack trace is printed', () => {
  expect(printed('tasks: [')).not.toMatch(/^\s+at /m);
});

test('of many mistakes fifty are printed, with a count of all', () => {
  const many = `tasks:\n${'  - { taskId: A, image: 1 }\n'.repeat(1000)}`;
  const { mistakes, message } = refusal(() => load(many));
  expect(mistakes).toHaveLength(2000);
  expect(message.match(/^ {2}got: /gm)).toHaveLength(50);
  expect(message).toMatch(/\n\n2000 mistakes, the first 50 of them above$/);
});

test('a misspelt key of one task is no excuse for another that has none', () => {
  const { mistakes } = refusal(() => load('tasks:\n  - taskid: a\n  - image: b\n  - taskid: c'));
  expect(mistakes.map(({ code }) => code)).toEqual(['unknown-key', 'missing-key', 'unknown-key']);
});

test('of a long circle of parents fifty are named, with a count of the others', () => {
  const circle = (length: number) =>
    printed(
      `tasks:\n${Array.from({ length }, (_, n) => `- { taskId: t${n}, parentTaskId: t${(n + 1) % length} }\n`).join('')}`,
    );
  expect(circle(50)).toMatch(/cycle: t0 -> t1 -> .* -> t49 -> t0 \[parent-cycle\]/);
  expect(circle(52)).toMatch(/cycle: t0 -> t1 -> .* -> t49 -> 2 more -> t0 \[parent-cycle\]/);
});

describe('a byte order mark and CRLF line ends', () => {
  const text = yaml`
    # tasks
    tasks:
      - taskId: a
        env: { A: "one
          line", B: two }
        annotations:
          note: |
            two
            lines
  `;
  const windows = (unix: string): string => `\uFEFF${unix.replaceAll('\n', '\r\n')}`;

  test('change no task', () => {
    expect(load(windows(text))).toEqual(load(text));
    expect(load(windows(text)).tasks[0]?.annotations).toEqual({ note: 'two\nlines\n' });
  });

  test('move no mistake', () => {
    const wrong = `${text}    image: 1\nlayout: piles\n`;
    const [unix, dos] = [wrong, windows(wrong)].map((one) => refusal(() => load(one)));
    expect(dos?.mistakes.map(where)).toEqual(['10:12', '11:9']);
    expect(dos?.message).toBe(unix?.message);
    expect(refusal(() => load('\uFEFFtasks: 1')).mistakes.map(where)).toEqual(['1:8']);
  });
});
