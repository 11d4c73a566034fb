import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, run } from './run';

/** Recorded from Kubernetes 1.37: `ended` and `expanded` have succeeded, `failed` has failed, `running` runs. */
const FILE = join(__dirname, '..', 'fixtures', 'plan', 'live.json');

async function doneOf(tasks: string): Promise<{ stdout: string; after: string }> {
  inFolder({ 'tasks.yaml': tasks });
  copyFileSync(FILE, 'live.json');
  const { code, stdout, stderr } = await run(['done', '--succeeded', '--live', 'live.json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { stdout, after: readFileSync('tasks.yaml', 'utf8') };
}

test('--succeeded --live sets done for the tasks whose Job has succeeded, and for no other', async () => {
  const text = (done: string) =>
    `tasks:\n  - taskId: ended\n${done}  - taskId: failed\n  - taskId: expanded\n    namespace: plan\n${done}  - taskId: running\n  - taskId: unknown\n`;
  expect((await doneOf(text(''))).after).toBe(text('    done: true\n'));
});

test.each([
  ['a Job of an older run', 'run: 2'],
  ['a Job of another namespace', 'namespace: other'],
  ['a Job of a task with another id', 'jobName: keruta-job-expanded'],
])('%s does not count', async (_, setting) => {
  const text = `tasks:\n  - taskId: ended\n    ${setting}\n`;
  const { after, stdout } = await doneOf(text);
  expect(after).toBe(text);
  expect(stdout).toBe('no task that is not done has succeeded\n');
});
