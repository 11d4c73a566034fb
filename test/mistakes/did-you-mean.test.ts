import { makeProposer } from '../../lib/mistakes/did-you-mean';

test('a proposer looks for each misspelt name once, and for 200 names at most', () => {
  let searches = 0;
  const propose = makeProposer(() => {
    searches += 1;
    return ['login-page', 'search'];
  });
  expect(propose('login-pgae')).toBe('did you mean login-page?');
  expect(propose('login-pgae')).toBe('did you mean login-page?');
  expect(searches).toBe(1);
  const proposals = Array.from({ length: 1000 }, (_, index) => propose(`login-pag${index}`));
  expect(searches).toBe(200);
  expect(proposals.at(0)).toBeDefined();
  expect(proposals.at(-1)).toBeUndefined();
});
