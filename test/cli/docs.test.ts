import { PAGES, pageOf, refreshed } from '../../scripts/outputs';
import { run } from './run';

describe.each(Object.entries(PAGES))('docs/%s.md', (name, verbs) => {
  test('shows what its commands print (npm run outputs)', async () => {
    expect(pageOf(name)).toBe(await refreshed(name));
  });

  test.each(verbs)('has the whole help of %s', async (verb) => {
    expect(pageOf(name)).toContain((await run([verb, '--help'])).stdout);
  });
});
