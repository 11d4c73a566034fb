// A consumer's tests of its own tasks.
import { appOf, manifestsOf, matchers } from 'cdk8s-keruta/testing';

expect.extend(matchers);

const before = appOf('tasks: [{ taskId: a }, { taskId: b }]');

test('an image of its own concerns no other task', () => {
  const after = appOf('tasks: [{ taskId: a }, { taskId: b, image: agent-of-b }]');
  expect(after).toChangeOnly(['b'], before);
});

test('a task has a claim and a Job', () => {
  expect(manifestsOf(before, 'a').map(({ kind }) => kind)).toEqual(['PersistentVolumeClaim', 'Job']);
});
