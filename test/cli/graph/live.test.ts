import { utimesSync } from 'node:fs';
import { liveHeading } from '../../../lib/cli/graph/live-states';
import { run } from '../run';
import { inRepository, statusesIn } from '../status/fixtures';

const page = (...args: string[]) => run(['graph', '--format', 'html', '--live', 'live.json', ...args]);

/** The class and the words of the state of a task. */
const stateIn = (text: string, id: string) =>
  new RegExp(`<a class="task (\\w+)" id="${id}".*?<span class="state">([^<]*)</span>`).exec(text)?.slice(1);

test('shows the state of each task in the cluster, in the colour of status', async () => {
  inRepository('failed-exit', 'running', 'succeeded', 'image', 'done', 'parent');
  const { code, stdout, stderr } = await page();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stateIn(stdout, 'failed-exit')).toEqual(['refused', 'failed']);
  expect(stateIn(stdout, 'running')).toEqual(['open', 'running']);
  expect(stateIn(stdout, 'succeeded')).toEqual(['created', 'succeeded']);
  expect(stateIn(stdout, 'image')).toEqual(['changed', 'waiting for image']);
  expect(stateIn(stdout, 'done')).toEqual(['done', 'done']);
  expect(stateIn(stdout, 'parent')).toEqual(['kept', 'waiting for parent']);
});

test('the states are choices of the filter', async () => {
  inRepository('failed-exit', 'running');
  const { stdout } = await page();
  const choices = [...stdout.matchAll(/name="state" value="([^"]+)"/g)].map((found) => found[1]);
  expect(choices.filter((one) => one !== 'at once').toSorted()).toEqual(['failed', 'running']);
});

test('the details of a task have the reason, the time and the next step', async () => {
  inRepository('failed-exit');
  const { stdout } = await page();
  const data = /<script type="application\/json" id="_data">(.*?)<\/script>/s.exec(stdout)?.[1] ?? '';
  expect(data).toContain('exit code 3');
  expect(data).toMatch(/"Since":\["\d{4}-\d\d-\d\dT/);
  expect(data).toMatch(/"Next step":\["kubectl -n agents logs keruta-job-failed-exit-/);
});

test('the page says when the states were taken', async () => {
  inRepository('running');
  const time = new Date('2026-01-13T05:00:00Z');
  utimesSync('live.json', time, time);
  expect((await page()).stdout).toContain('The cluster at 2026-01-13 05:00 UTC: 1 task');
});

test('the page counts the Jobs of tasks that are not in Git any more', () => {
  expect(liveHeading(statusesIn('not-in-git'))).toMatch(/ UTC, without 1 Job of tasks that are not in Git any more$/);
  expect(liveHeading(statusesIn('running'))).toMatch(/ UTC$/);
});

test.each([
  [['--live', 'live.json'], '--live is for the HTML page; add --format html'],
  [['--live', 'live.json', '--format', 'svg'], '--live is for the HTML page; add --format html'],
  [['--live', 'live.json', '--format', 'html', '--against', 'HEAD'], 'allowed: one of them'],
  [['--format', 'html', '--context', 'x'], '--context: no cluster is asked without --live; add --live'],
])('graph %j could not be done', async (args, message) => {
  inRepository('running');
  expect(await run(['graph', ...args])).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringContaining(message),
  });
});

test.each([
  [['plan', '--namespace', 'agents'], '--namespace'],
  [['done', 'running', '--kubeconfig', 'x', '--context', 'y'], '--context, --kubeconfig'],
])('%j is refused: no cluster is asked without --live', async (args, names) => {
  inRepository('running');
  const { code, stderr } = await run(args);
  expect(code).toBe(3);
  expect(stderr).toContain(`${names}: no cluster is asked without --live; add --live`);
});
