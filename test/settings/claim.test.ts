import { claimOf, isClone, makesClaim, type TaskClaim } from '../../lib/settings/claim';

const PARENT: TaskClaim = {
  name: 'git-repo-pvc-parent',
  namespace: 'agents',
  accessMode: 'ReadWriteMany',
  size: '5Gi',
  storageClass: 'fast',
  existing: false,
};

describe('the claim of a task without a parent', () => {
  test('has the name of the contract and the documented defaults', () => {
    expect(claimOf({ taskId: 'task123' })).toEqual({
      name: 'git-repo-pvc-task123',
      namespace: undefined,
      accessMode: 'ReadWriteOnce',
      size: '1Gi',
      storageClass: undefined,
      existing: false,
    });
  });

  test('has the settings of the task', () => {
    const settings = { pvcStorageSize: '2Gi', pvcAccessMode: 'ReadWriteMany', pvcStorageClass: 'slow' } as const;
    expect(claimOf({ taskId: 'task123', namespace: 'agents', ...settings })).toEqual({
      name: 'git-repo-pvc-task123',
      namespace: 'agents',
      accessMode: 'ReadWriteMany',
      size: '2Gi',
      storageClass: 'slow',
      existing: false,
    });
  });

  test('exists already, so that its size and its class are not known', () => {
    expect(claimOf({ taskId: 'task456', existingClaim: 'mine', pvcAccessMode: 'ReadWriteMany' })).toEqual({
      name: 'mine',
      namespace: undefined,
      accessMode: 'ReadWriteMany',
      size: undefined,
      storageClass: undefined,
      existing: true,
    });
  });
});

describe('the claim of a child', () => {
  test('is that of its parent', () => {
    expect(claimOf({ taskId: 'child' }, PARENT)).toBe(PARENT);
    expect(claimOf({ taskId: 'child', workspace: 'inherit' }, PARENT)).toBe(PARENT);
  });

  test('is a claim of its own for a clone, with the size, the class and the namespace of its source', () => {
    expect(claimOf({ taskId: 'child', workspace: 'clone' }, PARENT)).toEqual({
      ...PARENT,
      name: 'git-repo-pvc-child',
      accessMode: 'ReadWriteOnce',
    });
  });

  test('has the size and the class of the clone itself, if these are set', () => {
    const own = { taskId: 'child', workspace: 'clone', pvcStorageSize: '9Gi', pvcStorageClass: 'other' } as const;
    expect(claimOf(own, PARENT)).toMatchObject({ size: '9Gi', storageClass: 'other' });
  });
});

test.each([
  [{}, false, true],
  [{ existingClaim: 'mine' }, false, false],
  [{ parentTaskId: 'parent' }, false, false],
  [{ parentTaskId: 'parent', workspace: 'inherit' }, false, false],
  [{ parentTaskId: 'parent', workspace: 'clone' }, true, true],
  // Without a parent there is nothing to clone.
  [{ workspace: 'clone' }, false, true],
] as const)('%j: a clone: %s; makes a claim: %s', (settings, clone, makes) => {
  expect(isClone(settings)).toBe(clone);
  expect(makesClaim(settings)).toBe(makes);
});

describe('the folder of a claim', () => {
  const root = claimOf({ taskId: 'root', pvcSubPath: 'repo' });

  test('is the folder of the parent for a child and for a clone, unless they set another one', () => {
    expect(claimOf({ taskId: 'child' }, root)).toMatchObject({ name: root.name, subPath: 'repo' });
    expect(claimOf({ taskId: 'child', pvcSubPath: 'other' }, root)).toMatchObject({
      name: root.name,
      subPath: 'other',
    });
    expect(claimOf({ taskId: 'child', workspace: 'clone' }, root)).toMatchObject({ subPath: 'repo' });
    expect(claimOf({ taskId: 'child', workspace: 'clone', pvcSubPath: 'x' }, root)).toMatchObject({ subPath: 'x' });
  });
});
