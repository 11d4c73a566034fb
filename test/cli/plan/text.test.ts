import type { Plan } from '../../../lib/cli/plan/plan';
import { countsOf } from '../../../lib/cli/plan/summary';
import type { TaskPlan } from '../../../lib/cli/plan/task-plan';
import { blocksOf, planText, usageText } from '../../../lib/cli/plan/text';
import { usageOf } from '../../../lib/cli/plan/usage';
import { planned, read, synth, type Tasks } from './repository';

const A = { taskId: 'a' };
const B = { taskId: 'b' };

function planOf(before: Tasks, after: Tasks): Plan {
  const [old, now] = [synth(before), synth(after)];
  const tasks = planned(old, now);
  const usage = { before: usageOf(read(old)), after: usageOf(read(now)) };
  return {
    commit: { revision: 'HEAD', id: '', prefix: '' },
    comparison: { revision: 'HEAD', ahead: 0, behind: 0 },
    tasks,
    counts: countsOf(tasks),
    usage,
    quotas: [],
    engines: ['argocd'],
    warnings: '',
    uncommitted: [],
  };
}

test('each task has its sign, what happens, its fields, and where it is refused the reason and the way out', () => {
  const before = [A, B, { taskId: 'c', backoffLimit: 1 }, { taskId: 'd', pvcStorageSize: '2Gi' }];
  const after = [
    { ...A, jobName: 'again' },
    { taskId: 'c', backoffLimit: 2 },
    { taskId: 'd', pvcStorageSize: '1Gi' },
    { taskId: 'e' },
  ];
  expect(planText(planOf(before, after))).toBe(`The working tree compared with HEAD
1 to create, 1 to run again, 1 to change, 1 job to remove (claim kept), 1 refused

! refuse  d
    a claim cannot shrink [claim-shrinks]
      PersistentVolumeClaim spec.resources.requests.storage: 2Gi → 1Gi
    fix: restore the old value; a task with another id gets a claim of its own, which is empty

~ run again  a
    runs again as Job again; Job keruta-job-a is removed
    end Job keruta-job-a before the push, if it still runs: two agents would work in one working tree
    begin the command of the agent with rm -f .git/index.lock: a lock of an agent that was killed keeps Git from writing

- remove job, keep claim  b
    Job keruta-job-b is removed, claim git-repo-pvc-b stays

~ change  c
    Job keruta-job-c changes
      Job spec.backoffLimit: 1 → 2

+ create  e
    claim git-repo-pvc-e (1Gi, ReadWriteOnce, default class)
    Job keruta-job-e

Maximum resources of all tasks that are not done:
  tasks    4
  runs     5 → 6
  storage  5Gi → 4Gi
  4 of them request nothing, and are not in the sum of the requests
`);
});

test('several things at once are all in the headline, with the sign of the first', () => {
  expect(planText(planOf([A], [{ ...A, done: true, pvcStorageSize: '2Gi' }]))).toContain(
    '~ grow claim, remove job, keep claim  a\n',
  );
});

test('colours are for a terminal', () => {
  const plan = planOf([A], [B]);
  expect(planText(plan, { color: true })).toContain('\x1b[32m+ create  b\x1b[39m\n');
  expect(planText(plan)).not.toContain('\x1b');
});

test('names of Jobs and claims are no difference: their tasks stand in one block, with {taskId} in the names', () => {
  const [group, ...others] = blocksOf(planOf([A, B, { taskId: 'a-b' }], []).tasks);
  expect(others).toEqual([]);
  expect(group).toBe(
    '- remove job, keep claim  a, a-b, b\n    Job keruta-job-{taskId} is removed, claim git-repo-pvc-{taskId} stays\n',
  );
});

test('what is the same is said once for all tasks', () => {
  const plan = (taskId: string): TaskPlan => ({
    taskId,
    path: `${taskId}.k8s.yaml`,
    claim: undefined,
    actions: [],
    what: [],
    changes: [],
    refusals: [{ code: 'many-removals', reason: 'vanishes', fix: 'look' }],
  });
  expect(blocksOf([plan('a'), plan('b')])).toEqual(['! refuse  a, b\n    vanishes [many-removals]\n    fix: look\n']);
  const many = Array.from({ length: 60 }, (_, index) => plan(`t${index}`));
  expect(blocksOf(many)[0]).toMatch(/^! refuse {2}t0, .*, t9 and 50 more\n/);
});

describe('a value', () => {
  const shown = (value: unknown) => {
    const change = { object: 'Job', field: 'x', pointer: ['x'], before: value, effect: 'set' as const };
    const task = { taskId: 'a', path: '', claim: undefined, actions: ['change' as const], what: [], refusals: [] };
    return blocksOf([{ ...task, changes: [change] }])[0]?.match(/Job x: (.*) → \(none\)\n$/)?.[1];
  };

  test.each<[unknown, string]>([
    ['text', 'text'],
    ['two words, 日本語 🎉', 'two words, 日本語 🎉'],
    ['', '""'],
    [' x', '" x"'],
    ['a\nb', String.raw`"a\nb"`],
    ['\x1b[31m', String.raw`"\u001b[31m"`],
    ['\x9b31m', String.raw`"\u009b31m"`],
    ['\u202eabc', String.raw`"\u202eabc"`],
    [1, '1'],
    [{ a: [1] }, '{"a":[1]}'],
  ])('%j is shown as %s', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test('is cut where it is long', () => {
    expect(shown('x'.repeat(500))).toBe(`${'x'.repeat(160)}…`);
  });
});

test('the sums say what they leave out', () => {
  const usage = usageOf(read(synth([A, { ...B, existingClaim: 'x' }])));
  const text = usageText({ before: usage, after: usage });
  expect(text).toContain('  2 of them request nothing, and are not in the sum of the requests\n');
  expect(text).toContain('  1 of their claims exist already, and their sizes are not known\n');
});
