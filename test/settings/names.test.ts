import fc from 'fast-check';
import {
  CONTRACT_ENV,
  claimName,
  claimOwner,
  jobNameOf,
  LABEL_VALUE_MAX,
  runOf,
  TASK_ID_MAX,
  workspaceLabel,
} from '../../lib/settings/names';

test('a claim and a Job have the names of the contract', () => {
  expect(claimName('task123')).toBe('git-repo-pvc-task123');
  expect(jobNameOf({ taskId: 'task123' })).toBe('keruta-job-task123');
});

test('an agent gets the variables of the contract, in this order', () => {
  expect(CONTRACT_ENV).toEqual(['KERUTA_TASK_ID', 'KERUTA_API_URL', 'KERUTA_API_TOKEN']);
});

test('a task id has at most 52 characters, so that the name of its Job fits into a label', () => {
  expect(TASK_ID_MAX).toBe(52);
  expect(jobNameOf({ taskId: 'a'.repeat(TASK_ID_MAX) })).toHaveLength(63);
});

test('always: the owner of a claim is the task that the claim is named after', () => {
  fc.assert(fc.property(fc.string(), (taskId) => claimOwner(claimName(taskId)) === taskId));
});

test('a claim with another name has no owner', () => {
  expect(claimOwner('existing-pvc-name')).toBeUndefined();
  expect(claimOwner('my-git-repo-pvc-task123')).toBeUndefined();
});

describe('the label of a workspace', () => {
  const longest = 'a'.repeat(LABEL_VALUE_MAX);

  test('is the name of the claim, if the name fits into a label', () => {
    expect(workspaceLabel('git-repo-pvc-task123')).toBe('git-repo-pvc-task123');
    expect(workspaceLabel(longest)).toBe(longest);
  });

  test('is the beginning of a longer name with a hash of the whole name', () => {
    // printf %s "$name" | sha256sum | head -c 10
    expect(workspaceLabel(`${longest}a`)).toBe(`${'a'.repeat(52)}-ffe054fe7a`);
  });

  test('always: two names have two labels, and each fits into a label', () => {
    const name = fc.string({ minLength: 1, maxLength: 250, unit: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(workspaceLabel(one).length).toBeLessThanOrEqual(63);
        expect(workspaceLabel(one) === workspaceLabel(other)).toBe(one === other);
      }),
    );
  });
});

const ID = /^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/;

test('the first run has no number in the name of its Job, later ones have it at the end', () => {
  expect(jobNameOf({ taskId: 'a' })).toBe('keruta-job-a');
  expect(jobNameOf({ taskId: 'a', run: 1 })).toBe('keruta-job-a');
  expect(jobNameOf({ taskId: 'a', run: 2 })).toBe('keruta-job-a-2');
});

test('jobName is the name, whatever the run', () => {
  expect(jobNameOf({ taskId: 'a', run: 2, jobName: 'mine' })).toBe('mine');
});

test('the run is read from the name of the Job', () => {
  expect(runOf('a', 'keruta-job-a')).toBe(1);
  expect(runOf('a-2', 'keruta-job-a-2')).toBe(1);
  expect(runOf('a', 'keruta-job-a-2')).toBe(2);
  fc.assert(
    fc.property(fc.stringMatching(ID), fc.integer({ min: 1, max: 2_147_483_647 }), (taskId, run) => {
      expect(runOf(taskId, jobNameOf({ taskId, run }))).toBe(run);
    }),
  );
});

test.each([
  'mine',
  'keruta-job-b',
  'keruta-job-a-',
  'keruta-job-a-0',
  'keruta-job-a-1',
  'keruta-job-a-02',
  'keruta-job-a--2',
  'keruta-job-a-1e3',
])('the name %s has no run of task a', (name) => expect(runOf('a', name)).toBeUndefined());
