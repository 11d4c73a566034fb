import { refusal, textLoader, where } from '../tasks/support';

const load = textLoader();

/** The mistakes of a text, each as `line:column code`. */
const mistakesOf = (text: string) => refusal(() => load(text)).mistakes.map((one) => `${where(one)} ${one.code}`);

test('an alias stands for the anchor before it, also where it is read again through another alias', () => {
  const { tasks } = load(`defaults:
  env: { A: &value one }
  labels: &labels { k: *value }
  annotations: { x: &value two }
  nodeSelector: *labels
tasks: [{ taskId: a }]
`);
  expect(tasks[0]).toMatchObject({ labels: { k: 'one' }, annotations: { x: 'two' }, nodeSelector: { k: 'one' } });
});

test('of two equal keys the second is the mistake, and the value of the first is the one that is checked', () => {
  expect(mistakesOf('tasks:\n  - taskId: a\n    image: 1\n    image: 2\n')).toEqual([
    '3:12 wrong-type',
    '4:5 yaml-duplicate-key',
  ]);
});

test('lists that stand in each other too deeply are refused in a key too', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(mistakesOf(`? ${nested(150)}\n: x\n`)).toEqual([expect.stringMatching(/ yaml-depth$/)]);
  expect(mistakesOf(`? ${nested(50)}\n: x\n`)).not.toContainEqual(expect.stringMatching(/ yaml-depth$/));
});

test('aliases that lead more deeply into each other than 200 levels are refused', () => {
  const chain = (length: number) => {
    const maps = Array.from({ length }, (_, n) => `  k${n}: &a${n} { n: ${n === 0 ? 'x' : `*a${n - 1}`} }\n`);
    return `tasks: []\nx:\n${maps.join('')}`;
  };
  expect(mistakesOf(chain(300))).toContainEqual(expect.stringMatching(/ yaml-alias$/));
  expect(mistakesOf(chain(100))).not.toContainEqual(expect.stringMatching(/ yaml-alias$/));
});

test('a circle of parents is certain even if another file cannot be read', () => {
  const circle =
    'tasks: [{ taskId: a, parentTaskId: b }, { taskId: b, parentTaskId: a }, { taskId: c, parentTaskId: x }]';
  expect(mistakesOf(`${circle}\n1: x\n`)).toEqual(['1:36 parent-cycle', '2:1 yaml-key']);
});
