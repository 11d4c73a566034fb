import * as fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { parse, parseAllDocuments } from 'yaml';
import { BlockStyle } from '../../lib/manifests/block-style';
import { blockStyle, manifestText, writtenByJsYaml } from '../../lib/manifests/yaml';

const READERS: Record<string, (text: string) => unknown> = {
  'yaml 1.2': (text) => parse(text, { version: '1.2' }),
  'yaml 1.1': (text) => parse(text, { version: '1.1' }),
  'js-yaml 1.2': (text) => load(text),
  'js-yaml 1.1': (text) => load(text, { schema: YAML11_SCHEMA }),
};

/** Strings that the YAML parser of Kubernetes, which is Go's, reads as numbers if they have no quotes. */
const NUMBERS_TO_KUBERNETES = '0X1F 0B11 0O17 -_8 2_E2 009_ 0x_1 -0b1 +0o7 1_000 0_7 0b1_1 .5_0 _1 1__0'.split(' ');

/** Strings that a YAML parser reads as another type if they have no quotes. */
const NASTY = [
  ...NUMBERS_TO_KUBERNETES,
  ...'0o17 0o7 017 0777 0x1F 0b11 1e3 1E-3 1e+3 .5 5. +.5 -.5e3 +1 -1 . .. .e .e1 +e -e e1 E5 e-1 1e400 0 00 -0'.split(
    ' ',
  ),
  ...'08 09 1.0 1,000 9223372036854775808 12:30 1:2:3 190:20:30.15 1:60 .inf -.INF +.Inf .nan .NaN NaN inf'.split(' '),
  ...'2001-12-14 2001-1-2 2001-12-14T21:59:43.10-05:00 ~ null Null NULL true True TRUE false False FALSE'.split(' '),
  ...'yes Yes YES no No NO on On ON off Off OFF y Y n N = << ! !! !!str & &a * *a % @ ` ? - -- --- ... :'.split(' '),
  ...':: , [ ] { } [] {} # \' " \\ | > |- >+ _ __ 1Gi 500m 1e9Ki 0xg'.split(' '),
  ...['2001-12-14 21:59:43', '2001-2-3 4:5:6', '2001-12-14 21:59:43.10 -5', '--- a', '... a', '- a', '? a', '# a'],
  ...['', ' ', '  ', '\t', ' a', 'a ', '\ta', 'a\t', 'a: b', 'a:', ': a', 'a # b', 'a #', '\r', '\u0000', '\u0007'],
  ...['\n', '\n\n', 'a\nb', 'a\nb\n', 'a\n\nb\n\n', '\na', ' a\nb', 'a \nb', 'a\n b', 'a\n\tb', '---\na', 'a\n---'],
  ...[' a\n ', ' a\n \n', ' \n a', 'a\n#b', 'a\r\nb', 'a\u0085b', '\u00a0', 'a\n\u2028b', '\u2029', '\ufeff', '\u007f'],
  ...['日本語', '😀', 'e\u0301', '\u{10ffff}', 'a'.repeat(200), 'word '.repeat(60), '$(KERUTA_TASK_ID)'],
];

const character = fc.oneof(
  fc.constantFrom(...'0179abefxoXOBE_.+-: \n\t#\'"\\!&*%@`{}[],?|><=~yYnNtTfF'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: character, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'0129abefxoXOBE_.+-: TtZz'), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'a \n\t#:-'), maxLength: 8 }),
);
// A plain object cannot have the key __proto__.
const key = text.filter((one) => one !== '__proto__');

/** The value stands below a key of Kubernetes', as all that people write does. */
function expectReadBack(data: unknown): void {
  const written = manifestText([{ data }]);
  for (const [name, read] of Object.entries(READERS)) {
    expect([name, read(written)]).toEqual([name, { data }]);
  }
}

describe('every reader reads what was given', () => {
  test('strings that look like something else, as value, list item and key', () => {
    expectReadBack(NASTY.map((nasty) => ({ [nasty]: nasty, list: [nasty] })));
  });

  test('any string, wherever it stands', () => {
    const few = { maxLength: 3 };
    const map = fc.dictionary(key, text, { maxKeys: 3 });
    const below = fc.oneof(text, fc.array(text, few), map, fc.array(map, few));
    const data = fc.oneof(text, fc.array(below, few), fc.dictionary(key, below, { maxKeys: 3 }));
    fc.assert(fc.property(data, expectReadBack), { numRuns: 40 });
  });

  test('what is no string', () => {
    expectReadBack({ a: 0, b: 1.5, c: -3, d: 2147483647, e: true, f: false, g: {}, h: [], i: [{}], j: null });
  });

  test('one object after the other', () => {
    const objects = [{ data: '---\n' }, { data: 'a\n\n' }, { data: '...' }, { data: {} }];
    expect(parseAllDocuments(manifestText(objects)).map((document) => document.toJS())).toEqual(objects);
  });
});

describe('the direct writer writes what js-yaml writes', () => {
  const scalar = fc.oneof(text, fc.integer(), fc.maxSafeInteger(), fc.double(), fc.boolean(), fc.constant(null));
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: false }),
    ),
  })).value;
  const documents = fc.array(fc.dictionary(key, anything, { maxKeys: 5 }), { minLength: 1, maxLength: 3 });

  test('of any objects', () => {
    const write = (objects: object[]) => expect(manifestText(objects)).toBe(writtenByJsYaml(objects));
    fc.assert(fc.property(documents, write), { numRuns: 200 });
  });

  test('of strings that look like something else, as key, value and item, at each depth', () => {
    for (const nasty of NASTY) {
      const objects = [
        { [nasty]: nasty, list: [nasty, [nasty], { [nasty]: nasty }], map: { [nasty]: { a: [nasty] } } },
      ];
      expect(manifestText(objects)).toBe(writtenByJsYaml(objects));
      expect(blockStyle.document(objects[0] as object) !== undefined).toBe(!nasty.includes('\n') && nasty.length < 170);
    }
  });

  test('of words and numbers that a parser may know, and of strings one character longer', () => {
    const words =
      'true false null yes no on off inf nan y n e1 E10 e1e5 1e5 true1 falsee nulll enable E_notation'.split(' ');
    for (const word of words.flatMap((one) => [one, one.toUpperCase(), `${one}s`, `a${one}`, `${one}.5`, `/${one}`])) {
      expect(manifestText([{ [word]: word }])).toBe(writtenByJsYaml([{ [word]: word }]));
    }
  });

  test.each([
    ['-0', { a: -0 }],
    ['a fraction', { a: 1.5 }],
    ['a number that is none', { a: Number.NaN, b: Number.POSITIVE_INFINITY }],
    ['a number beyond the safe integers', { a: 2 ** 60, b: 1e300 }],
    ['a time', { a: new Date(0) }],
    ['an undefined value', { a: undefined, b: [undefined, 1] }],
    // biome-ignore lint/suspicious/noSparseArray: the case
    ['a list with a hole', { a: [1, , 2] }],
    ['long keys', { ['k'.repeat(2000)]: 1, ['\ud800'.repeat(170)]: 2, ['\ud800'.repeat(171)]: 3 }],
    ['an empty document', {}],
    ['a list as a document', [1, 2]],
    ['a map without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['a key __proto__', JSON.parse('{"b": {"__proto__": {"a": 1}}}')],
  ])('of %s', (_, object) => {
    expect(manifestText([object, { a: 1 }])).toBe(writtenByJsYaml([object, { a: 1 }]));
  });

  test.each([
    ['strings, integers, booleans and null', { a: '#', b: 1, c: -3, d: true, e: false, f: null }],
    ['maps, lists, and those that are empty', { a: [{ b: [] }, {}, [1]], c: {} }],
    ['keys of up to 170 characters', { ['#'.repeat(170)]: 1 }],
  ])('without js-yaml for %s', (_, object) => {
    expect(blockStyle.document(object)).toBe(writtenByJsYaml([object]).slice(0, -1));
  });

  test.each<[string, ...object[]]>([
    ['strings of several lines', { a: 'b\nc' }],
    ['-0, fractions and large numbers', { a: -0 }, { a: 1.5 }, { a: 2 ** 53 }],
    ['objects of a class', { a: new Date(0) }],
    ['keys of more than 170 characters', { ['#'.repeat(171)]: 1 }],
    ['empty documents, and lists as documents', {}, [1]],
  ])('with js-yaml for %s', (_, ...objects) => {
    expect(objects.map((object) => blockStyle.document(object))).toEqual(objects.map(() => undefined));
  });

  test('and forgets the scalars that it remembers when there are 5,000', () => {
    const written: unknown[] = [];
    const writer = new BlockStyle(
      () => 0,
      (scalar) => {
        written.push(scalar);
        return String(scalar);
      },
    );
    const write = (count: number) => writer.document({ key: Array.from({ length: count }, (_, index) => index) });
    write(4999);
    write(4999);
    expect(written).toHaveLength(5000);
    write(5000);
    write(1);
    expect(written.slice(5000)).toEqual([4999, 'key', 0]);
  });

  test('of more scalars than it remembers', () => {
    const objects = Array.from({ length: 6000 }, (_, index) => ({ a: `${index}x`, b: index, c: `#${index % 7}` }));
    expect(manifestText(objects)).toBe(writtenByJsYaml(objects));
  });
});

test.each(NUMBERS_TO_KUBERNETES)('%s is quoted, as value and as key', (number) => {
  expect(manifestText([{ [number]: number }])).toBe(`'${number}': '${number}'\n`);
});

test.each(['1Gi', '500m', '1.5Gi', 'task123', 'git-repo-pvc-task123', '--task-id', '$(KERUTA_TASK_ID)'])(
  '%s is not quoted',
  (plain) => {
    expect(manifestText([{ [plain]: plain }])).toBe(`${plain}: ${plain}\n`);
  },
);

describe('for a person who reads it', () => {
  test('what an object is comes first, the other keys are in alphabetical order', () => {
    const object = { spec: {}, kind: 'Job', b: 1, metadata: { labels: {}, name: 'x' }, B: 2, apiVersion: 'v1' };
    expect(manifestText([object])).toBe(
      'apiVersion: v1\nkind: Job\nmetadata:\n  name: x\n  labels: {}\nB: 2\nb: 1\nspec: {}\n',
    );
  });

  test('the name comes first in every item of a list', () => {
    expect(
      manifestText([{ list: [{ command: ['a'], image: 'i:1', env: [{ value: 'v', name: 'NAME' }], name: 'main' }] }]),
    ).toBe(
      'list:\n  - name: main\n    image: i:1\n    command:\n      - a\n    env:\n      - name: NAME\n        value: v\n',
    );
  });

  test('items of lists stay in their order', () => {
    expect(manifestText([{ list: ['c', 'a', 'b'] }])).toBe('list:\n  - c\n  - a\n  - b\n');
  });

  test('text of several lines is a block, long text is one line', () => {
    expect(manifestText([{ a: 'if x\nthen\n  y\n' }])).toBe('a: |\n  if x\n  then\n    y\n');
    expect(manifestText([{ a: 'word '.repeat(60).trim() }]).split('\n')).toHaveLength(2);
  });

  test('a block may have blanks at the end of a line; with a line of blanks alone it is in quotes', () => {
    expect(manifestText([{ a: 'x \ny\n' }])).toBe('a: |\n  x \n  y\n');
    expect(manifestText([{ a: 'x\n  \ny\n' }])).toBe('a: "x\\n  \\ny\\n"\n');
  });

  test('a tab is written as an escape', () => {
    expect(manifestText([{ a: '1\t2' }])).toBe('a: "1\\t2"\n');
  });

  test('what stands in two places is written twice', () => {
    const labels = { app: 'keruta' };
    expect(manifestText([{ a: labels, b: labels }])).toBe('a:\n  app: keruta\nb:\n  app: keruta\n');
  });
});
