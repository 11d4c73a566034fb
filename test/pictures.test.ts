import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { familyPicture } from '../scripts/pictures';

test('the picture of the README is what graph draws of its tasks (npm run pictures)', () => {
  expect(readFileSync(join(__dirname, '../docs/pictures/family.svg'), 'utf8')).toBe(familyPicture());
});
