import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTasks } from '../../lib';
import { scratchFolder } from '../support';
import { refusal, unmark, where } from './support';

const [folder, elsewhere] = [scratchFolder(), scratchFolder()];
const file = join(folder, 'tasks.yaml');

/** Loads a text as a file of tasks with a flux.yaml next to it. */
function load(text: string, flux = 'targetNamespace: keruta\n') {
  writeFileSync(join(folder, 'flux.yaml'), flux);
  writeFileSync(file, text);
  return loadTasks(file);
}

/** A text with the places of its mistakes marked, and their codes. */
const WRONG: readonly [rule: string, marked: string, ...codes: string[]][] = [
  [
    'a namespace of a task is overridden by the target namespace',
    'tasks:\n  - taskId: a\n    namespace: ▶own\n  - taskId: b\n',
    'overridden-namespace',
  ],
  [
    'a namespace of the defaults is one mistake, there',
    'defaults:\n  namespace: ▶own\ntasks: [{ taskId: a }, { taskId: b }]\n',
    'overridden-namespace',
  ],
  ['no task at all would delete every Job', '▶tasks: []\n', 'no-manifest'],
  [
    'tasks that are done and make no claim would too',
    '▶tasks: [{ taskId: a, existingClaim: mine, done: true }]\n',
    'no-manifest',
  ],
  [
    'a clone of a running parent is empty in the layout families too',
    'layout: families\ntasks:\n  - taskId: a\n  - { taskId: b, parentTaskId: a, workspace: ▶clone }\n',
    'clone-of-running',
  ],
];

test.each(WRONG)('%s', (_, marked, ...codes) => {
  const { text, places } = unmark(marked);
  const { mistakes, message } = refusal(() => load(text));
  expect(mistakes.map((one) => `${where(one)} ${one.code}`)).toEqual(codes.map((code, i) => `${places[i]} ${code}`));
  expect(message).not.toMatch(/Argo|families/);
});

test('of a namespace, the message names the file and the namespace that counts', () => {
  const { message } = refusal(() => load('tasks: [{ taskId: a, namespace: own }]'));
  expect(message).toContain('flux.yaml: Flux would run the task in keruta');
});

test.each([
  ['the target namespace itself', 'tasks: [{ taskId: a, namespace: keruta }]'],
  ['a last task that is done, whose claim stays in the manifests', 'tasks: [{ taskId: a, done: true }]'],
  ['a task on an existing claim that is not done', 'tasks: [{ taskId: a, existingClaim: mine }]'],
])('%s is right', (_, text) => {
  expect(load(text).tasks).toHaveLength(1);
});

test('mistakes in flux.yaml are shown by npm run flux, and not here', () => {
  const own = 'tasks: [{ taskId: a, namespace: own }]';
  expect(load(own, 'targetNamespace: [').tasks).toHaveLength(1);
  expect(load(own, '').tasks).toHaveLength(1);
  expect(load(own, 'targetNamespace: 5').tasks).toHaveLength(1);
});

describe('the layout families', () => {
  const FAMILY = 'layout: families\ntasks: [{ taskId: a }, { taskId: b, parentTaskId: a }]\n';
  const ONE_POD = FAMILY.replace('{ taskId: a }', '{ taskId: a, pvcAccessMode: ReadWriteOncePod }');

  test('orders nothing: its tasks run at the same time, and none of the fixes names another engine', () => {
    const { waits, warnings } = load(FAMILY);
    expect(waits).toBe(false);
    expect(warnings.map(({ code }) => code)).toEqual(['shared-working-tree']);
    expect(load(ONE_POD).warnings.map(({ code }) => code)).toEqual(['no-order']);
    expect(JSON.stringify([...warnings, ...load(ONE_POD).warnings])).not.toMatch(/Argo|layout/);
  });

  test('makes no clone of a parent that runs, and is not proposed for it', () => {
    const clone = FAMILY.replace('parentTaskId: a', 'parentTaskId: a, workspace: clone');
    expect(refusal(() => load(clone)).mistakes).toMatchObject([
      {
        code: 'clone-of-running',
        fix: 'set done: true at a once it has ended and its Job is gone, or inherit its claim',
      },
    ]);
    const other = join(elsewhere, 'tasks.yaml');
    writeFileSync(other, clone.replace('families', 'flat'));
    expect(refusal(() => loadTasks(other)).mistakes).toMatchObject([
      { fix: expect.stringMatching(/gone, inherit its claim, or set layout: families$/) },
    ]);
  });

  test('orders them where there is no flux.yaml', () => {
    const other = join(elsewhere, 'tasks.yaml');
    writeFileSync(other, FAMILY);
    expect(loadTasks(other)).toMatchObject({ waits: true, warnings: [] });
  });
});
