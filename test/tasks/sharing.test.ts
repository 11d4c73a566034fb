import { textLoader, yaml } from './support';

const load = textLoader();

function warnings(text: string): readonly string[] {
  return load(text).warnings;
}

/** The tasks of each warning. */
function sharing(text: string): (string | undefined)[] {
  return warnings(text).map((warning) => /^warning: (.*?) share the working tree on claim/.exec(warning)?.[1]);
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
  expect(warnings(FAMILY)).toEqual([
    'warning: root, child, sibling, grandchild share the working tree on claim git-repo-pvc-root and would run at the ' +
      'same time; say done: true for those that have ended, pvcAccessMode: ReadWriteOncePod at the root to run them ' +
      'one at a time, or workspace: clone for a child that needs a claim of its own',
  ]);
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

test('of many families ten are named, and the others counted', () => {
  expect(warnings(families(10, 1))).toHaveLength(10);
  const many = warnings(families(13, 1));
  expect(many).toHaveLength(11);
  expect(many[10]).toBe('warning: so do the tasks of 3 more claims');
  expect(warnings(families(11, 1))[10]).toBe('warning: so do the tasks of 1 more claim');
});

test('of a large family ten tasks are named, and the others counted', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `child0-${n}`).join(', ');
  expect(sharing(families(1, 9))).toEqual([`root0, ${names(9)}`]);
  expect(sharing(families(1, 11))).toEqual([`root0, ${names(9)} and 2 more`]);
});
