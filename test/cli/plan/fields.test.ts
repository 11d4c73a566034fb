import fc from 'fast-check';
import { type FieldChange, fieldChanges } from '../../../lib/cli/plan/fields';

const brief = (before: unknown, after: unknown) =>
  fieldChanges(before, after).map(({ field, before: was, after: is }) => [field, was, is]);

test.each<[string, unknown, unknown, FieldChange]>([
  ['a value', { a: { b: 1 } }, { a: { b: 2 } }, { field: 'a.b', pointer: ['a', 'b'], before: 1, after: 2 }],
  ['a new key', { a: {} }, { a: { b: 2 } }, { field: 'a.b', pointer: ['a', 'b'], after: 2 }],
  ['a key that goes', { a: { b: 1 } }, { a: {} }, { field: 'a.b', pointer: ['a', 'b'], before: 1 }],
  ['a key of no name', { 'x/y': 1 }, { 'x/y': 2 }, { field: '["x/y"]', pointer: ['x/y'], before: 1, after: 2 }],
  ['another type', { a: [] }, { a: {} }, { field: 'a', pointer: ['a'], before: [], after: {} }],
  ['a plain list', { a: [1] }, { a: [1, 2] }, { field: 'a', pointer: ['a'], before: [1], after: [1, 2] }],
])('%s is one change', (_, before, after, change) => {
  expect(fieldChanges(before, after)).toEqual([change]);
});

test('items of a list are known by their names, and pointed at by their numbers', () => {
  const before = { env: [{ name: 'A' }, { name: 'B', value: '1' }] };
  const after = { env: [{ name: 'B', value: '2' }, { name: 'C' }] };
  expect(fieldChanges(before, after)).toEqual([
    { field: 'env[A]', pointer: ['env', '0'], before: { name: 'A' } },
    { field: 'env[B].value', pointer: ['env', '1', 'value'], before: '1', after: '2' },
    { field: 'env[C]', pointer: ['env', '1'], after: { name: 'C' } },
  ]);
});

test('items without names are known by their numbers, while there are as many', () => {
  expect(brief({ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }, { x: 3 }] })).toEqual([['a[1].x', 2, 3]]);
  expect(brief({ a: [{ x: 1 }] }, { a: [{ x: 1 }, { x: 2 }] })).toHaveLength(1);
});

test('the order of named items counts: variables are expanded in theirs', () => {
  const [A, B] = [{ name: 'A' }, { name: 'B' }];
  expect(brief({ env: [A, B] }, { env: [B, A] })).toEqual([['env', [A, B], [B, A]]]);
});

test('the order of keys does not', () => {
  expect(brief({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
});

test('null is the same as nothing', () => {
  expect(brief({ a: null }, {})).toEqual([]);
});

test.each([
  [{ resources: { requests: { storage: '1024Mi' } } }, { resources: { requests: { storage: '1Gi' } } }],
  [{ resources: { limits: { cpu: '1000m' } } }, { resources: { limits: { cpu: 1 } } }],
  [{ emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { sizeLimit: '1073741824' } }],
  [{ resources: { limits: { cpu: '0.1n' } } }, { resources: { limits: { cpu: '1n' } } }],
  [{ resourceFieldRef: { divisor: '1' } }, { resourceFieldRef: { divisor: 1 } }],
])('a quantity written differently is the same: %j, %j', (before, after) => {
  expect(brief(before, after)).toEqual([]);
});

test.each([
  [{ resources: { requests: { storage: '1G' } } }, { resources: { requests: { storage: '1Gi' } } }],
  [{ data: { size: '1024Mi' } }, { data: { size: '1Gi' } }],
  [{ resources: { requests: { x: 'no' } } }, { resources: { requests: { x: 'none' } } }],
])('what is another quantity, or none, differs: %j, %j', (before, after) => {
  expect(brief(before, after)).toHaveLength(1);
});

test('keys that JavaScript knows are keys like any other', () => {
  expect(brief(JSON.parse('{"__proto__": 1, "constructor": 1}'), { toString: 2 })).toEqual([
    ['__proto__', 1, undefined],
    ['constructor', 1, undefined],
    ['toString', undefined, 2],
  ]);
});

test('nothing differs from itself, and what differs one way differs the other way', () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(fieldChanges(one, structuredClone(one))).toEqual([]);
      expect(fieldChanges(one, other).length > 0).toBe(fieldChanges(other, one).length > 0);
    }),
  );
});
