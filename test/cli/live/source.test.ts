import { kubectlCommand, takeLive } from '../../../lib/cli/live';

test.each([
  [[], { rest: [], isLive: false, file: undefined }],
  [['--live'], { rest: [], isLive: true, file: undefined }],
  [['a', '--live', '--json'], { rest: ['a', '--json'], isLive: true, file: undefined }],
  [['--live', 'x.json', 'a'], { rest: ['a'], isLive: true, file: 'x.json' }],
  [['--live=x.json', 'a'], { rest: ['a'], isLive: true, file: 'x.json' }],
  [['--live', '-'], { rest: [], isLive: true, file: '-' }],
  [['--', '--live'], { rest: ['--', '--live'], isLive: false, file: undefined }],
])('--live takes the word after it as its file: %j', (args, expected) => {
  expect(takeLive(args)).toEqual(expected);
});

test('a command for a person reaches the same cluster, and a shell reads each option as one word', () => {
  expect(kubectlCommand({ context: 'a b', kubeconfig: "it's" })).toBe(
    `kubectl --kubeconfig 'it'\\''s' --context 'a b'`,
  );
});

test.each([
  ['--live', '--live'],
  ['--live=a.json', '--live', 'b.json'],
])('a second --live is refused: %s', (...args) => {
  expect(() => takeLive(args)).toThrow('--live is there twice; allowed: once');
});
