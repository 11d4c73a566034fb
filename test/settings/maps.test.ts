import { asMap, isMap, mapsIn } from '../../lib/settings/maps';

const OTHERS = [undefined, null, [], [{}], 'a', 1, true];

test('a map is an object that is neither null nor a list', () => {
  expect(isMap({})).toBe(true);
  expect(OTHERS.filter(isMap)).toEqual([]);
});

test('any other value counts as an empty map', () => {
  const map = { a: 1 };
  expect(asMap(map)).toBe(map);
  expect(OTHERS.map(asMap)).toEqual(OTHERS.map(() => ({})));
});

test('of a list only the maps count, and of any other value nothing', () => {
  expect(mapsIn([{ a: 1 }, ...OTHERS, { b: 2 }])).toEqual([{ a: 1 }, { b: 2 }]);
  expect([{}, 'a', undefined].map(mapsIn)).toEqual([[], [], []]);
});
