import { readExpandableClasses } from '../../lib/tasks/storage-classes';
import { inFolder } from '../cli/run';

const CLASSES = `{ fast: { allowVolumeExpansion: true }, slow: { allowVolumeExpansion: false }, other: {} }`;

test.each([`storageClasses: ${CLASSES}`, `"storageClasses": ${CLASSES}`, `"storage\\x43lasses": ${CLASSES}`])(
  'a file says which storage classes can expand, however its key is written: %s',
  (text) => {
    inFolder({ 'tasks.yaml': `${text}\n` });
    expect([...readExpandableClasses()]).toEqual([
      ['fast', true],
      ['slow', false],
    ]);
  },
);

test('files that are no files of tasks say nothing of storage classes', () => {
  inFolder({ 'tasks/a.yaml': 'storageClasses: [', 'tasks/b.yaml': 'storageClasses: none\n', 'tasks/c.yaml': '[]\n' });
  expect([...readExpandableClasses()]).toEqual([]);
});

test('a folder without tasks says nothing of storage classes', () => {
  inFolder({});
  expect([...readExpandableClasses()]).toEqual([]);
});
