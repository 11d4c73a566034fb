import fc from 'fast-check';
import {
  CONTRACT_ENV,
  claimName,
  claimOwner,
  defaultJobName,
  LABEL_VALUE_MAX,
  TASK_ID_MAX,
  workspaceLabel,
} from '../../lib/settings/names';

test('a claim and a Job have the names of the contract', () => {
  expect(claimName('task123')).toBe('git-repo-pvc-task123');
  expect(defaultJobName('task123')).toBe('keruta-job-task123');
});

test('an agent gets the variables of the contract, in this order', () => {
  expect(CONTRACT_ENV).toEqual(['KERUTA_TASK_ID', 'KERUTA_API_URL', 'KERUTA_API_TOKEN']);
});

test('a task id has at most 52 characters, so that the name of its Job fits into a label', () => {
  expect(TASK_ID_MAX).toBe(52);
  expect(defaultJobName('a'.repeat(TASK_ID_MAX))).toHaveLength(63);
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
