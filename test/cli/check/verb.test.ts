import { readFileSync, rmSync } from 'node:fs';
import { inFolder, run, setOutdir } from '../run';

/** An app that writes a file a task, in place of one that takes half a second. */
const APP = `
if [ -n "$FAIL" ]; then echo 'it broke; nothing was written' >&2; exit 1; fi
if grep -q taskID tasks.yaml; then echo mistakes >&2; exit 1; fi
echo 'warning: take care' >&2
sed -n 's/.*taskId: //p' tasks.yaml | while read -r id; do
  printf 'kind: Job\\nname: %s\\n' "$id" > "$CDK8S_OUTDIR/$id.k8s.yaml"
done
`;

const FILES = {
  'app.sh': APP,
  'cdk8s.yaml': 'app: sh app.sh\n',
  'tasks.yaml': 'tasks:\n  - taskId: a\n  - taskId: b\n',
  'dist/a.k8s.yaml': 'kind: Job\nname: a\n',
  'dist/b.k8s.yaml': 'kind: Job\nname: b\n',
  'dist/README.md': 'not a manifest\n',
};

afterEach(() => {
  delete process.env.FAIL;
});

test('an output folder that is what a synth would write passes, with its warnings', async () => {
  inFolder(FILES);
  const { code, stdout, stderr } = await run(['check']);
  expect(stderr).toBe('warning: take care\n');
  expect(stdout).toContain('the tasks are right');
  expect(code).toBe(0);
});

test('a manifest that differs fails, at the first line that does', async () => {
  inFolder({ ...FILES, 'dist/b.k8s.yaml': 'kind: Job\nname: c\n' });
  const { code, stdout } = await run(['check']);
  expect(code).toBe(1);
  expect(stdout).toContain('dist/b.k8s.yaml:2: is not what a synth would write: name: c instead of name: b\n');
  expect(stdout).toContain('fix: synthesize, and commit the folder');
});

test('a manifest that is missing, and one whose task has gone, fail', async () => {
  inFolder({ ...FILES, 'dist/gone.k8s.yaml': 'kind: Job\n' });
  rmSync('dist/a.k8s.yaml');
  const { code, stdout } = await run(['check']);
  expect(code).toBe(1);
  expect(stdout).toContain('dist/a.k8s.yaml: is missing');
  expect(stdout).toContain('dist/gone.k8s.yaml: is left over');
});

test('nothing is written', async () => {
  inFolder({ ...FILES, 'dist/b.k8s.yaml': 'mine\n' });
  rmSync('dist/a.k8s.yaml');
  await run(['check']);
  expect(readFileSync('dist/b.k8s.yaml', 'utf8')).toBe('mine\n');
  expect(() => readFileSync('dist/a.k8s.yaml')).toThrow();
});

test('a manifest in a subfolder that a synth keeps is none of its business, one that it deletes fails', async () => {
  const gone = 'kind: Job\nmetadata:\n  labels:\n    task-id: gone\n';
  inFolder({ ...FILES, 'dist/web/my.k8s.yaml': 'kind: ConfigMap\n' });
  expect(await run(['check'])).toMatchObject({ code: 0 });
  inFolder({ ...FILES, 'dist/web/gone.k8s.yaml': gone });
  expect((await run(['check'])).stdout).toContain('dist/web/gone.k8s.yaml: is left over');
});

test('a manifest with other line endings fails, and says what keeps them', async () => {
  inFolder({ ...FILES, 'dist/b.k8s.yaml': 'kind: Job\r\nname: b\r\n' });
  const { code, stdout } = await run(['check']);
  expect(code).toBe(1);
  expect(stdout).toContain('dist/b.k8s.yaml:1: is what a synth would write but for its line endings: ');
  expect(stdout).toContain('.gitattributes');
});

test.each([
  [
    'another line beside other line endings',
    'kind: Job\r\nname: c\r\n',
    'b.k8s.yaml:2: is not what a synth would write: name: c ',
  ],
  ['a space', 'kind: Job\n name: b\n', 'b.k8s.yaml:2: is not what a synth would write: other spaces'],
  ['no line break at the end', 'kind: Job\nname: b', 'b.k8s.yaml:3: is not what a synth would write: other spaces'],
])('a manifest that differs in %s is said to differ there', async (_, text, says) => {
  inFolder({ ...FILES, 'dist/b.k8s.yaml': text });
  expect((await run(['check'])).stdout).toContain(says);
});

describe('the output folder', () => {
  const cdk8s = { 'cdk8s.yaml': 'app: sh app.sh\noutput: manifests\n' };

  test('is the one that CDK8S_OUTDIR names, to which the fix writes', async () => {
    inFolder({ ...FILES, ...cdk8s });
    setOutdir('manifests');
    const { stdout } = await run(['check']);
    expect(stdout).toContain('manifests/a.k8s.yaml: is missing');
    expect(stdout).toContain('fix: synthesize, and commit the folder: CDK8S_OUTDIR=manifests npm run synth\n');
  });

  test('cannot be one that cdk8s.yaml alone names: npm run synth would write another', async () => {
    inFolder({ ...FILES, ...cdk8s });
    const { code, stderr } = await run(['check']);
    expect(code).toBe(3);
    expect(stderr).toContain(
      'cdk8s.yaml says output: manifests, which npm run synth does not follow: it writes dist/; ',
    );
    expect(stderr).toContain('remove it, or set CDK8S_OUTDIR=manifests');
  });

  test('may be named in cdk8s.yaml where that is the one that is written anyway', async () => {
    inFolder({ ...FILES, 'cdk8s.yaml': 'app: sh app.sh\noutput: ./dist/\n' });
    expect(await run(['check'])).toMatchObject({ code: 0 });
  });
});

test('an app that writes nothing is warned of', async () => {
  inFolder({ ...FILES, 'cdk8s.yaml': 'app: mkdir elsewhere\n' });
  expect((await run(['check'])).stderr).toContain('the app wrote no manifest; ');
});

test('an app that cannot be run is shown as the one that cdk8s.yaml names', async () => {
  inFolder({ ...FILES, 'cdk8s.yaml': 'app: nosuchapp main.ts\n' });
  const { code, stderr } = await run(['check']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^cdk8s\.yaml names an app that cannot be run: nosuchapp main\.ts\n.*not found\n$/s);
});

test('an app that ends with a stack trace is shown as the one that cdk8s.yaml names', async () => {
  inFolder({ ...FILES, 'cdk8s.yaml': 'app: node nosuch.js\n' });
  const { code, stderr } = await run(['check']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/Cannot find module .*\nthe app that cdk8s\.yaml names failed: node nosuch\.js\n$/s);
});

test('many differing manifests are named in part and counted', async () => {
  const ids = Array.from({ length: 25 }, (_, index) => `t${index}`);
  inFolder({ ...FILES, 'tasks.yaml': `tasks:\n${ids.map((id) => `  - taskId: ${id}\n`).join('')}` });
  expect((await run(['check'])).stdout).toContain('7 more manifests differ');
});

test('an app that fails fails the check with what it said', async () => {
  inFolder(FILES);
  process.env.FAIL = '1';
  const { code, stderr } = await run(['check']);
  expect(code).toBe(1);
  expect(stderr).toBe('it broke; nothing was written\n');
});

test('an app that fails without a word fails the check with one', async () => {
  inFolder({ ...FILES, 'cdk8s.yaml': "app: 'false'\n" });
  const { code, stderr } = await run(['check']);
  expect(code).toBe(1);
  expect(stderr).toBe('the app failed and did not say why: false\n');
});

describe('--format github', () => {
  test('annotates a mistake at its place', async () => {
    inFolder({ ...FILES, 'tasks.yaml': 'tasks:\n  - taskID: a\n' });
    const { code, stdout } = await run(['check', '--format', 'github']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=tasks\.yaml,line=2,col=5,title=unknown-key::taskID .*%0Afix: did you mean taskId\?$/m,
    );
  });

  test('annotates a manifest that differs, and warnings', async () => {
    inFolder({ ...FILES, 'dist/b.k8s.yaml': 'kind: Job\nname: 100%\n' });
    const { stdout } = await run(['check', '--format', 'github']);
    expect(stdout).toContain('::warning::take care\n');
    expect(stdout).toMatch(/^::error file=dist\/b\.k8s\.yaml,line=2::is not .* name: 100%25 instead/m);
  });

  test('keeps commas and colons of a file name apart from its own', async () => {
    inFolder({ ...FILES, 'dist/a,b:c.k8s.yaml': '' });
    expect((await run(['check', '--format', 'github'])).stdout).toContain('file=dist/a%2Cb%3Ac.k8s.yaml::');
  });

  test('shows what a failing app said when the tasks are right', async () => {
    inFolder(FILES);
    process.env.FAIL = '1';
    expect((await run(['check', '--format', 'github'])).stdout).toBe('::error::it broke; nothing was written\n');
  });
});

test('--json is a list of what was found', async () => {
  inFolder({ ...FILES, 'tasks.yaml': 'tasks:\n  - taskID: a\n' });
  const found = JSON.parse((await run(['check', '--json'])).stdout);
  expect(found).toContainEqual(
    expect.objectContaining({ level: 'error', code: 'unknown-key', file: 'tasks.yaml', line: 2 }),
  );
});

test('a format that is not one could not be done', async () => {
  expect(await run(['check', '--format', 'gitlab'])).toMatchObject({ code: 3 });
  expect(await run(['check', '--format', 'github', '--json'])).toMatchObject({ code: 3 });
});

test.each([
  ['without cdk8s.yaml', {}, 'cdk8s.yaml is not here'],
  ['without an app in it', { 'cdk8s.yaml': 'language: typescript\n' }, 'names no app'],
])('%s it could not be done', async (_, files, message) => {
  inFolder(files);
  const { code, stderr } = await run(['check']);
  expect(code).toBe(3);
  expect(stderr).toContain(message);
});
