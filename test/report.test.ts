import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addTaskCharts, loadTasks, reportMistakes, TaskApp } from '../lib';
import { filesOf, scratchFolder } from './support';

const folder = scratchFolder();
const outdir = join(folder, 'dist');
const tasks = join(folder, 'tasks.yaml');
const before = process.env.CDK8S_OUTDIR;

/** What is printed on standard error, and the exit code. */
function report(program: () => void): { stderr: string; exitCode: unknown } {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const exitCode = process.exitCode;
  try {
    reportMistakes(program);
    return { stderr: write.mock.calls.join(''), exitCode: process.exitCode };
  } finally {
    process.exitCode = exitCode;
    write.mockRestore();
  }
}

function synthesize(): void {
  const app = new TaskApp({ outdir });
  addTaskCharts(app, loadTasks(tasks).tasks);
  app.synth();
}

beforeEach(() => {
  delete process.env.CDK8S_OUTDIR;
});
afterAll(() => {
  if (before === undefined) {
    delete process.env.CDK8S_OUTDIR;
  } else {
    process.env.CDK8S_OUTDIR = before;
  }
});

test('mistakes are reported without a stack trace, and leave every manifest as it was', () => {
  writeFileSync(tasks, 'tasks: [{ taskId: a }]');
  expect(report(synthesize)).toMatchObject({ stderr: '' });
  const manifests = filesOf(outdir);
  expect(Object.keys(manifests)).toEqual(['a.k8s.yaml']);

  writeFileSync(tasks, 'tasks: [{ taskId: b }, { taskId: A }]');
  const { stderr, exitCode } = report(synthesize);
  expect(stderr).toMatch(/tasks\.yaml:1:34: taskId is not a DNS label .*\n\n1 mistake; nothing was written\n$/s);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(exitCode).toBe(1);
  expect(filesOf(outdir)).toEqual(manifests);
});

test('where the cdk8s CLI has deleted the output folder, the report says so and how to get it back', () => {
  process.env.CDK8S_OUTDIR = 'gone';
  expect(report(() => loadTasks(join(folder, 'nowhere'))).stderr).toMatch(
    /1 mistake; nothing was written, and gone\/ is not there: cdk8s synth deletes it .* git restore gone brings it back\n$/,
  );
});

test('any other error keeps its stack', () => {
  const ours = new TypeError('a slip of this program');
  expect(() =>
    report(() => {
      throw ours;
    }),
  ).toThrow(ours);
});

test('main.ts ends with exit code 1 on a mistake, and prints warnings where there is none', () => {
  mkdirSync(join(folder, 'main'));
  const main = (text: string) => {
    writeFileSync(tasks, text);
    const env = { ...process.env, KERUTA_TASKS: tasks, CDK8S_OUTDIR: join(folder, 'main') };
    return spawnSync(process.execPath, ['-r', 'tsx/cjs', 'main.ts'], {
      env,
      cwd: join(__dirname, '..'),
      encoding: 'utf8',
    });
  };
  const right = main('tasks: [{ taskId: a }, { taskId: b, parentTaskId: a }]');
  expect(right).toMatchObject({ status: 0, stdout: '' });
  expect(right.stderr).toMatch(/^warning: a, b share the working tree .*\n$/);
  const manifests = filesOf(join(folder, 'main'));
  expect(Object.keys(manifests)).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);

  const wrong = main('tasks: [{ taskId: c }, { taskId: c }]');
  expect(wrong).toMatchObject({ status: 1, stdout: '' });
  expect(wrong.stderr).toMatch(/\[duplicate-task\]\n.*\n1 mistake; nothing was written\n$/s);
  expect(filesOf(join(folder, 'main'))).toEqual(manifests);
});
