import { type Schema, tasksSchema } from '../../scripts/schema';
import { refusal, textLoader, where } from '../tasks/support';

/*
 * Rules for every text and every map, wherever in a file it stands. The schema, which is made of the checker's own
 * shapes, tells where that is: a new setting is tried here without a word.
 */

const load = textLoader();

type Path = readonly (string | number)[];

/** A place for a text: the path of a value, or of a key. */
interface TextPlace {
  readonly path: Path;
  readonly key: boolean;
  /** Whether the text may have several lines. */
  readonly lines: boolean;
}

interface Places {
  readonly texts: TextPlace[];
  readonly maps: Path[];
}

const SEVERAL_LINES = /^(.*\.)?(command\.0|env\.A|annotations\.A|claimAnnotations\.A)$/;

function collect(schema: Schema, path: Path, places: Places): Places {
  const { type, anyOf, items, propertyNames, additionalProperties } = schema;
  for (const form of (anyOf ?? []) as Schema[]) {
    collect(form, path, places);
  }
  if ([type].flat().includes('string') && !('enum' in schema)) {
    places.texts.push({ path, key: false, lines: SEVERAL_LINES.test(path.join('.')) });
  }
  if (type === 'array') {
    collect(items as Schema, [...path, 0], places);
  }
  if (type === 'object') {
    places.maps.push(path);
  }
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    collect(property, [...path, key], places);
  }
  if (propertyNames) {
    const name = path.at(-1) === 'requests' || path.at(-1) === 'limits' ? 'cpu' : 'A';
    places.texts.push({ path: [...path, name], key: true, lines: false });
    collect(additionalProperties as Schema, [...path, name], places);
  }
  return places;
}

const { maps, texts: all } = collect(tasksSchema(), [], { texts: [], maps: [] });
/** But for the settings of repositories, which have the shape of the defaults. */
const texts = all.filter(({ path }) => path[0] !== 'repositories' || path.length === 2);

/** A file with what a path leads to, as JSON, which is YAML too; refused in any case. */
function fileWith(path: Path, value: unknown): string {
  const file = path.reduceRight<unknown>(
    (inside, step) => (typeof step === 'number' ? [inside] : { [step]: inside }),
    value,
  );
  return JSON.stringify({ ...(file as object), extra: 'a key that nothing reads' });
}

/** A file with a text at a place, and the text's line and column. */
function fileWithText({ path, key }: TextPlace, text: string): { file: string; place: string } {
  const mark = 'MARK';
  const marked = key ? fileWith([...path.slice(0, -1), mark], {}) : fileWith(path, mark);
  return { file: marked.replace(`"${mark}"`, JSON.stringify(text)), place: `1:${marked.indexOf(`"${mark}"`) + 1}` };
}

/** The code for what no text may hold: of quantities it is not said why they are none. */
function refused({ path, key }: TextPlace): string {
  return path.at(-1) === 'cpu' && !key ? 'wrong-quantity' : 'wrong-text';
}

/** The mistakes in a text at a place. */
function found(place: TextPlace, text: string): string[] {
  const { file, place: at } = fileWithText(place, text);
  const { mistakes } = refusal(() => load(file));
  return mistakes.filter((one) => where(one) === at).map(({ code }) => code);
}

function title({ path, key }: TextPlace): string {
  return `${path.join('.')}${key ? ' (key)' : ''}`;
}

test('the places of texts and maps are found', () => {
  expect(texts.length).toBeGreaterThan(50);
  expect(texts.map(title)).toEqual(
    expect.arrayContaining([
      'tasks.0.env.A',
      'tasks.0.env.A (key)',
      'tasks.0.env.A.secretKeyRef.key',
      'storageClasses.A (key)',
    ]),
  );
  expect(maps.map((path) => path.join('.'))).toEqual(
    expect.arrayContaining([
      '',
      'layout',
      'repositories',
      'repositories.A.tolerations.0',
      'tasks.0.env.A.configMapKeyRef',
    ]),
  );
});

test.each([
  ['NUL', '\0'],
  ['DEL', '\x7F'],
  ['next line, of the second kind', '\x85'],
  ['half of a surrogate pair, the first', '\uD83D'],
  ['half of a surrogate pair, the second', '\uDE00'],
])('%s is refused in every text', (_, character) => {
  for (const place of texts) {
    expect([title(place), found(place, `a${character}b`)]).toEqual([title(place), [refused(place)]]);
  }
});

test('tab and line breaks are refused in every text but variables’ values, commands and annotations', () => {
  for (const place of texts) {
    for (const character of ['\t', '\n']) {
      expect([title(place), found(place, `a${character}b`)]).toEqual([
        title(place),
        place.lines ? [] : [refused(place)],
      ]);
    }
  }
});

test('whole surrogate pairs and letters of all languages are no mistakes where any text may stand', () => {
  for (const place of texts.filter(({ lines }) => lines)) {
    expect(found(place, '\u{1F600} 日本語 é')).toEqual([]);
  }
});

test('__proto__ is refused as a key of every map', () => {
  for (const path of maps) {
    const file = fileWith([...path, 'MARK'], 'x');
    const { mistakes } = refusal(() => load(file.replace('"MARK"', '"__proto__"')));
    const keys = mistakes.filter(({ code }) => code === 'reserved-key').map(where);
    expect([path, keys]).toEqual([path, [`1:${file.indexOf('"MARK"') + 1}`]]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  }
});

test('toString and constructor are unknown keys of every map that has its own keys', () => {
  const named = new Set(texts.filter(({ key }) => key).map(({ path }) => path.slice(0, -1).join('.')));
  for (const path of maps.filter((one) => !named.has(one.join('.')))) {
    for (const key of ['toString', 'constructor']) {
      const { mistakes } = refusal(() => load(fileWith([...path, key], 'x')));
      expect([path, mistakes.map(({ code }) => code)]).toEqual([path, expect.arrayContaining(['unknown-key'])]);
    }
  }
});
