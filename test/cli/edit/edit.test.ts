import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { inFolder, run } from '../run';

const read = (file = 'tasks.yaml') => readFileSync(file, 'utf8');

async function edited(text: string, ...args: string[]): Promise<string> {
  inFolder({ 'tasks.yaml': text });
  expect(await run(args)).toMatchObject({ code: 0, stderr: '' });
  return read();
}

describe('the text', () => {
  test('of a setting that is there is the new value, and the comment after it stays', async () => {
    const before = 'tasks:\n  - taskId: a\n    done:  false   # not yet\n    timeout: 5\n';
    expect(await edited(before, 'done', 'a')).toBe(before.replace('false', 'true'));
  });

  test.each([
    ['a value', 'timeout: 5 # seconds', ''],
    ['a map', 'env:\n      A: x # letter', ''],
    ['a list', 'command:\n    - agent\n    - run', ''],
    ['a block scalar', 'env:\n      A: |\n        one\n        two', ''],
    ['comments', 'timeout: 5', '\n    # done: maybe\n\n  # the next task'],
    ['another task', 'timeout: 5', '\n\n  - taskId: b'],
  ])('of a new setting is a line below the last line of the task, before %s', async (_, last, below) => {
    const before = `tasks:\n  - taskId: a\n    ${last}${below}\n`;
    expect(await edited(before, 'done', 'a')).toBe(`tasks:\n  - taskId: a\n    ${last}\n    done: true${below}\n`);
  });

  test('of a map across lines in brackets gets a line of its own, as in JSON', async () => {
    const before = '{\n  "tasks": [\n    {\n      "taskId": "a"\n    }\n  ]\n}\n';
    expect(await edited(before, 'done', 'a')).toBe(before.replace('"a"', '"a",\n      "done": true'));
  });

  test('has the line breaks and the byte order mark that it had', async () => {
    const before = '\uFEFFtasks:\r\n  - taskId: a\r\n';
    expect(await edited(before, 'done', 'a')).toBe(`${before}    done: true\r\n`);
  });

  test('of a removed task is gone with the comments in it, and one of the blank lines around it', async () => {
    const before =
      'tasks:\n  # first\n  - taskId: a\n\n  # second\n\n  - taskId: b # two\n    # inside\n    timeout: 5\n    # below\n\n  - taskId: c\n';
    expect(await edited(before, 'remove', 'b')).toBe(
      'tasks:\n  # first\n  - taskId: a\n\n  # second\n\n  - taskId: c\n',
    );
  });

  test('of the last task is gone with the blank lines above', async () => {
    expect(await edited('tasks:\n  - taskId: a\n\n  - taskId: b\n', 'remove', 'b')).toBe('tasks:\n  - taskId: a\n');
  });

  test('of several removed tasks in brackets is gone with their commas', async () => {
    const before = 'tasks: [{ taskId: a }, { taskId: b }, { taskId: c }, { taskId: d }]\n';
    expect(await edited(before, 'remove', 'a', 'b', 'd')).toBe('tasks: [{ taskId: c }]\n');
  });

  test.each([
    ['tasks: [] # none\n', 'tasks: # none\n  - taskId: new\n'],
    ['{ tasks: [] }\n', '{ tasks: [{ taskId: new }] }\n'],
    ['tasks:\n- taskId: a\n\n- taskId: b\n\n# end\n', 'tasks:\n- taskId: a\n\n- taskId: b\n\n- taskId: new\n\n# end\n'],
  ])('of %j gets a new task', async (before, after) => {
    expect(await edited(before, 'add', 'new')).toBe(after);
  });
});

describe('rerun', () => {
  test.each([
    ['  - taskId: a\n', '  - taskId: a\n    run: 2\n'],
    ['  - taskId: a\n    run: 9 # times\n', '  - taskId: a\n    run: 10 # times\n'],
    ['  - { taskId: a, done: true }\n', '  - { taskId: a, done: false, run: 2 }\n'],
  ])('of %j raises run, and takes done back', async (before, after) => {
    expect(await edited(`tasks:\n${before}`, 'rerun', 'a')).toBe(`tasks:\n${after}`);
  });

  test('of a task with a jobName is refused at the name', async () => {
    inFolder({ 'tasks.yaml': 'tasks:\n  - taskId: a\n    jobName: mine\n' });
    const { code, stderr } = await run(['rerun', 'a']);
    expect(code).toBe(1);
    expect(stderr).toContain('tasks.yaml:3:14: a has a jobName');
  });
});

describe('an edit that is not safe is refused with its place, and nothing is written:', () => {
  const refused = async (text: string, ...args: string[]) => {
    inFolder({ 'tasks.yaml': text });
    const outcome = await run(args);
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(read()).toBe(text);
    expect(outcome.stderr).not.toContain('    at ');
    return outcome.stderr;
  };

  test('a value that other tasks share by an alias', async () => {
    const text = 'tasks:\n  - taskId: a\n    done: &open false\n  - taskId: b\n    done: *open\n';
    const stderr = await refused(text, 'done', 'a');
    expect(stderr).toContain('tasks.yaml:2:13: ');
    expect(stderr).toContain('[unsafe-edit]');
    expect(stderr).toContain('it changes b');
  });

  test('a task that holds the anchor of another one', async () => {
    const text = 'tasks:\n  - taskId: a\n    env: &env { A: x }\n  - taskId: b\n    env: *env\n';
    const stderr = await refused(text, 'remove', 'a');
    expect(stderr).toContain('Nothing was written.');
    expect(stderr).toContain('alias *env has no anchor before it');
  });

  test('a comment between tasks in brackets', async () => {
    const text = 'tasks: [\n  { taskId: a }, # the first\n  { taskId: b }\n]\n';
    expect(await refused(text, 'remove', 'b')).toMatch(/^tasks.yaml:2:16: .*\[unsafe-edit\]/);
  });

  test('a parent whose children stay', async () => {
    const text = 'tasks:\n  - taskId: a\n  - taskId: b\n    parentTaskId: a\n';
    const stderr = await refused(text, 'remove', 'a');
    expect(stderr).toContain('tasks.yaml:2:13: a is the parent of b [parent-of-others]');
    expect(stderr).toContain('tasks.yaml:4:19');
  });

  test('a new task with a mistake, which is shown in the text that would be written', async () => {
    const stderr = await refused('tasks:\n  - taskId: a\n', 'add', 'b', '--set', 'timeout=-1', '--parent', 'c');
    expect(stderr).toContain('tasks.yaml:4:19: ');
    expect(stderr).toContain('timeout: -1');
  });

  test('files with mistakes', async () => {
    expect(await refused('tasks:\n  - taskID: a\n', 'done', 'a')).toContain('tasks.yaml:2:5');
  });
});

test('a parent is removed together with its children', async () => {
  const text = 'tasks:\n  - taskId: a\n  - taskId: b\n    parentTaskId: a\n  - taskId: c\n';
  expect(await edited(text, 'remove', 'b', 'a')).toBe('tasks:\n  - taskId: c\n');
});

test('--dry-run shows the diff and writes nothing', async () => {
  const text = 'tasks:\n  - taskId: a\n';
  inFolder({ 'tasks.yaml': text });
  const { code, stdout } = await run(['done', 'a', '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain(
    '--- tasks.yaml\n+++ tasks.yaml\n@@ -1,2 +1,3 @@\n tasks:\n   - taskId: a\n+    done: true\n',
  );
  expect(read()).toBe(text);
});

test('the diff of edits that are near each other and far apart is one that patch applies', async () => {
  const text = `tasks:\n${Array.from({ length: 20 }, (_, i) => `  - taskId: t${i}\n`).join('')}`;
  inFolder({ 'tasks.yaml': text });
  const { stdout } = await run(['done', 't0', 't1', 't5', 't19', '--dry-run']);
  const diff = stdout.slice(0, stdout.indexOf('\nNothing was written'));
  expect(diff.match(/^@@/gm)).toHaveLength(2);
  execFileSync('patch', ['--quiet', '--fuzz=0', 'tasks.yaml'], { input: diff });
  const patched = read();
  inFolder({ 'tasks.yaml': text });
  await run(['done', 't0', 't1', 't5', 't19']);
  expect(patched).toBe(read());
});

test('the diff has no secret, and a control character is not printed', async () => {
  inFolder({ 'tasks.yaml': 'tasks:\n  - taskId: a # \u001b[31m\n' });
  const { stdout } = await run(['done', 'a']);
  expect(stdout).not.toContain('\u001b');
});

test('an unknown task ends with 3 and a proposal, and nothing is written', async () => {
  inFolder({ 'tasks.yaml': 'tasks:\n  - taskId: search\n' });
  const { code, stderr } = await run(['done', 'serch']);
  expect(code).toBe(3);
  expect(stderr).toBe('cdk8s-keruta done: no task serch; did you mean search?\n');
});

describe('in a folder', () => {
  test('tasks of several files are changed together, and a new task gets a file of its own', async () => {
    inFolder({ 'tasks/one.yaml': 'tasks:\n  - taskId: a\n', 'tasks/sub/two.yml': 'tasks:\n  - taskId: b\n' });
    expect(await run(['done', 'a', 'b'])).toMatchObject({ code: 0 });
    expect(read('tasks/one.yaml')).toContain('done: true');
    expect(read('tasks/sub/two.yml')).toContain('done: true');
    expect(await run(['add', 'new', '--parent', 'a'])).toMatchObject({ code: 0 });
    expect(read('tasks/new.yaml')).toBe('tasks:\n  - taskId: new\n    parentTaskId: a\n');
    expect(readdirSync('tasks').sort()).toEqual(['new.yaml', 'one.yaml', 'sub']);
  });

  test('a file that is there is not replaced by a new task', async () => {
    inFolder({ 'tasks/new.yaml': 'tasks:\n  - taskId: a\n' });
    const { code, stderr } = await run(['add', 'new']);
    expect(code).toBe(3);
    expect(stderr).toContain('tasks/new.yaml is there already');
  });
});

describe('a file', () => {
  test('keeps its permissions, and no other file is left next to it', async () => {
    inFolder({ 'tasks.yaml': 'tasks:\n  - taskId: a\n' });
    chmodSync('tasks.yaml', 0o640);
    await run(['done', 'a']);
    expect(statSync('tasks.yaml').mode & 0o777).toBe(0o640);
    expect(readdirSync('.')).toEqual(['tasks.yaml']);
  });

  test('that is a symbolic link is refused', async () => {
    inFolder({ 'real.yaml': 'tasks:\n  - taskId: a\n' });
    symlinkSync('real.yaml', 'tasks.yaml');
    const { code, stderr } = await run(['done', 'a']);
    expect(code).toBe(3);
    expect(stderr).toContain('tasks.yaml is a symbolic link');
    expect(read('real.yaml')).not.toContain('done');
  });

  test('that is read-only is refused', async () => {
    inFolder({ 'tasks.yaml': 'tasks:\n  - taskId: a\n' });
    chmodSync('tasks.yaml', 0o444);
    const { code, stderr } = await run(['done', 'a']);
    expect(code).toBe(3);
    expect(stderr).toContain('tasks.yaml is read-only');
  });

  test('that KERUTA_TASKS names is the file that is changed', async () => {
    inFolder({ 'other.yaml': 'tasks:\n  - taskId: a\n' });
    process.env.KERUTA_TASKS = 'other.yaml';
    try {
      expect(await run(['done', 'a'])).toMatchObject({ code: 0 });
    } finally {
      delete process.env.KERUTA_TASKS;
    }
    expect(read('other.yaml')).toContain('done: true');
    expect(existsSync('tasks.yaml')).toBe(false);
  });
});

test('words that are not arguments of the verb end with 3', async () => {
  inFolder({ 'tasks.yaml': 'tasks:\n  - taskId: a\n' });
  for (const args of [
    ['done'],
    ['done', 'a', '--succeeded'],
    ['remove'],
    ['add'],
    ['add', 'a', 'b'],
    ['add', 'new', '--set', 'x'],
  ]) {
    expect(await run(args)).toMatchObject({ code: 3, stdout: '' });
  }
});
