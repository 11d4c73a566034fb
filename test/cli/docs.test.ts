import { pageOf, refreshed, VERBS } from '../../scripts/outputs';
import { run } from './run';

describe.each(VERBS)('docs/%s.md', (verb) => {
  test('shows what its commands print (npm run outputs)', async () => {
    expect(pageOf(verb)).toBe(await refreshed(verb));
  });

  test('has the whole help', async () => {
    expect(pageOf(verb)).toContain((await run([verb, '--help'])).stdout);
  });
});
