import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addTaskCharts, loadTasks, reportMistakes, TaskApp, UserError } from '../../lib';
import { filesOf, scratchFolder } from '../support';

const folder = scratchFolder();
const outdir = scratchFolder();
const gone = join(outdir, 'gone');

/** The environment variable that the cdk8s CLI always sets for its app. */
const CLI = { CDK8S_RECORD_CONSTRUCT_METADATA: 'false' };

/** Runs a program as an app does; gives what it printed and its exit code. */
function report(program: () => void, env: NodeJS.ProcessEnv = {}): { stderr: string; code: unknown } {
  const { exitCode, env: envBefore } = process;
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    process.env = env;
    process.exitCode = 0;
    reportMistakes(program);
    return { stderr: write.mock.calls.join(''), code: process.exitCode };
  } finally {
    process.exitCode = exitCode;
    process.env = envBefore;
    write.mockRestore();
  }
}

const mistaken = () => {
  throw new UserError('1 mistake');
};

test('a program without mistakes prints nothing', () => {
  expect(report(() => {})).toEqual({ stderr: '', code: 0 });
});

test('mistakes in tasks are shown without a stack trace, and leave every manifest as it was', () => {
  const tasks = join(folder, 'tasks.yaml');
  const synthesize = () => {
    const app = new TaskApp({ outdir: join(folder, 'dist') });
    addTaskCharts(app, loadTasks(tasks).tasks);
    app.synth();
  };
  writeFileSync(tasks, 'tasks: [{ taskId: a }]');
  expect(report(synthesize)).toEqual({ stderr: '', code: 0 });
  const manifests = filesOf(join(folder, 'dist'));
  expect(Object.keys(manifests)).toEqual(['a.k8s.yaml']);

  writeFileSync(tasks, 'tasks: [{ taskId: b }, { taskId: A }]');
  const { stderr, code } = report(synthesize);
  expect(stderr).toMatch(/tasks\.yaml:1:34: taskId is not a DNS label .*\n\n1 mistake; nothing was written\n$/s);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
  expect(filesOf(join(folder, 'dist'))).toEqual(manifests);
});

test.each<[string, NodeJS.ProcessEnv]>([
  ['no output folder is named', {}],
  ['the output folder is there', { ...CLI, CDK8S_OUTDIR: outdir }],
  ['the output folder is still to come', { CDK8S_OUTDIR: gone }],
])("a user's mistake is its message and exit code 1, where %s", (_, env) => {
  expect(report(mistaken, env)).toEqual({ stderr: '1 mistake; nothing was written\n', code: 1 });
});

test('where the cdk8s CLI has deleted the output folder, the message says so, and how it comes back', () => {
  const { stderr, code } = report(mistaken, { ...CLI, CDK8S_OUTDIR: gone });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `1 mistake; nothing was written, and ${gone}/ is not there: cdk8s synth deletes it before it starts this app, ` +
      `npm run synth does not; git restore ${gone} brings back what was committed\n`,
  );
});

test('any other error is thrown on', () => {
  const error = new Error('ours');
  expect(() =>
    report(() => {
      throw error;
    }),
  ).toThrow(error);
});

test('an asynchronous program is awaited, and its mistakes are shown in the same way', async () => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await reportMistakes(async () => {
      await Promise.resolve();
      throw new UserError('tasks.yaml is not there');
    });
    expect(written).toHaveBeenCalledWith('tasks.yaml is not there; nothing was written\n');
    expect(process.exitCode).toBe(1);
  } finally {
    process.exitCode = undefined;
    written.mockRestore();
  }
});

test('any other error of an asynchronous program is rejected with', async () => {
  await expect(
    reportMistakes(async () => {
      throw new TypeError('ours');
    }),
  ).rejects.toThrow(TypeError);
});
