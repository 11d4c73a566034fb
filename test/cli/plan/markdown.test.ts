import { writeFileSync } from 'node:fs';
import { run } from '../run';
import { argoCd, git, inRepository } from './repository';

// Each test runs some processes, for which a machine that is busy may take its time.
jest.setTimeout(60_000);

const A = { taskId: 'a' };
const CHILD = { taskId: 'b', parentTaskId: 'a' };
const OTHER = { taskId: 'other' };

async function markdown(): Promise<string> {
  return (await run(['plan', '--markdown'])).stdout;
}

test('the counts are the heading, then what is compared, and what is refused comes first', async () => {
  inRepository({ before: [A, { taskId: 'z' }], after: [{ taskId: 'c' }, A, { taskId: 'z', image: 'x:2' }] });
  const text = await markdown();
  expect(text).toMatch(
    /^### Plan: 1 to create, 1 refused\n\nThe working tree compared with HEAD\n\n```diff\n! refuse {2}z\n/,
  );
  expect(text.indexOf('+ create  c\n')).toBeGreaterThan(text.indexOf('! refuse  z\n'));
});

test('nothing to change is said in few words', async () => {
  inRepository({ before: [A] });
  expect(await markdown()).toBe('### Plan: nothing to change\n\nThe working tree compared with HEAD\n\n1 unchanged\n');
});

test('the picture has the families that change, with what happens to each task, and no other', async () => {
  inRepository({ before: [A, OTHER], after: [A, CHILD, OTHER] });
  const text = await markdown();
  const [, picture] = /^```mermaid\n(.*?)^```$/ms.exec(text) ?? [];
  expect(picture).toMatch(/^flowchart LR\n/);
  expect(picture).toContain('["a<br/>not done<br/>at once A"]');
  expect(picture).toContain('["b<br/>not done<br/>at once A<br/>create"]');
  expect(picture).not.toContain('other');
});

test('the picture has the family that a task has left', async () => {
  inRepository({ before: [A, CHILD, OTHER], after: [A, OTHER] });
  const text = await markdown();
  expect(text).toContain('["a<br/>not done"]');
  expect(text).not.toContain('["other');
});

test('without tasks to draw there is no picture', async () => {
  inRepository({ before: [A, OTHER], after: [OTHER] });
  expect(await markdown()).not.toContain('mermaid');
});

test('the sums are a table', async () => {
  inRepository({ before: [A], after: [A, OTHER] });
  expect(await markdown()).toContain('|---|---|---|\n| tasks | 1 | 2 |\n| runs | 1 | 2 |\n| storage | 1Gi | 2Gi |\n');
});

test('it has the notes of the text: Jobs that stay, what is not in the sums, and what is not committed', async () => {
  inRepository({ before: [A], after: [{ ...A, image: 'x:2' }, OTHER], files: { 'argocd/tasks.k8s.yaml': argoCd() } });
  const [{ stdout: text }, { stdout: page }] = [await run(['plan']), await run(['plan', '--markdown'])];
  for (const note of [
    'the Jobs of a as they are: the change runs no agent',
    'request nothing, and are not in the sum',
    'more files are not committed yet',
  ]) {
    expect(text).toContain(note);
    expect(page).toContain(note);
  }
});

test('it has the warnings of the app, cut where they are long, and nothing in them ends their fence', async () => {
  inRepository({ before: [A] });
  writeFileSync('cdk8s.yaml', `app: printf 'take care\\n~~~ \`\`\`\\n' >&2; cp -R .after/. "$CDK8S_OUTDIR"\n`);
  expect(await markdown()).toContain('Warnings:\n\n````text\ntake care\n~~~ ```\n````\n');
  writeFileSync('cdk8s.yaml', `app: yes | head -c 99999 >&2; cp -R .after/. "$CDK8S_OUTDIR"\n`);
  expect((await markdown()).length).toBeLessThan(9000);
});

test('the name of a branch is no Markdown', async () => {
  inRepository({ before: [A] });
  git('branch', '<b>_x');
  expect((await run(['plan', '--markdown', '--against', '<b>_x'])).stdout).toContain('compared with \\<b\\>\\_x\n');
});

test('nothing in it ends its fences', async () => {
  inRepository({ before: [{ ...A, queue: 'x' }], after: [{ ...A, queue: 'y', jobName: 'z', env: { X: '````' } }] });
  expect(await markdown()).toMatch(/^`````diff\n.*"value":"````".*\n`````\n/ms);
});

test('fits into a comment, however many tasks change, and says how many it does not show', async () => {
  const tasks = Array.from({ length: 400 }, (_, index) => ({
    taskId: `task-${index}-${'x'.repeat(30)}`,
    pvcStorageSize: `${index + 1}Gi`,
  }));
  inRepository({ before: [A], after: tasks });
  const text = await markdown();
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  expect(text).toMatch(/\n\d+ more changes; the command prints all of them without --markdown\n/);
  expect(text).toMatch(/^### Plan: 400 to create, 1 job to remove \(claim kept\)\n/);
  expect(text).not.toContain('mermaid');
});
