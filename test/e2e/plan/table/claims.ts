import { type Base, change, field, notation, type Row } from './row';

const CLAIM: Base = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
const SIZE = '/spec/resources/requests/storage';

/** The changes of a claim that do not depend on what the cluster's storage classes can do. */
export function claimRows(growing: string, usual: string): readonly Row[] {
  const expandable: Base = { ...CLAIM, patches: { '/spec/storageClassName': growing } };
  return [
    ...field(CLAIM, '/metadata/labels/x', { value: 'a', other: 'b' }),
    ...field(CLAIM, '/metadata/annotations/x', { value: 'a', other: 'b' }),
    notation(CLAIM, SIZE, '1Gi', '1024Mi'),
    notation(CLAIM, SIZE, '1Gi', 1073741824),
    change(CLAIM, SIZE, '2Gi', '1Gi'),
    change(CLAIM, SIZE, '2G', '2Gi', expandable.patches),
    change(CLAIM, SIZE, '2Gi', '2G'),
    notation(CLAIM, SIZE, '1.5Gi', '1536Mi'),
    change(expandable, SIZE, '1Gi', '2Gi'),
    change(expandable, SIZE, '2Gi', '1Gi'),
    change(CLAIM, '/spec/resources/limits', undefined, {}),
    change(CLAIM, '/spec/resources/limits', undefined, { storage: '4Gi' }),
    change(CLAIM, '/spec/resources/limits', { storage: '4Gi' }, { storage: '4096Mi' }),
    change(CLAIM, '/spec/storageClassName', usual, growing),
    change(CLAIM, '/spec/storageClassName', growing, usual),
    change(CLAIM, '/spec/storageClassName', growing, undefined),
    change(CLAIM, '/spec/storageClassName', usual, ''),
    change(CLAIM, '/spec/storageClassName', '', usual),
    change(CLAIM, '/spec/accessModes', ['ReadWriteOnce'], ['ReadWriteMany']),
    change(CLAIM, '/spec/accessModes', ['ReadWriteOnce'], ['ReadWriteOncePod']),
    change(CLAIM, '/spec/accessModes', ['ReadWriteOnce'], ['ReadWriteOnce', 'ReadOnlyMany']),
    change(CLAIM, '/spec/accessModes', ['ReadWriteOnce', 'ReadOnlyMany'], ['ReadOnlyMany', 'ReadWriteOnce']),
    ...field(CLAIM, '/spec/volumeMode', { value: 'Block', other: 'Filesystem', filledIn: 'Filesystem', empty: [null] }),
    change(CLAIM, '/spec/volumeName', undefined, 'x'),
    change(CLAIM, '/spec/volumeName', undefined, ''),
    change(CLAIM, '/spec/volumeName', 'x', 'y'),
    ...field(CLAIM, '/spec/selector', { value: { matchLabels: { x: 'a' } }, other: { matchLabels: { x: 'b' } } }),
    change(CLAIM, '/spec/selector', undefined, null),
    change(CLAIM, '/spec/selector', undefined, {}),
    ...field(CLAIM, '/spec/dataSource', {
      value: { kind: 'PersistentVolumeClaim', name: 'x' },
      other: { kind: 'PersistentVolumeClaim', name: 'y' },
    }),
    change(
      CLAIM,
      '/spec/dataSource',
      { kind: 'PersistentVolumeClaim', name: 'x' },
      { apiGroup: '', kind: 'PersistentVolumeClaim', name: 'x' },
    ),
    change(
      CLAIM,
      '/spec/dataSourceRef',
      undefined,
      { kind: 'PersistentVolumeClaim', name: 'x' },
      {
        '/spec/dataSource': { kind: 'PersistentVolumeClaim', name: 'x' },
      },
    ),
    change(CLAIM, '/spec/dataSourceRef', undefined, { kind: 'PersistentVolumeClaim', name: 'x' }),
    change(CLAIM, '/spec/dataSourceRef', { kind: 'PersistentVolumeClaim', name: 'x' }, undefined),
    change(
      CLAIM,
      '/spec/dataSourceRef',
      { kind: 'PersistentVolumeClaim', name: 'x' },
      {
        kind: 'PersistentVolumeClaim',
        name: 'y',
      },
    ),
    {
      what: 'PersistentVolumeClaim, dataSource and dataSourceRef removed together',
      base: CLAIM,
      before: {
        '/spec/dataSource': { kind: 'PersistentVolumeClaim', name: 'x' },
        '/spec/dataSourceRef': { kind: 'PersistentVolumeClaim', name: 'x' },
      },
      after: {},
    },
    {
      what: 'PersistentVolumeClaim, dataSource moved to dataSourceRef',
      base: CLAIM,
      before: { '/spec/dataSource': { kind: 'PersistentVolumeClaim', name: 'x' } },
      after: { '/spec/dataSourceRef': { kind: 'PersistentVolumeClaim', name: 'x' } },
    },
    change(CLAIM, '/metadata/labels', { app: 'keruta', 'task-id': 'row' }, {}),
    change(CLAIM, '/spec/selector', { matchLabels: { x: 'a' } }, { matchLabels: { x: 'a' }, matchExpressions: [] }),
    change(CLAIM, '/spec/volumeAttributesClassName', undefined, null),
  ];
}
