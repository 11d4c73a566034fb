import { inFolder, run } from './run';

test.each(['--help', '-h'])('%s names every verb and the exit codes', async (flag) => {
  const { code, stdout } = await run([flag]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/check .*\n {2}claims .*/);
  expect(stdout).toContain('Exit codes');
});

test('each verb has a help of its own, with its exit codes, wherever --help stands', async () => {
  const verbs = [...(await run(['--help'])).stdout.matchAll(/^ {2}(\w+) {2}/gm)].map(([, name]) => name as string);
  expect(verbs.length).toBeGreaterThan(1);
  for (const verb of verbs) {
    const { code, stdout } = await run([verb, 'something', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^cdk8s-keruta ${verb}`));
    expect(stdout.match(/^Examples:\n((?: {2}.*cdk8s-keruta .*\n){2})\n/m)?.[1]).toContain(`cdk8s-keruta ${verb}`);
    expect(stdout).toMatch(/^Exit codes: 0 /m);
    expect(stdout).toMatch(/[^\n]\n$/);
  }
});

test('help VERB is the same as VERB --help, and help alone lists the verbs', async () => {
  expect((await run(['help', 'plan'])).stdout).toBe((await run(['plan', '--help'])).stdout);
  expect((await run(['help'])).stdout).toBe((await run(['--help'])).stdout);
  expect(await run(['help', 'plann'])).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('did you mean plan?'),
  });
});

test('--version is the version of the package', async () => {
  expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('without a verb it says which there are, and could not be done', async () => {
  const { code, stderr } = await run([]);
  expect(code).toBe(3);
  expect(stderr).toContain('claims');
});

test('a verb that is not one is a mistake with a proposal', async () => {
  const { code, stderr } = await run(['chek']);
  expect(code).toBe(3);
  expect(stderr).toContain('chek is not one of its verbs');
  expect(stderr).toContain('did you mean check?');
});

test.each([['--formatt'], ['--json=yes'], ['surplus']])(
  'a wrong argument %s ends with 3 and without a stack trace',
  async (argument) => {
    const { code, stderr } = await run(['check', argument]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^cdk8s-keruta check: .*cdk8s-keruta check --help\n$/);
    expect(stderr).not.toContain('    at ');
  },
);

test('mistakes in the tasks end with 1', async () => {
  inFolder({ 'tasks.yaml': 'tasks:\n  - taskID: a\n' });
  const { code, stderr } = await run(['claims', '--live', 'unused.json']);
  expect(code).toBe(1);
  expect(stderr).toContain('tasks.yaml:2:5: ');
});
