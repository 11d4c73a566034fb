import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import type { MistakeCode } from '../../lib/mistakes/codes';
import { schemaText, tasksSchema } from '../../scripts/schema';
import { BAD_INPUT } from '../tasks/bad-input';
import { unmark } from '../tasks/support';
import { BOUNDARIES } from './boundaries';

const ROOT = join(__dirname, '..', '..');

const sees = new Ajv({ allowUnionTypes: true, keywords: ['markdownDescription'] }).compile(tasksSchema());

/** Mistakes that an editor shows as they are written: types, keys, choices, patterns and ranges. */
const SEEN: readonly MistakeCode[] = [
  'unknown-key',
  'no-ttl',
  'wrong-type',
  'wrong-choice',
  'wrong-number',
  'empty-list',
  'wrong-name',
  'wrong-task-id',
  'wrong-path',
  'wrong-image',
  'wrong-url',
  'wrong-env-name',
  'reserved-env',
  'literal-token',
  'wrong-label',
  'reserved-label',
  'reserved-annotation',
];

/** Mistakes of which a schema sees some. */
const PARTLY_SEEN: Partial<Record<MistakeCode, string>> = {
  'missing-key': 'not that no file of a folder has tasks',
  'reserved-key': 'not __proto__ as the name of a variable',
  'wrong-text': 'not control characters, halves of surrogate pairs, and the size of arguments and variables',
  'wrong-quantity': 'not amounts: nothing, half bytes, more than 2^63-1',
  'wrong-resource': 'not what makes an amount wrong for a resource',
  'wrong-annotation': 'not the size of all together',
};

/** Mistakes that no schema sees: in YAML itself, between settings, and between tasks. */
const UNSEEN: readonly MistakeCode[] = [
  'empty-file',
  'yaml-syntax',
  'yaml-depth',
  'yaml-duplicate-key',
  'yaml-several-documents',
  'yaml-alias',
  'yaml-tag',
  'yaml-version',
  'yaml-key',
  'literal-secret',
  'too-large',
  'request-above-limit',
  'wrong-toleration',
  'duplicate-task',
  'duplicate-job',
  'long-job-name',
  'unknown-repository',
  'unknown-parent',
  'own-parent',
  'parent-cycle',
  'parent-and-existing-claim',
  'claim-of-parent',
  'claim-exists',
  'claim-of-task',
  'parent-namespace',
  'clone-without-parent',
  'clone-of-running',
  'clone-size',
  'clone-class',
  'timeout-beyond-deadline',
  'class-mode',
  'class-clone',
  'newer-kubernetes',
  'second-container',
  'set-twice',
  'wrong-pod-spec',
  'restricted-pod',
];

interface Kind {
  readonly title: string;
  readonly codes: readonly MistakeCode[];
  readonly text: string;
}

const KINDS: Kind[] = Object.values(BAD_INPUT)
  .flat()
  .map(([title, marked, codes]) => ({ title: String(title), codes: [codes].flat(), text: unmark(marked).text }));

function isAmong(codes: readonly MistakeCode[]): (kind: Kind) => boolean {
  return (kind) => kind.codes.every((code) => codes.includes(code));
}

test('schema/tasks.schema.json is what npm run schema writes', () => {
  expect(readFileSync(join(ROOT, 'schema', 'tasks.schema.json'), 'utf8')).toBe(schemaText());
});

test('tasks.yaml names the schema in its first line', () => {
  const [line] = readFileSync(join(ROOT, 'tasks.yaml'), 'utf8').split('\n');
  expect(line).toBe('# yaml-language-server: $schema=schema/tasks.schema.json');
  expect(sees(parse(readFileSync(join(ROOT, 'tasks.yaml'), 'utf8')))).toBe(true);
});

test('the schema sees each bad input whose mistakes are of the kinds that it can see', () => {
  const unseen = KINDS.filter(isAmong(SEEN)).filter(({ text }) => sees(parse(text)));
  expect(unseen.map(({ title }) => title)).toEqual([]);
});

test('the schema sees nothing in bad input whose mistakes are of the kinds that it cannot see', () => {
  const values = KINDS.filter(isAmong(UNSEEN)).filter(
    ({ codes }) => !codes.some((code) => /^yaml|^empty-file/.test(code)),
  );
  expect(values.length).toBeGreaterThan(30);
  expect(values.filter(({ text }) => !sees(parse(text))).map(({ title }) => title)).toEqual([]);
});

test.each(Object.entries(PARTLY_SEEN))('the schema sees some of %s: %s', (code) => {
  const seen = KINDS.filter(isAmong([code as MistakeCode])).map(({ text }) => sees(parse(text)));
  expect(new Set(seen)).toEqual(new Set([true, false]));
});

test('every kind of mistake in the bad input is in one of the three lists', () => {
  const listed = [...SEEN, ...Object.keys(PARTLY_SEEN), ...UNSEEN];
  expect(listed.sort()).toEqual([...new Set(KINDS.flatMap(({ codes }) => codes))].sort());
});

describe.each(BOUNDARIES.map((boundary) => [boundary.setting, boundary] as const))(
  'the limits of %s',
  (_, boundary) => {
    test('are the checker’s, as far as patterns and ranges go', () => {
      const verdict = (values: readonly unknown[]) => values.map((value) => [value, sees(boundary.file(value))]);
      const all = (values: readonly unknown[], right: boolean) => values.map((value) => [value, right]);
      expect(verdict(boundary.right)).toEqual(all(boundary.right, true));
      expect(verdict(boundary.wrong)).toEqual(all(boundary.wrong, false));
      expect(verdict(boundary.unseen ?? [])).toEqual(all(boundary.unseen ?? [], true));
    });
  },
);
