import { textLoader, yaml } from './support';

const load = textLoader();

const warnings = (text: string) => load(text).warnings.filter(({ code }) => code === 'shared-working-tree');

/** The tasks of each warning. */
function sharing(text: string): (string | undefined)[] {
  return warnings(text).map(({ message }) => /^(.*?) share the working tree on claim/.exec(message)?.[1]);
}

const FAMILY = yaml`
  layout: flat
  tasks:
    - { taskId: root }
    - { taskId: child, parentTaskId: root }
    - { taskId: sibling, parentTaskId: root }
    - { taskId: grandchild, parentTaskId: child }
`;

test('tasks that would run at the same time on one claim are named, with the ways out', () => {
  expect(warnings(FAMILY)).toMatchObject([
    {
      message:
        'root, child, sibling, grandchild share the working tree on claim git-repo-pvc-root and would run at the same time',
      place: { start: { line: 3, column: 15 } },
      fix: expect.stringMatching(
        /done: true .* layout: families, .* ReadWriteOncePod at the root .* in any order, or workspace: clone/,
      ),
      related: [{ place: { start: { line: 4, column: 15 } } }],
    },
  ]);
});

test('a claim that exists cannot be given another access mode: the fix does not propose one', () => {
  const [warning] = warnings('tasks: [{ taskId: a, existingClaim: c }, { taskId: b, existingClaim: c }]');
  expect(warning?.fix).toMatch(/done: true .* a claim of its own$/);
  expect(warning?.fix).not.toContain('ReadWriteOncePod');
});

test.each([
  ['a task alone', 'tasks: [{ taskId: a }, { taskId: b }]'],
  ['all but one are done', 'tasks: [{ taskId: a, done: true }, { taskId: b, parentTaskId: a }]'],
  ['one pod at a time', 'tasks: [{ taskId: a, pvcAccessMode: ReadWriteOncePod }, { taskId: b, parentTaskId: a }]'],
  ['a clone', 'tasks: [{ taskId: a, done: true }, { taskId: b, parentTaskId: a, workspace: clone }]'],
  [
    'claims of one name in two namespaces',
    'tasks: [{ taskId: a, existingClaim: c, namespace: x }, { taskId: b, existingClaim: c, namespace: y }]',
  ],
])('no warning: %s', (_, text) => {
  expect(warnings(text)).toEqual([]);
});

test('tasks of two families on one existing claim are named too', () => {
  const text =
    'tasks: [{ taskId: a, existingClaim: c }, { taskId: b, existingClaim: c }, { taskId: d, parentTaskId: b }]';
  expect(sharing(text)).toEqual(['a, b, d']);
  expect(sharing(`layout: families\n${text}`)).toEqual(['a, b, d']);
});

test('with a folder for each family its generations take turns: only siblings are named', () => {
  expect(sharing(FAMILY.replace('flat', 'families'))).toEqual(['child, sibling']);
});

test('with shards all tasks of a family are named', () => {
  expect(sharing(FAMILY.replace('flat', '{ shards: 2 }'))).toEqual(['root, child, sibling, grandchild']);
});

function families(count: number, children: number): string {
  const family = (n: number) => [
    { taskId: `root${n}` },
    ...Array.from({ length: children }, (_, m) => ({ taskId: `child${n}-${m}`, parentTaskId: `root${n}` })),
  ];
  return JSON.stringify({ tasks: Array.from({ length: count }, (_, n) => family(n)).flat() });
}

test('of a large family ten tasks are named, and the others counted', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `child0-${n}`).join(', ');
  expect(sharing(families(1, 9))).toEqual([`root0, ${names(9)}`]);
  expect(sharing(families(1, 11))).toEqual([`root0, ${names(9)} and 2 more`]);
});
