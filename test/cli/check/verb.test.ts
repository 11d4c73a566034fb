import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  expect(stdout).toContain('dist/b.k8s.yaml:1: differs from the output of a synth only in its line endings: ');
  expect(stdout).toContain('.gitattributes');
});

test.each([
  [
    'another line, and other line endings',
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
      'cdk8s.yaml has output: manifests, which npm run synth does not follow: it writes dist/; ',
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

test('an app that is not executable is shown as one that cannot be run', async () => {
  inFolder({ ...FILES, 'cdk8s.yaml': 'app: ./app.sh\n' });
  const { code, stderr } = await run(['check']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^cdk8s\.yaml names an app that cannot be run: \.\/app\.sh\n/);
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
  expect(stderr).toBe('the app failed without a message: false\n');
});

describe('--format github', () => {
  test('annotates a mistake at its place', async () => {
    inFolder({ ...FILES, 'tasks.yaml': 'tasks:\n  - taskID: a\n' });
    const { code, stdout } = await run(['check', '--format', 'github']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=tasks\.yaml,line=2,col=5,endLine=2,endColumn=11,title=unknown-key::taskID .*%0Afix: did you mean taskId\?$/m,
    );
  });

  test('annotates a manifest that differs, and warnings', async () => {
    inFolder({ ...FILES, 'dist/b.k8s.yaml': 'kind: Job\nname: 100%\n' });
    const { stdout } = await run(['check', '--format', 'github']);
    expect(stdout).toContain('::warning title=app-warning::take care\n');
    expect(stdout).toMatch(
      /^::error file=dist\/b\.k8s\.yaml,line=2,col=1,.*title=stale-manifest::is not .* name: 100%25 instead/m,
    );
  });

  test('keeps commas and colons of a file name apart from its own', async () => {
    inFolder({ ...FILES, 'dist/a,b:c.k8s.yaml': '' });
    expect((await run(['check', '--format', 'github'])).stdout).toContain('file=dist/a%2Cb%3Ac.k8s.yaml,');
  });

  test('shows what a failing app said when the tasks are right', async () => {
    inFolder(FILES);
    process.env.FAIL = '1';
    expect((await run(['check', '--format', 'github'])).stdout).toBe(
      '::error title=app-failed::it broke; nothing was written\n',
    );
  });
});

test('--json is a list of what was found', async () => {
  inFolder({ ...FILES, 'tasks.yaml': 'tasks:\n  - taskID: a\n' });
  const found = JSON.parse((await run(['check', '--json'])).stdout);
  expect(found).toContainEqual(
    expect.objectContaining({
      level: 'error',
      code: 'unknown-key',
      place: expect.objectContaining({ file: 'tasks.yaml', start: { line: 2, column: 5, offset: 11 } }),
    }),
  );
});

test('a format that is not one could not be done', async () => {
  expect(await run(['check', '--format', 'gitlab'])).toMatchObject({ code: 3 });
  expect(await run(['check', '--format', 'github', '--json'])).toMatchObject({ code: 3 });
});

test.each([
  ['without cdk8s.yaml', {}, 'cdk8s.yaml is not in this folder'],
  ['without an app in it', { 'cdk8s.yaml': 'language: typescript\n' }, 'names no app'],
  ['with a folder cdk8s.yaml', { 'cdk8s.yaml/x': '' }, 'cdk8s.yaml is a folder, a pipe or a device'],
])('%s it could not be done', async (_, files, message) => {
  inFolder(files);
  const { code, stderr } = await run(['check']);
  expect(code).toBe(3);
  expect(stderr).toContain(message);
});

describe('an app that writes to the working tree', () => {
  const app = (script: string) => ({ ...FILES, 'app.sh': script });

  test.each([
    ['a folder of its own', 'mkdir -p elsewhere/deep && echo x >elsewhere/deep/x.k8s.yaml', 'elsewhere/deep/'],
    ['the committed folder', 'echo mine >dist/a.k8s.yaml; rm dist/b.k8s.yaml', 'dist/'],
  ])('is refused, and %s is put back as it was', async (_, script, names) => {
    inFolder(app(script));
    const { code, stderr } = await run(['check']);
    expect(code).toBe(3);
    expect(stderr).toContain(`the app does not write where CDK8S_OUTDIR says, but to ${names}; `);
    expect(existsSync('elsewhere')).toBe(false);
    expect(readFileSync('dist/a.k8s.yaml', 'utf8')).toBe(FILES['dist/a.k8s.yaml']);
    expect(readFileSync('dist/b.k8s.yaml', 'utf8')).toBe(FILES['dist/b.k8s.yaml']);
  });
});

describe('two apps that write one output folder', () => {
  const app = (id: string) =>
    `const { TaskApp, TaskChart } = require('${join(__dirname, '../../../lib')}');
    const app = new TaskApp();
    new TaskChart(app, { taskId: '${id}' });
    app.synth();`;
  const node = `node -r ${join(__dirname, '../../../lib/typescript.cjs')}`;
  const files = { 'cdk8s.yaml': `app: ${node} a.ts && ${node} b.ts\n`, 'tasks.yaml': 'tasks: []\n', 'a.ts': app('a') };

  test('are a mistake without a stack, if one makes another task than the other', async () => {
    inFolder({ ...files, 'b.ts': app('b') });
    const { code, stderr } = await run(['check']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^two apps write one output folder: a\.k8s\.yaml is from another app of this command; /);
    expect(stderr).not.toContain('    at ');
  }, 60_000);

  test('are none, if the second one writes the same files', async () => {
    inFolder({ ...files, 'b.ts': app('a') });
    expect((await run(['check'])).stdout).toContain('dist/a.k8s.yaml: is missing');
  }, 60_000);
});

describe.each(['argocd', 'flux'])('the objects of the GitOps engine %s', (engine) => {
  const files = (script: string) => ({
    ...FILES,
    [`${engine}.yaml`]: 'url: x\n',
    'package.json': JSON.stringify({ scripts: { [engine]: script } }),
    [`${engine}/tasks.k8s.yaml`]: 'kind: Application\n',
  });

  test('are checked too, with the npm script that writes them', async () => {
    inFolder(files('echo "kind: ApplicationSet" >"$CDK8S_OUTDIR/tasks.k8s.yaml"'));
    const { code, stdout } = await run(['check']);
    expect(code).toBe(1);
    expect(stdout).toContain(`${engine}/tasks.k8s.yaml:1: is not what a synth would write`);
    expect(stdout).toContain(`fix: synthesize, and commit the folder: npm run ${engine}\n`);
    inFolder(files('echo "kind: Application" >"$CDK8S_OUTDIR/tasks.k8s.yaml"'));
    expect(await run(['check'])).toMatchObject({ code: 0 });
  });

  test('are a mistake if the script fails', async () => {
    inFolder(files('echo broken >&2; false'));
    const { code, stdout } = await run(['check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toContainEqual({ level: 'error', code: 'app-failed', message: 'broken' });
  });
});

test.each([
  ['a file in its place', () => writeFileSync('dist', ''), 'dist is a file'],
  ['a link to itself in it', () => link('l.k8s.yaml'), 'dist/l.k8s.yaml is a link that leads nowhere'],
  ['a link out of it', () => link('../tasks.yaml'), 'dist/l.k8s.yaml is a link that leads out of the folder'],
  ['a link that leads nowhere', () => link('nowhere'), 'dist/l.k8s.yaml is a link that leads nowhere'],
  [
    'a folder named as a manifest',
    () => mkdirSync('dist/l.k8s.yaml', { recursive: true }),
    'dist/l.k8s.yaml is a folder',
  ],
  ['a pipe', () => execFileSync('sh', ['-c', 'mkdir dist && mkfifo dist/l.k8s.yaml']), 'is a pipe or a device'],
])('an output folder with %s could not be checked', async (_, make, says) => {
  inFolder(FILES);
  rmSync('dist', { recursive: true });
  make();
  const { code, stderr } = await run(['check']);
  expect(code).toBe(3);
  expect(stderr).toContain(says);
});

function link(target: string): void {
  mkdirSync('dist');
  symlinkSync(target, 'dist/l.k8s.yaml');
}

test('--format sarif is a log of SARIF 2.1.0, with a rule for each code and the place of each result', async () => {
  inFolder({ ...FILES, 'tasks.yaml': 'tasks:\n  - taskID: a\n  - taskId: b\n  - taskId: b\n' });
  const { runs, version } = JSON.parse((await run(['check', '--format', 'sarif'])).stdout);
  expect(version).toBe('2.1.0');
  const [{ tool, results }] = runs;
  expect(results).toHaveLength(2);
  for (const { ruleId, ruleIndex } of results) {
    expect(tool.driver.rules[ruleIndex]).toMatchObject({ id: ruleId, shortDescription: { text: expect.any(String) } });
  }
  expect(results[0]).toMatchObject({
    level: 'error',
    message: { text: expect.stringContaining('Fix: did you mean taskId?') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'tasks.yaml' },
          region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 11 },
        },
      },
    ],
  });
  expect(results[1].relatedLocations[0].physicalLocation.region).toMatchObject({ startLine: 3 });
});

test('no format prints a password of a URL', async () => {
  const tasks = 'tasks:\n  - taskId: a\n    apiUrl: " https://user:pass1234@api"\n';
  for (const format of ['json', 'github', 'sarif']) {
    inFolder({ ...FILES, 'app.sh': 'exit 1', 'tasks.yaml': tasks });
    const { stdout } = await run(['check', '--format', format]);
    expect(stdout).toContain('apiUrl');
    expect(stdout).not.toContain('pass1234');
  }
});
