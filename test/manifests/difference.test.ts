import { firstDifference } from '../../lib/manifests/difference';

test.each([
  ['a\nb\n', 'a\nb\n', undefined],
  ['a\n  b: 1\nc', 'a\n  b: 2\nd', { line: 2, was: 'b: 1', is: 'b: 2' }],
  ['a', 'a\nb', { line: 2, was: '', is: 'b' }],
  ['a\nb', 'a', { line: 2, was: 'b', is: '' }],
  ['', 'a', { line: 1, was: '', is: 'a' }],
])('%j and %j begin to differ at %j', (before, after, difference) => {
  expect(firstDifference(before, after)).toEqual(difference);
});
