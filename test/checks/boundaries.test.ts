import { issuesOf } from '../../lib/checks/issues';
import { fileShape, taskShape } from '../../lib/tasks/shape';
import { BOUNDARIES } from './boundaries';

/** The mistakes in a file, by their codes. */
function mistakes(file: unknown): string[] {
  const result = fileShape.safeParse(file, { reportInput: true });
  return result.success ? [] : issuesOf(result.error).map(({ code }) => code);
}

describe.each(BOUNDARIES.map((boundary) => [boundary.setting, boundary] as const))('%s', (_, boundary) => {
  test('takes what Kubernetes, cdk8s and keruta take', () => {
    for (const value of boundary.right) {
      expect([value, mistakes(boundary.file(value))]).toEqual([value, []]);
    }
  });

  test('refuses what they refuse', () => {
    for (const value of [...boundary.wrong, ...(boundary.unseen ?? [])]) {
      expect([value, mistakes(boundary.file(value))]).toEqual([value, [expect.any(String)]]);
    }
  });
});

test('every setting of a task has its limits tried, but for those that are made of others', () => {
  const tried = BOUNDARIES.map(({ setting }) => setting);
  const ofOthers = [
    'apiTokenSecret',
    'env',
    'resources',
    'nodeSelector',
    'podSpec',
    'tolerations',
    'labels',
    'annotations',
    'claimLabels',
    'claimAnnotations',
  ];
  expect(
    Object.keys(taskShape.shape)
      .filter((key) => !tried.includes(key))
      .sort(),
  ).toEqual(ofOthers.sort());
});
