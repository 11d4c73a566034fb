import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'typescript-'));
  mkdirSync(join(project, 'lib'));
  for (const name of ['typescript.cjs', 'compiled.cjs']) {
    cpSync(join(__dirname, '../lib', name), join(project, 'lib', name));
  }
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(join(__dirname, '../node_modules/@swc'), join(project, 'node_modules/@swc'));
});

afterEach(() => rmSync(project, { recursive: true }));

/** Runs the text of a program, which has always the same path. */
function run(text: string) {
  writeFileSync(join(project, 'main.ts'), text);
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', './lib/typescript.cjs', 'main.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  return { stdout, stderr };
}

const print = (value: string) => `import { readFileSync } from 'node:fs';
interface Unused { readonly key: string }
console.log(typeof readFileSync, '${value}');
`;

test('a module that has changed is compiled again, even if its length has not changed', () => {
  expect(run(print('one')).stdout).toBe('function one\n');
  expect(run(print('one')).stdout).toBe('function one\n');
  expect(run(print('two')).stdout).toBe('function two\n');
});

test('what is kept, but cannot be read, is made again', () => {
  run(print('one'));
  writeFileSync(join(project, 'node_modules/.cache/cdk8s-keruta-compiled'), 'damaged');
  expect(run(print('one'))).toEqual({ stdout: 'function one\n', stderr: '' });
});

test('an error names its place in the TypeScript, also when the compiled code was kept', () => {
  const failing =
    'interface Unused {\n  readonly key: string;\n}\nfunction fail() {\n  throw new Error("wrong");\n}\nfail();\n';
  run(failing);
  expect(run(failing).stderr).toMatch(/Error: wrong\n {4}at fail \(.*main\.ts:5:9\)\n {4}at .*main\.ts:7:1/);
});

test('what is no JavaScript is refused by Node.js with its place', () => {
  writeFileSync(join(project, 'wrong.js'), 'const = 1;\n');
  expect(run('require("./wrong.js");\n').stderr).toMatch(/wrong\.js:1\nconst = 1;\n.*\n\nSyntaxError: /);
});

test('a module may import dynamically', () => {
  writeFileSync(join(project, 'module.mjs'), 'export const value = 5;\n');
  const text = 'import("./module.mjs").then(({ value }) => console.log(value));\n';
  expect(run(text)).toEqual({ stdout: '5\n', stderr: '' });
});
