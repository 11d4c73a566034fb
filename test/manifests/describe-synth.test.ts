import { describeSynth } from '../../lib/manifests/describe-synth';

test('one line tells what a synth did, with the seconds since the program was started', () => {
  expect(describeSynth({ written: 2, unchanged: 98, removed: 1 }, 0)).toMatch(
    /^2 files written, 98 unchanged, 1 removed, 0 warnings, \d+\.\d s$/,
  );
});

test('a single file or warning is in the singular', () => {
  expect(describeSynth({ written: 1, unchanged: 0, removed: 0 }, 1)).toMatch(
    /^1 file written, 0 unchanged, 0 removed, 1 warning, /,
  );
});
