import * as fc from 'fast-check';
import { parse } from '../../lib/document/document';
import { toSource } from '../../lib/document/source';

const PIECES = [
  'a',
  'b: ',
  '- ',
  '"',
  "'",
  '\n',
  '\n  ',
  '\r\n',
  '|\n',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '? ',
  '#x',
  '---',
  '&a ',
  '\t',
];

test('the line and the column of a mistake are those of its offset, whatever the text is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      for (const { place } of parse(toSource('tasks.yaml', text)).mistakes) {
        const { line, column, offset } = (place as NonNullable<typeof place>).start;
        const before = text.slice(0, offset).split('\n');
        expect([line, column]).toEqual([before.length, (before.at(-1) as string).length + 1]);
      }
    }),
    { numRuns: 1500, seed: 1 },
  );
});
