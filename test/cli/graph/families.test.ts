import fc from 'fast-check';
import { toFamilies } from '../../../lib/cli/graph';
import { pictureOf } from '../../../lib/cli/graph/picture';
import { elide, MONO, SANS, textWidth, wrap } from '../../../lib/cli/graph/text';
import type { Task } from '../../../lib/tasks/task';
import { claim, ids, task } from './tasks';

const concurrent = (tasks: readonly Task[], waits = false) =>
  toFamilies(tasks, waits).flatMap((family) =>
    family.concurrentGroups.map((group) => `${group.label}: ${ids(group.tasks).join(' ')}`),
  );

describe('families', () => {
  const three = [
    task('a', { done: true }),
    task('b', { parentTaskId: 'a' }),
    task('c', { parentTaskId: 'b', claim: claim('git-repo-pvc-a') }),
  ];

  test('a family is a root with its descendants, a parent before its children', () => {
    const [first, second] = toFamilies([...three, task('z'), task('d', { parentTaskId: 'a' })]);
    expect(ids(first?.tasks ?? [])).toEqual(['a', 'b', 'c', 'd']);
    expect(first?.tasks.map(({ depth }) => depth)).toEqual([0, 1, 2, 1]);
    expect(ids(second?.tasks ?? [])).toEqual(['z']);
  });

  test('a task whose parent is not among the tasks is a root', () => {
    expect(toFamilies(three.slice(1)).map(({ roots }) => ids(roots))).toEqual([['b']]);
  });

  test('roots on one existing claim are one family, in one namespace only', () => {
    const shared = claim('shared', { existing: true });
    const tasks = ['a', 'b'].map((id) => task(id, { claim: shared }));
    expect(
      toFamilies([...tasks, task('c', { claim: { ...shared, namespace: 'other' } })]).map(({ roots }) => ids(roots)),
    ).toEqual([['a', 'b'], ['c']]);
  });

  test('a clone has a workspace of its own, which its children share', () => {
    const own = claim('git-repo-pvc-b');
    const [family] = toFamilies([
      task('a', { done: true }),
      task('b', { parentTaskId: 'a', workspace: 'clone', claim: own }),
      task('c', { parentTaskId: 'b', claim: own }),
      task('d', { parentTaskId: 'a' }),
    ]);
    expect(family?.workspaces.map((one) => [one.claim.name, one.clonedFrom?.name, ids(one.tasks)])).toEqual([
      ['git-repo-pvc-a', undefined, ['a', 'd']],
      ['git-repo-pvc-b', 'git-repo-pvc-a', ['b', 'c']],
    ]);
  });

  test('tasks of a claim that are not done would run at the same time', () => {
    expect(concurrent(three)).toEqual(['A: b c']);
  });

  test('tasks that mount different folders of a claim do not run in one working tree', () => {
    const folder = (subPath: string) => ({ claim: { ...claim('git-repo-pvc-a'), subPath } });
    const tasks = [
      task('a', folder('web')),
      task('b', { parentTaskId: 'a', ...folder('api') }),
      task('c', { parentTaskId: 'a', ...folder('web') }),
      task('d', { parentTaskId: 'b', ...folder('api') }),
    ];
    expect(concurrent(tasks)).toEqual(['A: a c', 'B: b d']);
    expect(concurrent(tasks.slice(0, 2))).toEqual([]);
  });

  test('a single task, done tasks and tasks on different claims do not run at the same time', () => {
    expect(concurrent([task('a'), task('b'), task('c', { parentTaskId: 'a', done: true })])).toEqual([]);
  });

  test('a clone does not run on its parent’s working tree', () => {
    const clone = task('b', { parentTaskId: 'a', workspace: 'clone', claim: claim('git-repo-pvc-b') });
    expect(concurrent([task('a'), clone])).toEqual([]);
  });

  test('tasks on a ReadWriteOncePod claim never run at the same time', () => {
    const onePod = claim('git-repo-pvc-a', { accessMode: 'ReadWriteOncePod' });
    expect(concurrent([task('a', { claim: onePod }), task('b', { parentTaskId: 'a', claim: onePod })])).toEqual([]);
  });

  test('tasks of two families on one existing claim would run at the same time', () => {
    const shared = claim('shared', { existing: true, accessMode: 'ReadWriteMany' });
    const child = task('c', { parentTaskId: 'b', claim: shared });
    const tasks = [task('a', { claim: shared }), task('b', { claim: shared, done: true }), child];
    expect(concurrent(tasks)).toEqual(['A: a c']);
    expect(concurrent(tasks, true)).toEqual(['A: a c']);
  });

  test('a root that is done does not change the order of the other tasks on its claim', () => {
    const shared = claim('shared', { existing: true });
    const root = task('a', { claim: shared, done: true });
    const tasks = [root, task('b', { claim: shared }), task('c', { parentTaskId: 'b', claim: shared })];
    expect(concurrent(tasks, true)).toEqual([]);
    expect(concurrent(tasks)).toEqual(['A: b c']);
  });

  test('in the families layout only tasks of one generation run at the same time', () => {
    const tasks = ['b', 'c'].map((id) => task(id, { parentTaskId: 'a' }));
    expect(concurrent([task('a'), ...tasks], true)).toEqual(['A: b c']);
  });

  test('a chain of 20,000 tasks is drawn', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) =>
      task(`t${i}`, { parentTaskId: i > 0 ? `t${i - 1}` : undefined, claim: claim('git-repo-pvc-t0') }),
    );
    expect(pictureOf(toFamilies(chain)).tasks.length).toBe(20_000);
  });
});

describe('text', () => {
  test('shortened text fits, and keeps both ends', () => {
    const text = 'migrate-the-payment-service-to-the-new-ledger-api-01';
    const shown = elide(text, MONO, 12, 200);
    expect(textWidth(shown, MONO, 12)).toBeLessThanOrEqual(200);
    expect(shown).toMatch(/^migrate.*….*-01$/);
  });

  test('text that fits is left as it is', () => {
    expect(elide('task123', MONO, 12, 200)).toBe('task123');
  });

  test('parts that do not fit on one line are on several lines', () => {
    expect(wrap(['1Gi', 'ReadWriteOnce', 'class standard'], SANS, 11, 160)).toEqual([
      '1Gi · ReadWriteOnce',
      'class standard',
    ]);
  });

  test('always: lines are within their width, whatever the parts', () => {
    const part = fc.string({ minLength: 1, maxLength: 300, size: 'max' });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        for (const line of wrap(parts, SANS, 11, 180)) expect(textWidth(line, SANS, 11)).toBeLessThanOrEqual(180);
      }),
    );
  });
});
