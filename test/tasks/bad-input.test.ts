import { MISTAKES } from '../../lib/mistakes/codes';
import { BAD_INPUT } from './bad-input';
import { BAD_FILES } from './bad-input/files';
import { expectComplete, refusal, textLoader, unmark, where } from './support';

const load = textLoader();

describe.each(Object.entries(BAD_INPUT))('%s', (_, kinds) => {
  for (const [rule, marked, codes, ...says] of kinds) {
    test(`${rule}`, () => {
      const { text, places } = unmark(marked);
      const { kind, mistakes, message } = refusal(() => load(text));
      expect(kind).toBe('tasks');
      expectComplete(mistakes, text);
      expect(mistakes.map((one) => `${where(one)} ${one.code}`)).toEqual(
        [codes].flat().map((code, index) => `${places[index]} ${code}`),
      );
      for (const part of says) {
        expect(message).toContain(part);
      }
    });
  }
});

test('every kind of mistake is among the bad input, but for those that no file of tasks has', () => {
  const ofTasks = Object.values(BAD_INPUT).flatMap((kinds) => kinds.flatMap(([, , codes]) => codes));
  const ofFiles = BAD_FILES.flatMap(([, , mistakes]) => mistakes.map((one) => one.replace(/.* /, '')));
  const ofPaths = ['two-sources', 'unreadable-file', 'not-a-file', 'outside-link', 'file-too-large'];
  const ofCheck = ['stale-manifest', 'app-failed'];
  const ofEdits = ['unsafe-edit', 'parent-of-others'];
  const ofArgoCd = ['url-password', 'two-destinations', 'quota-too-small'];
  const ofFlux = ['overridden-namespace', 'no-manifest'];
  const all = new Set([...ofTasks, ...ofFiles, ...ofPaths, ...ofCheck, ...ofEdits, ...ofArgoCd, ...ofFlux]);
  expect([...all].sort()).toEqual(Object.keys(MISTAKES).sort());
});
