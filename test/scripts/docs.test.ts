import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MISTAKES } from '../../lib/mistakes/codes';
import { taskShape } from '../../lib/tasks/shape';
import { commentOf, readComments, TASK_INTERFACES } from '../../scripts/comments';
import { mistakesPage, settingsPage } from '../../scripts/docs';

function committed(name: string): string {
  return readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');
}

test('docs/settings.md is what npm run docs writes, with a row for every key of a task', () => {
  expect(committed('settings.md')).toBe(settingsPage());
  for (const key of Object.keys(taskShape.shape)) {
    expect(settingsPage()).toMatch(new RegExp(`^\\| \`${key}\` \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$`, 'm'));
  }
});

test('docs/mistakes.md is what npm run docs writes, with a row for every code', () => {
  expect(committed('mistakes.md')).toBe(mistakesPage());
  for (const code of Object.keys(MISTAKES)) {
    expect(mistakesPage()).toContain(`| \`${code}\` | `);
  }
});

test('a setting without a comment is no setting', () => {
  expect(() => commentOf(readComments(), TASK_INTERFACES, 'nobody')).toThrow('no comment on nobody in TaskEntry, ');
});
